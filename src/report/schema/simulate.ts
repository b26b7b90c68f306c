/** Schema of `simulate`. Times are ms of virtual time. */
import type {
  Convergence,
  Healthy,
  NodeCount,
  Outcome,
  TrafficTotal,
  Wrong,
} from '../../simulate/outcome.ts';
import { SHARES } from '../../simulate/pairs.ts';
import type { Percentiles } from '../../simulate/percentiles.ts';
import { type Plan, TOPOLOGIES } from '../../simulate/plan.ts';
import type { Point, TableSizes, WrongEntries } from '../../simulate/point.ts';
import type { Fit, Scale } from '../../simulate/scaling.ts';
import { KINDS, type Volume } from '../../simulate/traffic.ts';
import { REQUIREMENT } from './datagram.ts';
import { DIALECT, toolHead } from './head.ts';
import {
  COUNT,
  listOf,
  NUMBER,
  nullable,
  oneOf,
  type RequiredOf,
  record,
  recordOf,
  SHARE,
  TEXT,
  TRUTH,
  told,
} from './shape.ts';

const PLAN = recordOf<Plan>(
  {
    nodes: COUNT,
    timeMs: COUNT,
    loss: SHARE,
    delay: record({ minMs: NUMBER, maxMs: NUMBER }),
    churnPerMinute: NUMBER,
    bugs: listOf(record({ name: TEXT, requirement: REQUIREMENT, share: SHARE })),
    dialect: DIALECT,
    minimumPeers: COUNT,
    preferStable: TRUTH,
    topology: oneOf(TOPOLOGIES),
    seed: COUNT,
  },
  {},
);

const AMOUNT = { datagrams: NUMBER, bytes: NUMBER };
const VOLUME = recordOf<Volume>(AMOUNT, {});
const BY_KIND = record(Object.fromEntries(KINDS.map((kind) => [kind, VOLUME])));
const MILESTONES = told(
  record(Object.fromEntries(SHARES.map((share) => [String(100 * share), nullable(NUMBER)]))),
  'by percent, when it was first reached; null: never',
);
const PERCENTILES = nullable(
  recordOf<Percentiles>({ count: COUNT, p50: NUMBER, p90: NUMBER, p99: NUMBER, max: NUMBER }, {}),
);
const TABLES = recordOf<TableSizes>({ mean: NUMBER, max: COUNT }, {});
const WRONG = recordOf<Wrong>({ mean: NUMBER, max: COUNT }, {});

const NODES = recordOf<NodeCount>({ ever: COUNT, living: COUNT, stopped: COUNT, crashed: COUNT }, {});

const TRAFFIC = recordOf<TrafficTotal>(
  { sent: BY_KIND, total: VOLUME, toNobody: COUNT, busiest: record({ ...AMOUNT, node: COUNT }) },
  {},
);

const CONVERGENCE = recordOf<Convergence>(
  {
    known: MILESTONES,
    connected: MILESTONES,
    pairs: COUNT,
    connectedPairs: COUNT,
    neverMet: COUNT,
    parts: COUNT,
    meetingMs: PERCENTILES,
    staleMs: PERCENTILES,
  },
  {},
);

const HEALTHY = recordOf<Healthy>(
  {
    nodes: COUNT,
    connected: MILESTONES,
    heard: VOLUME,
    hellosHeard: COUNT,
    lostLiving: COUNT,
    deadListed: WRONG,
    deadKept: WRONG,
    invented: WRONG,
  },
  {},
);

const POINT = recordOf<Point>(
  {
    atMs: NUMBER,
    living: COUNT,
    pairs: COUNT,
    known: COUNT,
    connected: COUNT,
    sent: BY_KIND,
    tables: TABLES,
    wrong: recordOf<WrongEntries>({ deadListed: COUNT, deadKept: COUNT, invented: COUNT }, {}),
  },
  {},
);

const OUTCOME: RequiredOf<Omit<Outcome, 'points'> & { readonly series: object }> = {
  simulatedMs: NUMBER,
  stormed: TRUTH,
  nodes: NODES,
  convergence: CONVERGENCE,
  traffic: TRAFFIC,
  tables: TABLES,
  healthy: HEALTHY,
  series: record({ stepMs: NUMBER, points: listOf(POINT) }),
};

const SCALE = recordOf<Scale>(
  { nodes: COUNT, perSecond: VOLUME, perNodeSecond: VOLUME, connected: SHARE },
  {},
);
const FIT = recordOf<Fit>({ datagrams: nullable(NUMBER), bytes: nullable(NUMBER) }, {});

const TRIAL = record({
  name: TEXT,
  meaning: TEXT,
  simulatedMs: NUMBER,
  nodes: NODES,
  pairs: COUNT,
  connectedPairs: COUNT,
  parts: COUNT,
  traffic: TRAFFIC,
  tables: TABLES,
  deadKept: WRONG,
});

export const SIMULATE = record({
  ...toolHead('simulate'),
  seed: COUNT,
  plan: PLAN,
  interrupted: TRUTH,
  ...OUTCOME,
  without: told(nullable(record(OUTCOME)), 'the same without the nodes that are wrong on purpose'),
  scaling: nullable(record({ scales: listOf(SCALE), fit: FIT })),
  options: nullable(record({ nodes: COUNT, churnPerMinute: NUMBER, tried: listOf(TRIAL) })),
});
