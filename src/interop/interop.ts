/**
 * The use case: every node with every node, each in both roles, and with itself. What did not pass is tried again when
 * all others are done, fewer at a time.
 */
import { setMaxListeners } from 'node:events';
import { type Channel, telling } from '../net/channel.ts';
import type { Target } from '../net/target.ts';
import { type DialectSeen, seenTogether } from '../oracle/dialect-seen.ts';
import { type Attempt, judgeAttempt } from './attempt.ts';
import type { InteropEvent, InteropResult } from './event.ts';
import { type GatheringWorld, type Guest, gather } from './gathering.ts';
import { BUILT_IN, type Meeting, TWIN } from './meeting.ts';
import { OUTCOMES } from './outcome.ts';
import { isOpen, type Pairing, type PairingResult, pairingResult } from './pairing.ts';

export interface InteropOptions {
  /** With their names for the report, which differ. */
  readonly nodes: readonly Guest[];
  /** Plays the third where no third node is given. */
  readonly builtIn: Target;
  readonly world: GatheringWorld;
  /** So long two are watched together, in ms. */
  readonly timeMs: number;
  /** Pairings at once. */
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** Programs that start all at once are late, and so are we. */
const APART_MS = 250;
/** What is tried again has a quieter machine. */
const AGAIN = 0.5;

/** All pairings of so many nodes. The third is the next in the list that is neither of the two. */
export function pairingsOf(count: number): Pairing[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return all.flatMap((joiner) =>
    all.map((hub) => {
      const others = all.map((i) => (hub + 1 + i) % count);
      return { joiner, hub, third: others.find((i) => i !== joiner && i !== hub) ?? null };
    }),
  );
}

/** Runs them; the last event is the result, of what was done until the signal. Rejects where a program cannot be started at all. */
export async function* interop(options: InteropOptions): AsyncGenerator<InteropEvent> {
  // Each meeting listens to it.
  setMaxListeners(0, options.signal);
  yield* telling<InteropEvent, void>((events) => new Run(options, events).all());
}

class Run {
  readonly #options: InteropOptions;
  readonly #events: Channel<InteropEvent>;
  readonly #tries = new Map<Pairing, Attempt[]>();
  readonly #done = new Map<Pairing, PairingResult>();

  constructor(options: InteropOptions, events: Channel<InteropEvent>) {
    this.#options = options;
    this.#events = events;
  }

  async all(): Promise<void> {
    const { nodes, jobs, signal } = this.#options;
    const pairings = pairingsOf(nodes.length);
    this.#events.put({ type: 'started', pairings: pairings.length });
    for (
      let next = pairings, width = jobs;
      next.length > 0 && !signal.aborted;
      width = Math.ceil(AGAIN * jobs)
    ) {
      await this.#each(next, width);
      next = next.filter((pairing) => !this.#done.has(pairing) && !signal.aborted);
    }
    this.#events.put({ type: 'finished', result: this.#result(pairings) });
  }

  async #each(pairings: readonly Pairing[], width: number): Promise<void> {
    const { world, signal } = this.#options;
    const queue = [...pairings];
    const work = async (place: number): Promise<void> => {
      await world.clock.sleep(place * APART_MS);
      for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift())
        await this.#try(next, pairings.length);
    };
    const workers = Array.from({ length: Math.min(width, pairings.length) }, (_, place) => work(place));
    const ends = await Promise.allSettled(workers);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #try(pairing: Pairing, of: number): Promise<void> {
    const meetings = await this.#meet(pairing);
    if (meetings === null) return;
    const attempt = judgeAttempt(...meetings);
    const tries = [...(this.#tries.get(pairing) ?? []), attempt];
    this.#tries.set(pairing, tries);
    const { results } = attempt;
    this.#events.put({ type: 'attempt', pairing, number: tries.length, meetings, results });
    if (isOpen(tries)) return;
    const result = pairingResult(pairing, tries);
    this.#done.set(pairing, result);
    this.#events.put({ type: 'pairing', result, done: this.#done.size, of });
  }

  /** Both meetings at once; null if they were interrupted. */
  async #meet({ joiner, hub, third }: Pairing): Promise<readonly [Meeting, Meeting] | null> {
    const { nodes, builtIn, world, timeMs, signal } = this.#options;
    const guest = (place: number): Guest => {
      const found = nodes[place];
      if (found === undefined) throw new RangeError(`no node ${place}`);
      return found;
    };
    const twin = (one: Guest): Guest => (joiner === hub ? { ...one, name: `${one.name}${TWIN}` } : one);
    const pair = { joiner: twin(guest(joiner)), hub: guest(hub) };
    const other = third === null ? { name: BUILT_IN, target: builtIn } : guest(third);
    const meetings = await Promise.allSettled([
      gather(world, { guests: { ...pair, third: null }, timeMs, signal }),
      gather(world, { guests: { ...pair, third: other }, timeMs, signal }),
    ]);
    const [first, second] = meetings.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    return first && second ? [first, second] : null;
  }

  #result(pairings: readonly Pairing[]): InteropResult {
    // What was tried and not to the end is told as far as it came.
    const results = pairings.flatMap((pairing) => {
      const tries = this.#tries.get(pairing);
      return this.#done.get(pairing) ?? (tries === undefined ? [] : [pairingResult(pairing, tries)]);
    });
    const count = (outcome: string): number => results.filter((one) => one.outcome === outcome).length;
    const [fail, unsure] = [count('fail'), count('inconclusive')];
    return {
      verdict: fail > 0 ? 'fail' : unsure > 0 || results.length === 0 ? 'inconclusive' : 'pass',
      pairings: results,
      left: pairings.length - results.length,
      dialects: this.#options.nodes.map((_, node) => dialectOf(node, results)),
      summary: Object.fromEntries(OUTCOMES.map((one) => [one, count(one)])) as InteropResult['summary'],
    };
  }
}

/** The free choices of a node, over all its meetings. */
function dialectOf(node: number, results: readonly PairingResult[]): DialectSeen {
  const seen = results.flatMap(({ joiner, hub, attempts }) =>
    attempts.flatMap(({ dialects }) => [
      ...(joiner === node ? [dialects.joiner] : []),
      ...(hub === node ? [dialects.hub] : []),
    ]),
  );
  return seenTogether(seen);
}
