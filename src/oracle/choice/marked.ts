/**
 * Choices that a probe gives an occasion for: peers that it marks, and whether they were greeted (probes/choice.ts,
 * probes/size.ts).
 */
import type { DialectKey } from '../../node/dialect.ts';
import { fromTarget } from '../answer.ts';
import type { Reader } from '../dialect-seen.ts';
import { eventsOf, type Trace } from '../trace.ts';

type MarkedKey = Extract<DialectKey, `malformed.${string}` | 'receiveLimit' | 'hearsay' | 'answers'>;

export const MARKED_CHOICES: Readonly<Record<MarkedKey, Reader>> = {
  'malformed.short': (trace) => {
    const [before, behind] = [greeted(trace, 'before a short TLV'), greeted(trace, 'behind a short TLV')];
    if (before === null || behind === null) return [];
    return [behind ? 'as-2' : before ? 'keep-prefix' : 'drop-datagram'];
  },
  'malformed.cut': (trace) => prefix(greeted(trace, 'before a cut TLV')),
  'malformed.stray': (trace) => prefix(greeted(trace, 'before a lone byte')),
  'malformed.address': (trace) => {
    const [before, behind] = [
      greeted(trace, 'before a short address'),
      greeted(trace, 'behind a short address'),
    ];
    if (before === null || behind === null) return [];
    return [behind ? 'skip' : before ? 'keep-prefix' : 'drop-datagram'];
  },
  receiveLimit: (trace) => {
    const [first, last] = [
      greeted(trace, 'first TLV of a long datagram'),
      greeted(trace, 'last TLV of a long datagram'),
    ];
    if (first === null || last === null) return [];
    return [last ? 'whole' : first ? 'cut' : 'dropped'];
  },
  hearsay: (trace) => {
    const heard = greeted(trace, 'announced by a stranger');
    return heard === null ? [] : [heard ? 'anyone' : 'peers'];
  },
  answers: (trace) =>
    eventsOf(trace, 'mark').flatMap(({ part, peer, at, until }) => {
      if (part !== 'asks twice') return [];
      const answers = fromTarget(trace, peer).filter(
        (one) => one.listed.length > 0 && one.at > at && one.at <= until,
      );
      // Two requests a tenth of a second apart: answers to both are as far apart, parts of one are together.
      const spread = (answers.at(-1)?.at ?? 0) - (answers[0]?.at ?? 0);
      return answers.length === 0 ? [] : [spread >= APART_MS ? 'all' : 'limited'];
    }),
};

const APART_MS = 60;

/** Whether any peer that was marked so got a Hello in time; null if none was, or the target was silent then. */
function greeted(trace: Trace, part: string): boolean | null {
  const marks = eventsOf(trace, 'mark').filter((mark) => mark.part === part);
  const [mark] = marks;
  if (mark === undefined) return null;
  const { at, until } = mark;
  const any = fromTarget(trace).filter((one) => one.hello && one.at > at && one.at <= until);
  if (any.length === 0) return null;
  return fromTarget(trace, mark.peer).some((one) => one.hello && one.at > at && one.at <= until);
}

function prefix(before: boolean | null): string[] {
  return before === null ? [] : [before ? 'keep-prefix' : 'drop-datagram'];
}
