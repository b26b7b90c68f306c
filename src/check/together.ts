/**
 * How probes share a target that somebody else runs. Where the whole catalogue is wanted, crowds fill its table
 * anyway: all others use the occasion and run beside them, and what passes there has passed. What does not is no
 * evidence, for a bounded table may have been full (protocol.md, bounds): it runs as if it had not, among at most
 * twelve lab peers, and what fails there once more, alone if it is one or two. If the table held them all, what rests
 * on a failure waits for that one, and is not tried again once it is shown.
 */
import type { Clock } from '../net/world.ts';
import { choiceSeen } from '../oracle/dialect-seen.ts';
import { heldBack } from '../oracle/held-back.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement, Verdict } from '../oracle/verdict.ts';
import { type Probe, peersOf } from './probe.ts';
import type { Session } from './session.ts';
import { Slots } from './slots.ts';

/** What the runner does for probes that share a target. */
export interface Company {
  readonly clock: Clock;
  /** Probes at once. */
  readonly width: number;
  /** Meets the target, and calls `work` if anybody is there; false if not. */
  meet(work: (session: Session) => Promise<void>): Promise<boolean>;
  each(probes: readonly Probe[], width: number, work: (probe: Probe) => Promise<void>): Promise<void>;
  /** False if the run ended before the work was done. */
  before(work: Promise<unknown>): Promise<boolean>;
  /** Runs the script; false if the run ended meanwhile. */
  probe(session: Session, probe: Probe): Promise<boolean>;
  /** Judges what came of it. Unless that is final it is kept for a doubt. */
  judge(probe: Probe, session: Session, isFinal?: (judgements: readonly Judgement[]) => boolean): void;
  /** Drops what is kept for a doubt: those probes run as if they had not. */
  forget(): void;
  /** The probes that should run now: those that did not, then those whose doubt another run may settle. */
  next(): readonly Probe[];
  /** It was judged, finally. */
  isJudged(probe: Probe): boolean;
  /** Meets the target for this probe alone. */
  alone(probe: Probe): Promise<void>;
}

// Protocol.md, bounds: at most 12 lab peers connected at once. One is the witness; two more may idle unseen.
const PLACES = 9;
// HEL-4: by then any node has forgotten the crowd, and almost any whom the last probe left.
const FORGOTTEN_MS = 6500;
const QUIET_MS = 4500;
// So many are tried again one by one: a node with one fault is done in a minute, one with many in little more.
const FEW = 2;

/** Runs all of them until another run would tell no more: `next` says when. */
export async function together(probes: readonly Probe[], company: Company): Promise<void> {
  const rounds = company.width > 1 ? occasions(probes) : [];
  if (rounds.length > 0 && !(await company.meet((session) => inCrowd(rounds, session, company)))) return;
  let quietMs = rounds.length > 0 ? FORGOTTEN_MS : 0;
  for (let next = company.next(); next.length > 0; next = company.next()) {
    if (!(await company.before(company.clock.sleep(quietMs)))) return;
    quietMs = QUIET_MS;
    const few = next.length <= FEW && next.every((probe) => company.isJudged(probe));
    if (few) await company.each(next, 1, (probe) => company.alone(probe));
    else if (!(await company.meet((session) => amongTwelve(next, session, company)))) return;
  }
}

/** Who runs beside a crowd, in which order: what may end a faulty target after the others. Nobody without a crowd. */
function occasions(probes: readonly Probe[]): Probe[][] {
  if (!probes.some((probe) => probe.crowd === true)) return [];
  const rounds = [undefined, 1, 2].map((late) => probes.filter((probe) => probe.late === late));
  return rounds.filter((round) => round.length > 0);
}

async function inCrowd(
  rounds: readonly (readonly Probe[])[],
  session: Session,
  company: Company,
): Promise<void> {
  const done: Probe[] = [];
  for (const round of rounds) {
    // Judging keeps us busy, and late: it waits until no script measures times any more.
    const judged = round.every(({ late }) => late === 2) ? judgeAll(done.splice(0), session, company) : null;
    await company.each(round, round.length, async (probe) => {
      if (await company.probe(session, probe)) done.push(probe);
    });
    await judged;
    session.cast.dismissAll();
  }
  await judgeAll(done, session, company);
  if (!heldAll(session.trace)) company.forget();
}

async function judgeAll(probes: readonly Probe[], session: Session, company: Company): Promise<void> {
  for (const probe of probes) {
    // What nobody tells of a target, or the fence holds back, is the same among twelve.
    const untold = probe.late !== undefined || heldBack(session.trace, probe.check) !== null;
    const final = new Set<Verdict>(untold ? ['pass', 'not-observed'] : ['pass']);
    const isFinal = (all: readonly Judgement[]): boolean => all.every(({ verdict }) => final.has(verdict));
    company.judge(probe, session, isFinal);
    await company.before(company.clock.sleep(BREATH_MS));
  }
}

// Between two judgements timers fire and datagrams are read.
const BREATH_MS = 1;

/** Every peer of the crowd was greeted. */
function heldAll(trace: Trace): boolean {
  return choiceSeen([trace], 'capacity')?.startsWith('at least') === true;
}

/** As many at a time as any table bears; those that disturb, one by one. */
async function amongTwelve(probes: readonly Probe[], session: Session, company: Company): Promise<void> {
  const { clock, width } = company;
  const slots = new Slots(clock, PLACES, () => session.cast.dismiss());
  const run = async (probe: Probe): Promise<void> => {
    if (await company.probe(session, probe)) company.judge(probe, session);
  };
  const shared = probes.filter((probe) => probe.crowd !== true && probe.alone !== true);
  await company.each(shared, width, async (probe) => {
    const places = peersOf(probe);
    if (!(await company.before(slots.take(places)))) return;
    await run(probe);
    slots.giveBack(places);
  });
  const disturbing = probes.filter((probe) => probe.alone === true && probe.crowd !== true);
  const crowds = probes.filter((probe) => probe.crowd === true);
  await company.each([...disturbing, ...crowds], 1, run);
}
