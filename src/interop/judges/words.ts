/**
 * Whether each understands what the other writes, as far as the datagrams show: header, TLVs, size (HDR-2, TLV-1, TLV-5,
 * SIZ-1), the byte order of addresses (ADR-2), and addresses from nowhere (REQ-10). By the judges of `check`.
 */
import { judgeByteOrder, judgeSent } from '../../oracle/sender.ts';
import { judgeInvented } from '../../oracle/standing/origin.ts';
import type { Judgement } from '../../oracle/verdict.ts';
import { type Meeting, named, type Side } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const say = saying('words');

export function judgeWords(meeting: Meeting, side: Side): TestResult[] {
  const { trace, family, name, role } = side;
  const judgements = [...judgeSent(trace), judgeByteOrder(trace), judgeInvented(trace, family)];
  const failed = judgements.filter(({ verdict }) => verdict === 'fail');
  if (failed.length > 0) return failed.map((one) => say.fail(one.requirement, role, textOf(one)));
  const sent = judgements.find(({ verdict }) => verdict === 'pass');
  if (sent === undefined) return [say.inconclusive(`${name} said nothing`)];
  return [say.pass(`${name}: ${sent.actual}`)];

  function textOf({ actual }: Judgement): string {
    return `${name}: ${named(actual, meeting)}`;
  }
}
