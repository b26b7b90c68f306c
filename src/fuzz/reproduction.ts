/**
 * The first case that shows again what a campaign has seen, and how it was watched. What shows at once is looked for
 * first; then, side by side, what needs a round of Hellos or the end of a silent peer. All the while one instance is
 * sent nothing at all: what ends without any datagram needs no case.
 */
import { Bench, type Shown } from './bench.ts';
import type { Case } from './case.ts';
import { anyOf } from './deadline.ts';
import { WAKE_MS } from './hang.ts';
import { muteSymptom } from './lifeless.ts';
import { type Watch, watchesFor } from './rerun.ts';
import { rewritten } from './rewritten.ts';
import { isSameFault } from './same-fault.ts';
import { latest, shorterTails, slowSuffixes, suffixes, timedSuffixes } from './suffix.ts';
import type { Suspicion } from './suspicion.ts';
import { CERTAIN, type Symptom, type SymptomKind } from './symptom.ts';
import { Trial } from './trial.ts';
import type { World } from './world.ts';

export interface Reproduced {
  readonly case: Case;
  readonly watch: Watch;
  readonly shown: Shown;
  /** Keys of cases that did not show it when they were watched in that way. */
  readonly fruitless: readonly string[];
}

const NOTHING: Case = { steps: [], repeat: 1 };
/** What may wait for a round of Hellos, and shows without one by chance. */
const SHARP: ReadonlySet<SymptomKind> = new Set<SymptomKind>([...CERTAIN, 'hang']);
const MOST_CALLS = 1500;
// With more steps than that it may be a matter of the moment: what has an effect a little later needs others in between.
const FEW = 8;
const TWICE = 2;

/** Null if nothing shows it until the world's signal. */
export async function reproduce(
  suspicion: Suspicion,
  world: World,
  strict: boolean,
): Promise<Reproduced | null> {
  const [quick, ...slow] = watchesFor(suspicion.symptom.kind);
  if (quick === undefined) return null;
  const left = new AbortController();
  const search = new Search(suspicion, { ...world, signal: anyOf(world.signal, left.signal) }, strict);
  try {
    const blocked = suspicion.symptom.kind === 'schedule' ? await search.blocked() : null;
    if (blocked !== null) return blocked;
    const unaided = search.unaided(slow.at(-1));
    const all = suffixes(suspicion, slow.length === 0);
    // A flood goes on: what shows it has been sent by then, whatever came behind it, if anything had to be.
    const lasting = suspicion.symptom.kind === 'storm' ? [[NOTHING], [latest(suspicion)]] : [];
    const found = await soonest([search.first(quick, ...lasting, all), unaided], 1);
    if (found !== null) return found.watch === quick ? await search.sharper(found, slow[0]) : found;
    if (world.signal.aborted) return null;
    const late = slow.map((watch) => search.first(watch, slowSuffixes(suspicion), timedSuffixes(suspicion)));
    return await soonest([unaided, ...late]);
  } finally {
    left.abort('found');
  }
}

/**
 * The first that comes to something; null when all of them, or the first `enough` of them, have come to nothing.
 */
async function soonest(
  searches: readonly Promise<Reproduced | null>[],
  enough = searches.length,
): Promise<Reproduced | null> {
  const all = Promise.all(searches.slice(0, enough)).then((some) => some.find((one) => one !== null) ?? null);
  const found = searches.map((search) => search.then((one) => one ?? new Promise<null>(() => undefined)));
  for (const one of found) one.catch(() => undefined); // told below, or left
  return Promise.race([...found, all]);
}

class Search {
  readonly #suspicion: Suspicion;
  readonly #world: World;
  readonly #bench: Bench;

  constructor(suspicion: Suspicion, world: World, strict: boolean) {
    this.#suspicion = suspicion;
    this.#world = world;
    this.#bench = new Bench(suspicion, world, strict);
  }

  /** The first of these that shows it, or what is as bad; each group is tried when the one before it did not. */
  async first(watch: Watch, ...groups: readonly (readonly Case[])[]): Promise<Reproduced | null> {
    const { symptom } = this.#suspicion;
    const { signal } = this.#world;
    const seen = new Map<Case, Shown>();
    const shows = async (theCase: Case): Promise<boolean> => {
      const shown = await this.#bench.run(theCase, watch, symptom);
      if (shown === null || !isAsBad(shown.symptom, symptom)) return false;
      seen.set(theCase, shown);
      return true;
    };
    const trial = new Trial(shows, {
      width: this.#bench.width(watch),
      over: () => signal.aborted,
      most: MOST_CALLS,
    });
    for (const cases of groups) {
      const found = await trial.first(cases);
      const shown = found === null ? undefined : seen.get(found);
      if (found !== null && shown !== undefined)
        return { case: found, watch, shown, fruitless: trial.fruitless };
    }
    return null;
  }

  /**
   * A schedule that has ended, for good: once it has been sent something the target says nothing to anybody, although it
   * speaks where it is let alone. That blocks it (ROB-1), and shows sooner than a schedule.
   */
  async blocked(): Promise<Reproduced | null> {
    const watch: Watch = { manner: 'awake', lingerMs: WAKE_MS };
    const [alone, found] = await Promise.all([
      this.#bench.count(NOTHING, watch, muteSymptom(), 1),
      this.first(watch, slowSuffixes(this.#suspicion)),
    ]);
    const speaks = alone.of > 0 && alone.times === 0;
    return speaks && found?.shown.symptom.kind === 'hang' ? found : null;
  }

  /** The same fault without any datagram, if a program ends by it. */
  async unaided(watch: Watch | undefined): Promise<Reproduced | null> {
    const { symptom } = this.#suspicion;
    if (watch === undefined || !CERTAIN.has(symptom.kind)) return null;
    const shown = await this.#bench.run(NOTHING, watch, symptom);
    return shown !== null && isSameFault(shown.symptom, symptom)
      ? { case: NOTHING, watch, shown, fruitless: [] }
      : null;
  }

  /** What was found at once, or what shows it in fewer steps to who waits for the next round of Hellos. */
  async sharper(found: Reproduced, later: Watch | undefined): Promise<Reproduced> {
    const { case: theCase, watch, shown } = found;
    if (shown.symptom.kind === 'storm') return found;
    // What has not shown once may show another time.
    if (later === undefined || !SHARP.has(shown.symptom.kind)) return { ...found, fruitless: [] };
    const again = await this.#bench.count(theCase, watch, shown.symptom, TWICE);
    const steady = again.times === TWICE;
    // One that hangs steadily does so in many re-runs, each of which takes a CPU or seconds.
    if (steady && (theCase.steps.length <= FEW || shown.symptom.kind === 'hang')) return found;
    const less = await this.first(later, [...shorterTails(theCase), ...rewritten(theCase)]);
    return less ?? (steady ? found : { ...found, watch: later, fruitless: [] });
  }
}

/** What shows instead is a fault as well: any end of it for any other, and what a judge is as sure of. */
function isAsBad(seen: Symptom, wanted: Symptom): boolean {
  return CERTAIN.has(seen.kind) || !CERTAIN.has(wanted.kind);
}
