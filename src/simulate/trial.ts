/**
 * The options that the guide leaves to whoever wants to do better (§2.3), each tried alone in one network: what it saves
 * of the traffic, and whether everybody is still reached.
 */
import { type Message, sentence } from '../lang/sentence.ts';
import type { Plan } from './plan.ts';

export interface Trial {
  readonly name: string;
  readonly meaning: Message;
  readonly change: Partial<Pick<Plan, 'minimumPeers' | 'preferStable' | 'dialect'>>;
}

/** Nodes of the network in which they are tried. */
const MOST_TRIED = 100;
const FEWEST = 4;
/** Share of the nodes that stops in a minute, where the plan lets none stop: without it there are no silent peers. */
const CHURN = 0.2;

/** The network of the trials: half of the plan's at most, all conforming, none of the options on. */
export function trialPlan(plan: Plan): Plan {
  const nodes = Math.min(MOST_TRIED, Math.max(FEWEST, Math.round(plan.nodes / 2)));
  const share = plan.churnPerMinute === 0 ? CHURN : plan.churnPerMinute / plan.nodes;
  const dialect = { ...plan.dialect, capacity: '1024' } as const;
  return {
    ...plan,
    nodes,
    churnPerMinute: share * nodes,
    bugs: [],
    dialect,
    minimumPeers: 0,
    preferStable: false,
  };
}

/** The first is none of the options. A minimum that the plan does not name is as many as live: less is never missed. */
export function trialsOf(plan: Plan): readonly Trial[] {
  const { dialect } = plan;
  const minimum = plan.minimumPeers === 0 ? trialPlan(plan).nodes : plan.minimumPeers;
  const choice = (change: Partial<Plan['dialect']>): Trial['change'] => ({
    dialect: { ...dialect, capacity: '1024', ...change },
  });
  return [
    { name: 'none', meaning: 'as the text says', change: {} },
    {
      name: 'minimum',
      meaning: sentence('at least {count} peers kept, silent ones too', { count: minimum }),
      change: { minimumPeers: minimum },
    },
    {
      name: 'stable',
      meaning: 'the same, the longest connected first',
      change: { minimumPeers: minimum, preferStable: true },
    },
    {
      name: 'capacity-64',
      meaning: sentence('a table of {count} peers', { count: 64 }),
      change: choice({ capacity: '64' }),
    },
    {
      name: 'capacity-16',
      meaning: sentence('a table of {count} peers', { count: 16 }),
      change: choice({ capacity: '16' }),
    },
    { name: 'ask-30s', meaning: 'a Peer Request every 30 s', change: choice({ requestInterval: '30s' }) },
  ];
}
