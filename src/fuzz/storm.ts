/**
 * One round of bombardment by its plan.
 */
import { MAX_DATAGRAM } from '../wire/table.ts';
import { type Aims, barrage, type Source } from './barrage.ts';
import type { Corpus } from './corpus/corpus.ts';
import { Chance } from './generate/chance.ts';
import { Grammar } from './generate/grammar.ts';
import { Mend } from './generate/mend.ts';
import { Mutator } from './generate/mutator.ts';
import { volume } from './generate/volume.ts';
import type { Plan } from './plan.ts';
import type { Round } from './round.ts';
import { settle } from './settle.ts';
import { soak } from './soak.ts';
import { gather, surge } from './surge.ts';

export interface StormOptions extends Aims {
  readonly plan: Plan;
  readonly corpus: Corpus;
  /** Of this round. */
  readonly seed: number;
  /** So many cases of a generator went out. */
  readonly made: (generator: string, count: number) => void;
}

/** Goes through the plan until the round is over. */
export async function storm(round: Round, options: StormOptions): Promise<void> {
  const { plan, corpus, seed, made } = options;
  const { clock } = round.world;
  const { fence } = round.world.target;
  const mend = fence === null ? null : new Mend(round.cast, fence);
  // First: what leaks is seen on a fresh instance, before other cases have used up what there is to leak.
  if (plan.soak) made('soak', await soak(round, options));
  const fire = async (name: string, source: Source, ms: number): Promise<void> => {
    round.origin = () => `${name} ${seed}/${source.number - 1}`;
    made(name, await barrage(round, source, clock.now() + ms, options));
  };
  await fire('grammar', new Grammar(round.cast, seed, mend), plan.grammar);
  await fire('mutation', mutations(corpus, seed, mend), plan.mutation);
  for (let i = 0; i < plan.volumes && !round.over; i++) {
    round.origin = () => `volume ${seed}/${i}`;
    made('volume', await surge(round, volume(new Chance(seed, i), round.cast, VOLUME), options));
  }
  if (plan.crowd > 0) {
    round.origin = () => `crowd of ${plan.crowd}`;
    made('crowd', (await gather(round, plan.crowd)).length);
  }
  round.origin = () => 'quiet';
  await settle(round, plan.settle);
}

/** Datagrams of a volume case that does not say itself how many it needs. */
const VOLUME = 600;

function mutations(corpus: Corpus, seed: number, mend: Mend | null): Source {
  const mutator = new Mutator(corpus, seed, mend);
  const buffer = new Uint8Array(MAX_DATAGRAM);
  return {
    get number() {
      return mutator.number;
    },
    next: () => buffer.subarray(0, mutator.next(buffer)),
  };
}
