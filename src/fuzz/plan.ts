/**
 * What is sent to an instance, and in which order: each round another mixture, so that the first half minute sees all
 * of it. Times are ms.
 */

/** One round: how long each generator goes on, and what is there beside. */
export interface Plan {
  /** Thousands of datagrams of one kind, with a look at memory (ROB-5). */
  readonly soak: boolean;
  readonly grammar: number;
  readonly mutation: number;
  /** Volume cases: floods, thousands of announced peers, datagrams of any size. */
  readonly volumes: number;
  /** More peers that say Hello. */
  readonly crowd: number;
  /** The quiet at the end. */
  readonly settle: number;
}

// HEL-4: from 6.5 s on everybody has dropped whoever was silent.
const EXPIRED = 7000;

/** The first rounds, quick ones first; they come again and again. */
const PLANS: readonly Plan[] = [
  { soak: true, grammar: 1200, mutation: 1200, volumes: 2, crowd: 0, settle: 0 },
  { soak: false, grammar: 300, mutation: 300, volumes: 8, crowd: 300, settle: EXPIRED },
  { soak: false, grammar: 500, mutation: 500, volumes: 4, crowd: 1100, settle: 0 },
  { soak: false, grammar: 2500, mutation: 2500, volumes: 0, crowd: 0, settle: 0 },
  { soak: false, grammar: 500, mutation: 500, volumes: 8, crowd: 4200, settle: EXPIRED },
  { soak: true, grammar: 3000, mutation: 6000, volumes: 4, crowd: 40, settle: 0 },
];

/** The plan of the round of that number, from 0. */
export function planOf(round: number): Plan {
  const plan = PLANS[round % PLANS.length];
  if (plan === undefined) throw new RangeError(`no round ${round}`);
  return plan;
}
