/**
 * Who was connected, as answers tell: the judges of HEL-3, HEL-4, HEL-5 and HEL-6. They read the lists that came at
 * known times after the last Hello of peers that a probe has marked.
 */
import { sentence } from '../lang/sentence.ts';
import { secondsSaid } from '../lang/value.ts';
import { endpointText } from '../wire/endpoint.ts';
import { largest } from './ascending.ts';
import { exchanges } from './exchange.ts';
import { type Family, GONE_MS, OWED_MS } from './family.ts';
import { withLooks } from './looks.ts';
import type { MarkEvent, Trace } from './trace.ts';
import { broken, type Judgement } from './verdict.ts';

// HEL-4, in ms after the last Hello: whole-second clocks may lose one, and take one more.
const EARLY_WARN_MS = 3500;
const LATE_WARN_MS = 5500;
// A Hello so short before the request may not have been taken in.
const TAKE_IN_MS = 100;
// A peer that never was on a list has not joined: HEL-2's matter.
const JOINED_MS = 2000;
// After that a peer whose Hellos do not renew it has been dropped at least once.
const FIRST_LIFE_MS = 3000;
const FRESH_MS = 1500;
// One peer may be missing because a part of an answer was lost.
const SEVERAL = 2;

/** HEL-3: peers that say Hello each second are on every list. */
export function judgeRenewed(trace: Trace, check: string): Judgement {
  return withLooks(trace, check, 'HEL-3', (say, missed, looks) => {
    const lives = looks(['renewed'], (mark) => mark.at).map(({ mark, seen }) => {
      const due = seen.filter(
        ({ at, askedAfter }) =>
          at > mark.at + FIRST_LIFE_MS && askedAfter >= TAKE_IN_MS && askedAfter <= FRESH_MS,
      );
      return {
        mark,
        joined: seen.some(({ listed }) => listed),
        due,
        missing: due.filter(({ listed }) => !listed),
      };
    });
    if (lives.some(({ joined }) => !joined))
      return say('inconclusive', 'a newcomer never was on a list: see HEL-2');
    if (lives.some(({ due }) => due.length < 4))
      return say('inconclusive', 'too few answers came: see REQ-1');
    const lost = lives.filter(({ missing }) => missing.length > 0);
    const [first] = lost;
    const all = lives.reduce((sum, { due }) => sum + due.length, 0);
    if (first === undefined)
      return say('pass', sentence('listed in {count} of {all} answers', { count: all, all }));
    const many = lost.reduce((sum, { missing }) => sum + missing.length, 0);
    const actual = sentence('{peer} says Hello each second and is missing in {count} of {all} answers', {
      peer: endpointText(first.mark.peer),
      count: many,
      all,
    });
    const evidence = lost.flatMap(({ missing }) => missing.flatMap((look) => look.evidence));
    return missed(lost.length < SEVERAL ? 'inconclusive' : broken('HEL-3'), actual, evidence.slice(0, 8));
  });
}

/** HEL-4: a silent peer is on the list while it is owed its place, and off it when it has gone. */
export function judgeDropped(trace: Trace, check: string): Judgement {
  return withLooks(trace, check, 'HEL-4', (say, missed, looks, family) => {
    const tries = looks(['silent'], (mark) => family.lastHello(mark.peer, mark.until) ?? mark.at).map(
      ({ seen }) => {
        const joined = seen.some(({ listed, toldAfter }) => listed && toldAfter <= JOINED_MS);
        const early = seen.filter(
          ({ listed, askedAfter, toldAfter }) =>
            !listed && askedAfter >= TAKE_IN_MS && toldAfter <= EARLY_WARN_MS,
        );
        const late = seen.filter(({ listed, surelyAfter }) => listed && surelyAfter > LATE_WARN_MS);
        const told = seen.some(({ askedAfter }) => askedAfter > GONE_MS);
        const toldEarly = seen.some(
          ({ listed, askedAfter, toldAfter }) => askedAfter >= JOINED_MS && (listed || toldAfter <= OWED_MS),
        );
        return {
          joined,
          told,
          toldEarly,
          gone: early.find(({ toldAfter }) => toldAfter <= OWED_MS),
          soon: early[0],
          kept: late.findLast(({ surelyAfter }) => surelyAfter > GONE_MS),
          slow: late[0],
          seen,
        };
      },
    );
    if (tries.some(({ joined }) => !joined))
      return say('inconclusive', 'a newcomer was not on a list within 2 s: see HEL-2');
    for (const [find, fault, tell] of [
      [(one: (typeof tries)[number]) => one.kept, KEPT, say],
      [(one: (typeof tries)[number]) => one.gone, GONE, missed],
    ] as const) {
      const found = tries.flatMap((one) => find(one) ?? []);
      const [look] = found;
      if (look === undefined) continue;
      const actual = sentence(fault, {
        time: secondsSaid(look.askedAfter),
        count: found.length,
        all: tries.length,
      });
      const verdict = found.length < tries.length ? 'inconclusive' : broken('HEL-4');
      return tell(
        verdict,
        actual,
        found.flatMap(({ evidence }) => evidence),
        HINT_4,
      );
    }
    if (tries.some(({ told }) => !told))
      return say('inconclusive', 'no answer came after the peers had gone: see REQ-1');
    const edges = tries.flatMap(({ soon, slow }) => soon ?? slow ?? []);
    const [edge] = edges;
    if (edge !== undefined && edges.length === tries.length) {
      const actual = sentence(edge.listed ? NEARLY_KEPT : NEARLY_GONE, {
        time: secondsSaid(edge.askedAfter),
      });
      return (edges.every(({ listed }) => listed) ? say : missed)(
        'warn',
        actual,
        edges.flatMap(({ evidence }) => evidence),
        HINT_4,
      );
    }
    if (tries.every(({ toldEarly }) => !toldEarly))
      return say(
        'inconclusive',
        'no answer came in time to tell whether they were dropped too soon: see REQ-1',
      );
    const last = largest(
      tries.flatMap(({ seen }) => seen.filter(({ listed }) => listed).map((look) => look.askedAfter)),
    );
    return say(
      'pass',
      sentence('listed up to {time} after the last Hello, not later', { time: secondsSaid(last) }),
    );
  });
}

const KEPT = 'still listed {time} after its last Hello, {count} of {all} tries';
const GONE = 'missing already {time} after its last Hello, {count} of {all} tries';
const NEARLY_KEPT =
  'still listed {time} after its last Hello: near the edge of what a clock of whole seconds explains';
const NEARLY_GONE =
  'missing already {time} after its last Hello: near the edge of what a clock of whole seconds explains';
const HINT_4 = 'keep the date of the last Hello of each peer; 4 s later it is no longer connected (§1.3)';

/** HEL-5: requests, other TLVs and announcements neither connect nor renew, and announcements do not disconnect. */
export function judgeOnlyHello(trace: Trace, check: string): Judgement {
  return withLooks(trace, check, 'HEL-5', (say, missed, looks, family) => {
    const since = (mark: MarkEvent): number => family.lastHello(mark.peer, mark.until) ?? mark.at;
    const [kept] = looks(['kept'], since);
    // Until it is on a list it has not joined: its first Hello may be lost, or the table full.
    const first = kept?.seen.findIndex(({ listed }) => listed) ?? 0;
    const unlisted = (kept?.seen.slice(Math.max(first, 0)) ?? []).filter(
      ({ listed, askedAfter }) => !listed && askedAfter >= TAKE_IN_MS,
    );
    const renewed = looks(['requests', 'other TLVs', 'announcements'], since).flatMap(({ mark, seen }) => {
      const late = seen.filter(({ listed, surelyAfter }) => listed && surelyAfter > GONE_MS);
      return late.length >= 2 ? [{ part: mark.part as Part, late }] : [];
    });
    const connected = looks(['requests alone', 'other TLVs alone'], since).flatMap(({ mark, seen }) => {
      const there = seen.filter(({ listed }) => listed);
      return there.length >= 2 ? [{ part: mark.part as Part, late: there }] : [];
    });
    const hearsay = listsHearsay(trace, family);
    const faults = [...connected, ...renewed].filter(({ part }) => part !== 'announcements' || !hearsay);
    const [fault] = faults;
    if (fault !== undefined) {
      const time = secondsSaid(fault.late.at(-1)?.askedAfter ?? 0);
      const actual = sentence(OTHER_THAN_HELLO[fault.part], { time });
      return say(
        broken('HEL-5'),
        actual,
        fault.late.flatMap(({ evidence }) => evidence),
        HINT_5,
      );
    }
    if (first < 0) return say('inconclusive', 'a newcomer never was on a list: see HEL-2');
    if (unlisted.length >= 2) {
      const actual = sentence('a peer that says Hello and is announced is missing in {count} answers', {
        count: unlisted.length,
      });
      return missed(
        broken('HEL-5'),
        actual,
        unlisted.flatMap(({ evidence }) => evidence),
        HINT_5,
      );
    }
    const told = looks(['requests'], since).some(({ seen }) =>
      seen.some(({ askedAfter }) => askedAfter > GONE_MS),
    );
    if (!told) return say('inconclusive', 'no answer came after the peers had gone: see REQ-1');
    return say('pass', hearsay ? NEITHER_OF_TWO : NEITHER);
  });
}

const NEITHER = 'neither requests nor other TLVs nor announcements renew or connect';
const NEITHER_OF_TWO =
  'neither requests nor other TLVs nor announcements renew or connect; announcements not observed, for it lists hearsay (`list: known`)';
/** By the part of the mark. */
const OTHER_THAN_HELLO = {
  requests: 'requests renew a peer that says no Hello any more: it is listed {time} after its last Hello',
  'other TLVs':
    'TLVs other than Hello renew a peer that says no Hello any more: it is listed {time} after its last Hello',
  announcements:
    'announcements renew a peer that says no Hello any more: it is listed {time} after its last Hello',
  'requests alone': 'requests connect a stranger: it is listed {time} after its last Hello',
  'other TLVs alone': 'TLVs other than Hello connect a stranger: it is listed {time} after its last Hello',
} as const;
type Part = keyof typeof OTHER_THAN_HELLO;
const HINT_5 = 'the date of a peer changes where a Hello is handled, and nowhere else';

/** Whether any answer lists an address that was announced and never said Hello: then lists tell nothing of hearsay. */
function listsHearsay(trace: Trace, family: Family): boolean {
  return exchanges(trace).some(({ at, answers }) =>
    answers.some(({ keys }) =>
      keys.some((one) => family.isHearsay(one, at) && family.lastMaybe(one, at + 3000) === null),
    ),
  );
}

/** HEL-6: a peer that was dropped is listed and greeted again once it says Hello. */
export function judgeReturn(trace: Trace, check: string): Judgement {
  return withLooks(trace, check, 'HEL-6', (say, missed, looks) => {
    const returns = looks(['silent', ANNOUNCED], (mark) => mark.at);
    const all = returns.map(({ mark, seen }) => {
      const due = seen.filter(({ at }) => at >= mark.at + TAKE_IN_MS);
      return { mark, due, back: due.some(({ listed }) => listed) };
    });
    if (all.some(({ due }) => due.length < 2)) return say('inconclusive', 'too few answers came: see REQ-1');
    const lost = all.filter(({ back }) => !back);
    const [first] = lost;
    if (first === undefined)
      return say('pass', 'peers that were silent for 7 s are listed again after a Hello');
    const text = first.mark.part === ANNOUNCED ? NOT_BACK_ANNOUNCED : NOT_BACK;
    const actual = sentence(text, { count: first.due.length });
    return missed(
      broken('HEL-6'),
      actual,
      first.due.flatMap(({ evidence }) => evidence),
      HINT_6,
    );
  });
}

const ANNOUNCED = 'silent, then announced';
const NOT_BACK = 'a peer that was silent says Hello again and is missing in {count} answers';
const NOT_BACK_ANNOUNCED =
  'a peer that was silent, then announced says Hello again and is missing in {count} answers';
const HINT_6 = 'a Hello from an address that is not in the table adds it, whatever was there before';
