/**
 * Who was connected, as answers tell: the judges of HEL-3, HEL-4, HEL-5 and HEL-6. They read the lists that came at
 * known times after the last Hello of peers that a probe has marked.
 */
import { endpointText } from '../wire/endpoint.ts';
import { largest } from './ascending.ts';
import { type Exchange, exchanges, isListedIn } from './exchange.ts';
import { type Family, familyOf, GONE_MS, OWED_MS } from './family.ts';
import { deathOf, deathText, doubtOf, isOutside, lastEvents } from './probe-judge.ts';
import { eventsOf, lateness, type MarkEvent, type Trace } from './trace.ts';
import { broken, type Judgement, judging, type Say } from './verdict.ts';

/** One look at a marked peer: an answer that came to somebody else. */
interface Look {
  readonly listed: boolean;
  /** Ms from the peer's last Hello to the request, and to the first datagram of the answer. */
  readonly askedAfter: number;
  readonly toldAfter: number;
  /** The same if a Hello waited as long as this machine was late at worst: the target may share it with us. */
  readonly surelyAfter: number;
  readonly at: number;
  readonly evidence: readonly number[];
}

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
    if (first === undefined) return say('pass', `listed in ${all} of ${all} answers`);
    const many = lost.reduce((sum, { missing }) => sum + missing.length, 0);
    const actual = `${endpointText(first.mark.peer)} says Hello each second and is missing in ${many} of ${all} answers`;
    const evidence = lost.flatMap(({ missing }) => missing.flatMap((look) => look.evidence));
    return missed(
      lost.length < lives.length ? 'inconclusive' : broken('HEL-3'),
      actual,
      evidence.slice(0, 8),
    );
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
      [(one: (typeof tries)[number]) => one.kept, 'still listed', say],
      [(one: (typeof tries)[number]) => one.gone, 'missing already', missed],
    ] as const) {
      const found = tries.flatMap((one) => find(one) ?? []);
      const [look] = found;
      if (look === undefined) continue;
      const actual = `${fault} ${seconds(look.askedAfter)} after its last Hello, ${found.length} of ${tries.length} tries`;
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
      const what = edge.listed ? 'still listed' : 'missing already';
      const actual = `${what} ${seconds(edge.askedAfter)} after its last Hello: near the edge of what a clock of whole seconds explains`;
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
    return say('pass', `listed up to ${seconds(last)} after the last Hello, not later`);
  });
}

const HINT_4 = 'keep the date of the last Hello of each peer; 4 s later it is no longer connected (§1.3)';

/** HEL-5: requests, unknown TLVs and announcements neither connect nor renew, and announcements do not disconnect. */
export function judgeOnlyHello(trace: Trace, check: string): Judgement {
  return withLooks(trace, check, 'HEL-5', (say, missed, looks, family) => {
    const since = (mark: MarkEvent): number => family.lastHello(mark.peer, mark.until) ?? mark.at;
    const [kept] = looks(['kept'], since);
    const unlisted = kept?.seen.filter(({ listed, askedAfter }) => !listed && askedAfter >= TAKE_IN_MS) ?? [];
    const renewed = looks(['requests', 'unknown TLVs', 'announcements'], since).flatMap(({ mark, seen }) => {
      const late = seen.filter(({ listed, surelyAfter }) => listed && surelyAfter > GONE_MS);
      return late.length >= 2 ? [{ part: mark.part, late }] : [];
    });
    const connected = looks(['requests alone', 'unknown TLVs alone'], since).flatMap(({ mark, seen }) => {
      const there = seen.filter(({ listed }) => listed);
      return there.length >= 2 ? [{ part: mark.part, late: there }] : [];
    });
    const hearsay = listsHearsay(trace, family);
    const faults = [...connected, ...renewed].filter(({ part }) => part !== 'announcements' || !hearsay);
    const [first] = faults;
    if (first !== undefined) {
      const verb = first.part.endsWith('alone')
        ? 'connect a stranger'
        : 'renew a peer that says no Hello any more';
      const part = first.part.replace(' alone', '');
      const actual = `${part} ${verb}: it is listed ${seconds(first.late.at(-1)?.askedAfter ?? 0)} after its last Hello`;
      return say(
        broken('HEL-5'),
        actual,
        first.late.flatMap(({ evidence }) => evidence),
        HINT_5,
      );
    }
    if (unlisted.length >= 2) {
      const actual = `a peer that says Hello and is announced is missing in ${unlisted.length} answers`;
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
    const rest = hearsay ? '; announcements not observed, for it lists hearsay (`list: known`)' : '';
    return say('pass', `neither requests nor unknown TLVs nor announcements renew or connect${rest}`);
  });
}

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
    const returns = looks(['silent', 'silent, then announced'], (mark) => mark.at);
    const all = returns.map(({ mark, seen }) => {
      const due = seen.filter(({ at }) => at >= mark.at + TAKE_IN_MS);
      return { mark, due, back: due.some(({ listed }) => listed) };
    });
    if (all.some(({ due }) => due.length < 2)) return say('inconclusive', 'too few answers came: see REQ-1');
    const lost = all.filter(({ back }) => !back);
    const [first] = lost;
    if (first === undefined)
      return say('pass', 'peers that were silent for 7 s are listed again after a Hello');
    const actual = `a peer that was ${first.mark.part} says Hello again and is missing in ${first.due.length} answers`;
    return missed(
      broken('HEL-6'),
      actual,
      first.due.flatMap(({ evidence }) => evidence),
      HINT_6,
    );
  });
}

const HINT_6 = 'a Hello from an address that is not in the table adds it, whatever was there before';

type Looks = (
  parts: readonly string[],
  since: (mark: MarkEvent) => number,
) => readonly { readonly mark: MarkEvent; readonly seen: readonly Look[] }[];

/** What all these judges have in common: a death, and doubt about what is missing (`missed` says that). */
function withLooks(
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
    const text = `${deathText(death)}${during ? ' during this check' : ''}`;
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
    doubt === null ? say(verdict, actual, ...rest) : say('inconclusive', `${actual}; ${doubt}`, ...rest);
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

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
