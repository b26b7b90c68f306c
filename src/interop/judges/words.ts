/**
 * Whether each understands what the other writes, as far as the datagrams show: header, TLVs, size (HDR-2, TLV-1, TLV-5,
 * SIZ-1), the byte order of addresses (ADR-2), and addresses from nowhere (REQ-10). By the judges of `check`.
 */
import { sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { judgeByteOrder, judgeSent } from '../../oracle/sender.ts';
import { judgeInvented } from '../../oracle/standing/origin.ts';
import { type Judgement, seenIn } from '../../oracle/verdict.ts';
import { called, type Meeting, namedIn, type Side } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const say = saying('words');

export function judgeWords(meeting: Meeting, side: Side): TestResult[] {
  const { trace, family, role } = side;
  const name = called(side);
  const judgements = [...judgeSent(trace), judgeByteOrder(trace), judgeInvented(trace, family)];
  const failed = judgements.filter(({ verdict }) => verdict === 'fail');
  if (failed.length > 0) return failed.map((one) => say.fail(one.requirement, role, textOf(one)));
  const sent = judgements.find(({ verdict }) => verdict === 'pass');
  if (sent === undefined) return [say.inconclusive(sentence('{node} said nothing', { node: name }))];
  return [say.pass(sentence('{name}: {text}', { name, text: seenIn(sent) }))];

  function textOf(judgement: Judgement): Sentence {
    return sentence('{name}: {text}', { name, text: namedIn(seenIn(judgement), meeting) });
  }
}
