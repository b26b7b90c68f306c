/**
 * How probes share a target that somebody else runs. Where the whole catalogue is wanted, crowds fill its table
 * anyway: all others use the occasion and run beside them, and what passes there has passed. What does not is no
 * evidence, for a bounded table may have been full (protocol.md, bounds): it runs as if it had not, among at most
 * twelve lab peers.
 */
import type { Clock } from '../net/world.ts';
import { heldBack } from '../oracle/held-back.ts';
import type { Judgement, Verdict } from '../oracle/verdict.ts';
import { type Probe, peersOf } from './probe.ts';
import type { Session } from './session.ts';
import { Slots } from './slots.ts';

/** What the runner does for probes that share a target. */
export interface Company {
  readonly clock: Clock;
  /** Probes at once. */
  readonly width: number;
  /** Meets the target, and calls `work` if anybody is there. */
  meet(work: (session: Session) => Promise<void>): Promise<void>;
  each(probes: readonly Probe[], width: number, work: (probe: Probe) => Promise<void>): Promise<void>;
  /** False if the run ended before the work was done. */
  before(work: Promise<unknown>): Promise<boolean>;
  /** Runs the script; false if the run ended meanwhile. */
  probe(session: Session, probe: Probe): Promise<boolean>;
  /** Judges what came of it and keeps it, if that is wanted; true if so. */
  judge(probe: Probe, session: Session, wanted?: (judgements: readonly Judgement[]) => boolean): boolean;
}

// Protocol.md, bounds: at most 12 lab peers connected at once. One is the witness; two more may idle unseen.
const PLACES = 9;
// HEL-4: by then any node has forgotten the crowd.
const FORGOTTEN_MS = 6500;

/** Runs all of them, each at least once; whatever did not pass is for the caller to try again. */
export async function together(probes: readonly Probe[], company: Company): Promise<void> {
  const passed = new Set<Probe>();
  const rounds = company.width > 1 ? occasions(probes) : [];
  if (rounds.length > 0) {
    await company.meet((session) => inCrowd(rounds, session, company, passed));
    if (passed.size === 0) return;
  }
  const left = probes.filter((probe) => !passed.has(probe));
  if (left.length === 0) return;
  if (rounds.length > 0 && !(await company.before(company.clock.sleep(FORGOTTEN_MS)))) return;
  await company.meet((session) => amongTwelve(left, session, company));
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
  passed: Set<Probe>,
): Promise<void> {
  for (const round of rounds) {
    const done: Probe[] = [];
    await company.each(round, round.length, async (probe) => {
      if (await company.probe(session, probe)) done.push(probe);
    });
    session.cast.dismissAll();
    // Judged when all are done: it keeps us busy, and would make us late.
    for (const probe of done) {
      // What nobody tells of a target, or the fence holds back, is the same among twelve.
      const untold = probe.late !== undefined || heldBack(session.trace, probe.check) !== null;
      const final = new Set<Verdict>(untold ? ['pass', 'not-observed'] : ['pass']);
      const isFinal = (all: readonly Judgement[]): boolean => all.every(({ verdict }) => final.has(verdict));
      if (company.judge(probe, session, isFinal)) passed.add(probe);
      await company.before(company.clock.sleep(BREATH_MS));
    }
  }
}

// Between two judgements timers fire and datagrams are read.
const BREATH_MS = 1;

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
