/**
 * What the judges of membership have in common: looks at marked peers in answers to others, a death, and doubt about
 * what is missing.
 */
import { sentence } from '../lang/sentence.ts';
import { endpointText } from '../wire/endpoint.ts';
import { largest } from './ascending.ts';
import { type Exchange, exchanges, isListedIn } from './exchange.ts';
import { type Family, familyOf } from './family.ts';
import { deathOf, deathSaid, doubted, doubtOf, isOutside, lastEvents } from './probe-judge.ts';
import { eventsOf, lateness, type MarkEvent, type Trace } from './trace.ts';
import { type Judgement, judging, type Say } from './verdict.ts';

/** One look at a marked peer: an answer that came to somebody else. */
export interface Look {
  readonly listed: boolean;
  /** Ms from the peer's last Hello to the request, and to the first datagram of the answer. */
  readonly askedAfter: number;
  readonly toldAfter: number;
  /** The same if a Hello waited as long as this machine was late at worst: the target may share it with us. */
  readonly surelyAfter: number;
  readonly at: number;
  readonly evidence: readonly number[];
}

export type Looks = (
  parts: readonly string[],
  since: (mark: MarkEvent) => number,
) => readonly { readonly mark: MarkEvent; readonly seen: readonly Look[] }[];

/** What all these judges have in common: a death, and doubt about what is missing (`missed` says that). */
export function withLooks(
  trace: Trace,
  check: string,
  id: string,
  judge: (say: Say, missed: Say, looks: Looks, family: Family) => Judgement,
): Judgement {
  const say = judging(id, check);
  const marks = eventsOf(trace, 'mark').filter((mark) => mark.check === check);
  const death = deathOf(trace);
  const [begin] = marks;
  if (death !== null) {
    const during = begin !== undefined && death.at >= begin.at && !isOutside(death);
    const end = deathSaid(death);
    const text = during ? sentence('{death} during this check', { death: end }) : end;
    return say(during ? 'fail' : 'inconclusive', text, lastEvents(trace, death.at));
  }
  if (begin === undefined) return say('inconclusive', 'the check did not get to its point');
  const family = familyOf(trace);
  const all = exchanges(trace).filter(({ answers }) => answers.length > 0);
  const end = largest(marks.map(({ until }) => until));
  const late = lateness(trace, begin.at, end);
  const looks: Looks = (parts, since) =>
    marks
      .filter(({ part }) => parts.includes(part))
      .map((mark) => ({ mark, seen: seenOf(mark, all, family, since(mark), late) }));
  const doubt = doubtOf(trace, begin.at, end);
  const missed: Say = (verdict, actual, ...rest) =>
    doubt === null ? say(verdict, actual, ...rest) : say('inconclusive', doubted(actual, doubt), ...rest);
  return judge(say, missed, looks, family);
}

/** The answers to others in a window, as they tell of one peer. */
function seenOf(
  { peer, at: from, until: to }: MarkEvent,
  all: readonly Exchange[],
  family: Family,
  fallback: number,
  late: number,
): Look[] {
  const key = endpointText(peer);
  return all
    .filter(({ asker, at }) => at >= from && at <= to && endpointText(asker) !== key)
    .map((exchange) => {
      const first = exchange.answers[0]?.at ?? exchange.at;
      const last = family.lastHello(peer, exchange.at) ?? fallback;
      return {
        listed: isListedIn(exchange, key),
        askedAfter: exchange.at - last,
        toldAfter: first - last,
        surelyAfter: exchange.at - last - late,
        at: exchange.at,
        evidence: [exchange.index, ...exchange.answers.map(({ index }) => index)],
      };
    });
}
