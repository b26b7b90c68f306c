/**
 * The first case that shows again what a campaign has seen, and how it was watched. What shows at once is looked for
 * first; then, side by side, what needs a round of Hellos or the end of a silent peer.
 */
import { Bench, type Shown } from './bench.ts';
import type { Case } from './case.ts';
import { anyOf } from './deadline.ts';
import { type Watch, watchesFor } from './rerun.ts';
import { slowSuffixes, suffixes } from './suffix.ts';
import type { Suspicion } from './suspicion.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
import { Trial } from './trial.ts';
import type { World } from './world.ts';

export interface Reproduced {
  readonly case: Case;
  readonly watch: Watch;
  readonly shown: Shown;
}

const MOST_CALLS = 1500;

/** Null if nothing shows it until the world's signal. */
export async function reproduce(
  suspicion: Suspicion,
  world: World,
  strict: boolean,
): Promise<Reproduced | null> {
  const [quick, ...slow] = watchesFor(suspicion.symptom.kind);
  const found = quick === undefined ? null : await new Search(suspicion, world, strict).first(quick);
  if (found !== null || world.signal.aborted) return found;
  const left = new AbortController();
  const aside = { ...world, signal: anyOf(world.signal, left.signal) };
  const searches = slow.map((watch) =>
    new Search(suspicion, aside, strict).first(watch, slowSuffixes(suspicion)),
  );
  for (const search of searches) search.catch(() => undefined); // told below, or left
  try {
    for (const search of searches) {
      const late = await search;
      if (late !== null) return late;
    }
    return null;
  } finally {
    left.abort('found');
  }
}

class Search {
  readonly #suspicion: Suspicion;
  readonly #world: World;
  readonly #strict: boolean;

  constructor(suspicion: Suspicion, world: World, strict: boolean) {
    this.#suspicion = suspicion;
    this.#world = world;
    this.#strict = strict;
  }

  /** The first of these that shows it, or what is as bad. */
  async first(watch: Watch, cases = suffixes(this.#suspicion)): Promise<Reproduced | null> {
    const { symptom } = this.#suspicion;
    const { signal } = this.#world;
    const bench = new Bench(this.#suspicion, this.#world, this.#strict);
    const seen = new Map<Case, Shown>();
    const shows = async (theCase: Case): Promise<boolean> => {
      const shown = await bench.run(theCase, watch, symptom);
      if (shown === null || !isAsBad(shown.symptom, symptom)) return false;
      seen.set(theCase, shown);
      return true;
    };
    const trial = new Trial(shows, {
      width: bench.width(watch),
      over: () => signal.aborted,
      most: MOST_CALLS,
    });
    const found = await trial.first(cases);
    const shown = found === null ? undefined : seen.get(found);
    return found === null || shown === undefined ? null : { case: found, watch, shown };
  }
}

/** What shows instead is a fault as well: any end of it for any other, and what a judge is as sure of. */
function isAsBad(seen: Symptom, wanted: Symptom): boolean {
  return CERTAIN.has(seen.kind) || !CERTAIN.has(wanted.kind);
}
