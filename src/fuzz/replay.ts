/**
 * A finding once more: whether the target still shows it. Fixed is said only where the case could have shown it again:
 * all of it was sent and read, so many times, by a target that answered a peer before and after.
 */
import { isLoopback } from '../net/cidr.ts';
import { isInstrumented } from '../net/instrumented.ts';
import { LabAddresses } from '../net/lab-address.ts';
import { addressToward } from '../net/route.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import type { Case } from './case.ts';
import type { Finding } from './finding.ts';
import { relocated } from './relocate.ts';
import {
  chanceOf,
  controlDoubt,
  DEAF,
  type Doubt,
  doubtOf,
  lasting,
  lateDoubt,
  passing,
} from './replay-doubt.ts';
import { type Manner, type Rerun, rerun, type Watch, watchesFor } from './rerun.ts';
import { isSameFault } from './same-fault.ts';
import type { Place } from './stage.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
import { symptomsOf } from './symptoms.ts';
import type { World } from './world.ts';

export interface Replayed {
  readonly verdict: 'fixed' | 'failing' | 'unknown';
  /** Re-runs that showed it, of those that were made. */
  readonly shown: number;
  readonly of: number;
  /** As it shows now; null if it does not. */
  readonly symptom: Symptom | null;
  /** Why it cannot be told; null if it can. */
  readonly reason: string | null;
  /** Another try may tell: the machine was busy, or datagrams were lost. */
  readonly passing: boolean;
}

export interface ReplayOptions {
  /** Re-runs in each of the ways in which it may show. */
  readonly times: number;
  /** What should not be counts too. */
  readonly strict: boolean;
  /** Few instances at one time: what did not tell among many may tell alone. */
  readonly calm: boolean;
}

const CONTROL_MS = 2600;
/** HEL-4: after that a running node has dropped whom a control made it know. */
const EXPIRY_MS = 7000;

/** Never throws for what the target does, nor when it is stopped; EnvironmentError if it cannot be started, or a place is taken. */
export async function replay(finding: Finding, world: World, options: ReplayOptions): Promise<Replayed> {
  const replayer = await Replayer.of(finding, world, options);
  try {
    return await (world.target.restartable ? replayer.onInstances() : replayer.onRunning());
  } catch (error) {
    if (world.signal.aborted) return replayer.unknown(lasting('it was interrupted'));
    throw error;
  }
}

/** What one re-run came to. */
interface Outcome {
  readonly symptom: Symptom | null;
  /** Why it would tell nothing if it showed nothing; null if it would. */
  readonly doubt: Doubt | null;
}

class Replayer {
  readonly #finding: Finding;
  readonly #case: Case;
  readonly #place: Place;
  readonly #world: World;
  readonly #options: ReplayOptions;
  #shown = 0;
  #of = 0;

  private constructor(finding: Finding, theCase: Case, place: Place, world: World, options: ReplayOptions) {
    this.#finding = finding;
    this.#case = theCase;
    this.#place = place;
    this.#world = world;
    this.#options = options;
  }

  static async of(finding: Finding, world: World, options: ReplayOptions): Promise<Replayer> {
    const { target, random } = world;
    const at = target.endpoint;
    const own = at === null || isLoopback(at.address) ? null : await addressToward(at);
    const addresses = new LabAddresses(random, at?.port ?? 0);
    const here = relocated(finding.case, finding.startPeer, addresses, own);
    const place = { target: finding.target, startPeer: here.startPeer };
    return new Replayer(finding, here.case, place, world, options);
  }

  /** Each re-run on an instance of its own, several at a time. */
  async onInstances(): Promise<Replayed> {
    const { kind } = this.#finding;
    const watches = watchesFor(kind);
    let doubt: Doubt | null = null;
    for (const [i, watch] of watches.entries()) {
      const isLast = i === watches.length - 1;
      const [runs, control] = await Promise.all([
        this.#runs(watch),
        isLast ? this.#control(this.#case) : null,
      ]);
      const shown = this.#failing([...runs, ...(control === null ? [] : [control])]);
      if (shown !== null) return this.#awake(shown);
      doubt =
        [...runs, ...(control === null ? [] : [control])].find((run) => run.doubt !== null)?.doubt ?? null;
      if (doubt !== null) break;
    }
    doubt ??= chanceOf(this.#finding, this.#options.times);
    if (doubt === null && kind === 'sanitizer') doubt = await this.#blindness();
    return doubt === null ? this.#result('fixed') : this.unknown(doubt);
  }

  /**
   * One that is there already, and has a past. It may know the case's peers and whoever asked before, so time has to pass;
   * and an end of it shows only in that nobody is there any more.
   */
  async onRunning(): Promise<Replayed> {
    const before = await this.#control(NOTHING);
    if (before.symptom !== null) return this.#result('failing', before.symptom);
    if (before.doubt !== null) return this.unknown(before.doubt);
    await this.#world.clock.sleep(EXPIRY_MS, this.#world.signal);
    let doubt: Doubt | null = null;
    for (const watch of watchesFor(this.#finding.kind)) {
      for (let i = 0; i < this.#options.times; i++) {
        const run = await this.#once(watch);
        this.#of += 1;
        if (run.symptom !== null) {
          this.#shown += 1;
          return this.#result('failing', run.symptom);
        }
        doubt ??= run.doubt;
      }
    }
    const after = await this.#control(NOTHING);
    const symptom = after.symptom ?? (after.doubt?.text === DEAF ? this.#silenced() : null);
    if (symptom !== null) return this.#result('failing', symptom);
    doubt ??= after.doubt ?? this.#unseen() ?? chanceOf(this.#finding, this.#options.times);
    return doubt === null ? this.#result('fixed') : this.unknown(doubt);
  }

  unknown({ text, passing }: Doubt): Replayed {
    return { ...this.#result('unknown'), reason: text, passing };
  }

  #result(verdict: Replayed['verdict'], symptom: Symptom | null = null): Replayed {
    return { verdict, shown: this.#shown, of: this.#of, symptom, reason: null, passing: false };
  }

  async #runs(watch: Watch): Promise<Outcome[]> {
    const { times, calm } = this.#options;
    const width = calm ? 1 : AT_ONCE[watch.manner];
    const all: Outcome[] = [];
    [this.#shown, this.#of] = [0, times];
    while (all.length < times) {
      const some = Array.from({ length: Math.min(width, times - all.length) }, () => this.#once(watch));
      all.push(...(await Promise.all(some)));
    }
    this.#shown = all.filter(({ symptom }) => symptom !== null).length;
    return all;
  }

  #failing(runs: readonly Outcome[]): Replayed | null {
    const symptom = runs.find((run) => run.symptom !== null)?.symptom ?? null;
    return symptom === null ? null : this.#result('failing', symptom);
  }

  async #once(watch: Watch): Promise<Outcome> {
    const run = await this.#rerun(this.#case, watch);
    return { symptom: this.#wanted(run) ?? this.#gone(run.trace), doubt: this.#doubt(run, watch) };
  }

  /** In company that asks, before and after the steps. */
  async #control(theCase: Case): Promise<Outcome> {
    const run = await this.#rerun(theCase, { manner: 'observed', lingerMs: CONTROL_MS });
    const symptom = this.#wanted(run);
    const doubt = doubtOf(run) ?? controlDoubt(run.trace);
    // One that never reacted is not known to have hung.
    return { symptom: symptom?.kind === 'hang' && doubt?.text === DEAF ? null : symptom, doubt };
  }

  #rerun(theCase: Case, watch: Watch): Promise<Rerun> {
    return rerun(theCase, { watch, place: this.#place, world: this.#world });
  }

  /** The same fault, or one by which the target is as dead: whatever it is called in this build. */
  #wanted({ trace, ready }: Rerun): Symptom | null {
    // A program that does not come up ends for reasons of its own.
    if (!ready) return null;
    const all = symptomsOf(trace, this.#options.strict);
    const same = all.find((one) => isSameFault(one, this.#finding));
    return same ?? all.find(({ kind }) => CERTAIN.has(kind) || kind === 'hang') ?? null;
  }

  /** A running node that no longer holds its port has ended, by whatever. */
  #gone(trace: Trace): Symptom | null {
    const lost = eventsOf(trace, 'bound').at(-1)?.held === false;
    if (this.#world.target.restartable || !lost) return null;
    return this.#asFound('the node is gone: nobody holds its port any more');
  }

  /** What it does that answered before and does not after. */
  #silenced(): Symptom | null {
    const { kind } = this.#finding;
    return CERTAIN.has(kind) || kind === 'hang' ? this.#asFound('the node answers nobody any more') : null;
  }

  #asFound(actual: string): Symptom {
    const { kind, signature, requirement, expected } = this.#finding;
    return { kind, signature, requirement, expected, actual };
  }

  #doubt(run: Rerun, { manner }: Watch): Doubt | null {
    const own = doubtOf(run) ?? (CERTAIN.has(this.#finding.kind) ? null : lateDoubt(run.trace));
    if (own !== null) return own;
    const sent = eventsOf(run.trace, 'sent').length;
    if (manner === 'grown')
      return eventsOf(run.trace, 'sample').length < 2 ? lasting('what it uses cannot be watched here') : null;
    return sent < this.#case.steps.length * this.#case.repeat
      ? passing('it read no more before all was sent')
      : null;
  }

  /** A hang is one of a node that would react if the case were not sent. */
  async #awake(failing: Replayed): Promise<Replayed> {
    if (failing.symptom?.kind !== 'hang') return failing;
    const { doubt } = await this.#control(NOTHING);
    return doubt === null
      ? failing
      : { ...failing, verdict: 'unknown', symptom: null, reason: doubt.text, passing: doubt.passing };
  }

  /** What a node that somebody else started does not show; null if it would show this. */
  #unseen(): Doubt | null {
    const { kind, startPeer } = this.#finding;
    if (kind === 'sanitizer')
      return lasting('the reports of a node that somebody else started are not seen: replay it with -- CMD');
    // Found with an instance whose whole life was known.
    if (kind === 'wrong-answer' && startPeer !== null)
      return lasting('whom a node that somebody else started may list is not known: replay it with -- CMD');
    return null;
  }

  /** Why a build shows no sanitizer's report, whatever it does; null if it does, or nobody knows. */
  async #blindness(): Promise<Doubt | null> {
    const { target } = this.#world;
    const at = await target.reserve();
    const instance = await target.start(at, this.#place.startPeer ?? at, () => undefined);
    try {
      await this.#world.clock.sleep(LOADED_MS, this.#world.signal);
      const pid = instance.pid();
      const built = pid === null ? null : isInstrumented(pid);
      return built === false ? lasting('this build has no sanitizer, by whose report it was found') : null;
    } finally {
      await instance.stop();
    }
  }
}

const NOTHING: Case = { steps: [], repeat: 1 };
/** What measures memory disturbs its like, what floods has to be read, and what hangs may take a CPU; the others wait. */
const AT_ONCE: Readonly<Record<Manner, number>> = {
  alone: 5,
  observed: 5,
  calm: 3,
  awake: 2,
  grown: 1,
};
/** By then a program's libraries are there. */
const LOADED_MS = 500;
