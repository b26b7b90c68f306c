/**
 * A case once more, on a fresh instance of the target or on the running one, watched in the way in which its kind
 * of symptom shows. Nothing is judged here: what comes of it is a trace (symptoms.ts reads it).
 */
import type { Trace } from '../oracle/trace.ts';
import { type Case, sendersOf } from './case.ts';
import { calm } from './flooded.ts';
import { growing } from './grown.ts';
import { awake, WAKE_MS } from './hang.ts';
import { observed } from './observed.ts';
import { type Place, Stage } from './stage.ts';
import type { SymptomKind } from './symptom.ts';
import type { World } from './world.ts';

/**
 * `alone`: nothing is sent but the steps, and the target may end. `awake`: the same, then whether it reads and speaks.
 * `observed`: its start peer and two witnesses are connected, and ask. `calm`: they greet alone, afterwards nothing is
 * sent but Hellos. `grown`: round after round, with what it uses.
 */
export type Manner = 'alone' | 'awake' | 'observed' | 'calm' | 'grown';

export interface Watch {
  readonly manner: Manner;
  /** How long it is watched after the last step was read, in ms. */
  readonly lingerMs: number;
  /** One whose queue does not shrink for so long reads no more, in ms; default STUCK_MS. */
  readonly stuckMs?: number;
}

export interface Rerun {
  readonly trace: Trace;
  /** The instance came up, so that the steps were sent. */
  readonly ready: boolean;
  /** Datagrams that the fence held back: then it was not the whole case. */
  readonly dropped: number;
}

export interface RerunOptions {
  readonly watch: Watch;
  /** In whose terms the case is written. */
  readonly place: Place;
  readonly world: World;
}

/** What a signal handler, a core dump or a report takes at most, while the target works: so many times stuckMs. */
const DYING = 6;
/** It is at rest if it was so many times running. */
const IDLE_LOOKS = 4;
const LOOK_MS = 20;

/** Runs it. Bounded: by the case, BIND_MS of its start and the watch. EnvironmentError if a peer's place is taken. */
export async function rerun(theCase: Case, options: RerunOptions): Promise<Rerun> {
  const { watch, place, world } = options;
  const stage = await Stage.open(sendersOf(theCase), place, world, watch.stuckMs);
  let ready = false;
  try {
    stage.lab.countDrops();
    ready = await stage.ready();
    if (ready) await MANNERS[watch.manner](stage, theCase, watch.lingerMs);
    stage.lab.countDrops();
  } finally {
    await stage.close();
  }
  return { trace: stage.trace, ready, dropped: stage.lab.dropped };
}

type Run = (stage: Stage, theCase: Case, lingerMs: number) => Promise<void>;

const MANNERS: Readonly<Record<Manner, Run>> = { alone, awake, observed, calm, grown: growing };

async function alone(stage: Stage, theCase: Case, lingerMs: number): Promise<void> {
  if (!(await stage.rounds(theCase)) || !(await stage.consumed())) return;
  await stage.until(lingerMs - IDLE_LOOKS * LOOK_MS);
  const most = DYING * stage.stuckMs;
  for (let waited = 0, idle = 0; waited < most && idle < IDLE_LOOKS && !stage.ended; waited += LOOK_MS) {
    await stage.until(LOOK_MS);
    idle = stage.busy ? 0 : idle + 1;
  }
}

// For the Hello round that comes next, and for what comes when a peer expires (HEL-4).
const ROUND_MS = 1300;
const EXPIRY_MS = 5200;
const QUICK_MS = 80;
const ANSWERS_MS = 2600;
const CALM_MS = 1600;
/** A flood of hundreds of datagrams a second shows in less. */
export const FLOOD_MS = 320;
const LISTS_MS = 9000;
// HEL-1: a series of 6 s from the second Hello on, of one that says it each second or never, and of one that says it
// every 3 s.
const SCHEDULES_MS = [7600, 12_500];

/** The ways in which a symptom of that kind may show again, the quickest first. */
export function watchesFor(kind: SymptomKind): readonly Watch[] {
  switch (kind) {
    case 'crash':
    case 'exit':
    case 'sanitizer':
      return [QUICK_MS, ROUND_MS, EXPIRY_MS].map((lingerMs) => ({ manner: 'alone', lingerMs }));
    case 'hang':
      return [0, WAKE_MS].map((lingerMs) => ({ manner: 'awake', lingerMs }));
    case 'leak':
      return [{ manner: 'grown', lingerMs: 0 }];
    case 'schedule':
      return SCHEDULES_MS.map((lingerMs) => ({ manner: 'observed', lingerMs }));
    case 'storm':
      return [
        { manner: 'calm', lingerMs: CALM_MS },
        { manner: 'observed', lingerMs: LISTS_MS },
      ];
    case 'malformed-output':
    case 'wrong-answer':
      return [ANSWERS_MS, LISTS_MS].map((lingerMs) => ({ manner: 'observed', lingerMs }));
  }
}
