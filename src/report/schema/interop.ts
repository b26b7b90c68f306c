/** Schema of `interop`. Nodes go by their ids. */

import { ROLES } from '../../interop/meeting.ts';
import { OUTCOMES, TESTS } from '../../interop/outcome.ts';
import type { InteropNode, Meetings, MetFault, MetPairing, MetTest, MetTrouble } from '../interop-report.ts';
import { REQUIREMENT } from './datagram.ts';
import { COMMAND, DIALECT_SEEN, RUN_VERDICT, SENTENCE, toolHead } from './head.ts';
import {
  COUNT,
  DATE,
  listOf,
  nullable,
  oneOf,
  type RequiredOf,
  record,
  recordOf,
  TEXT,
  TRUTH,
  told,
} from './shape.ts';

const OUTCOME = oneOf(OUTCOMES);
const ROLE = oneOf(ROLES);
const TEST = oneOf(TESTS.map(({ name }) => name));
const ID = told(TEXT, 'A, B, …');
const BUILT_IN = 'null: the built-in node';
const WORDED = { said: told(SENTENCE, 'the text as data, where it has figures') };

const NODE: RequiredOf<InteropNode> = {
  id: ID,
  name: TEXT,
  command: told(nullable(COMMAND), BUILT_IN),
  folder: nullable(TEXT),
};
const JUDGED_NODE = record({
  ...NODE,
  failed: listOf(record({ requirement: REQUIREMENT, pairings: COUNT })),
  dialect: DIALECT_SEEN,
});

const PLAYER = { node: told(nullable(ID), BUILT_IN), role: ROLE };

const FAULT = recordOf<MetFault>({ requirement: REQUIREMENT, text: TEXT, ...PLAYER }, WORDED);

const RESULT = recordOf<MetTest>(
  {
    test: TEST,
    outcome: OUTCOME,
    text: TEXT,
    faults: listOf(FAULT),
    tries: told(listOf(OUTCOME), 'what it came to in each try'),
  },
  WORDED,
);

const TROUBLE = recordOf<MetTrouble>({ ...PLAYER, text: TEXT, output: TEXT }, WORDED);

const PAIRING = recordOf<MetPairing>(
  {
    joiner: ID,
    hub: ID,
    third: told(nullable(ID), BUILT_IN),
    outcome: OUTCOME,
    tries: COUNT,
    tests: listOf(RESULT),
    troubles: told(listOf(TROUBLE), 'nodes that did not come up, or ended by themselves'),
    captures: told(listOf(TEXT), 'paths in the folder of --out'),
  },
  {},
);

const MET = { pairings: listOf(PAIRING), left: told(COUNT, 'pairings that were not tried') };

/** Of `report`. */
export const MEETINGS = recordOf<Meetings>({ nodes: listOf(record(NODE)), ...MET }, {});

export const INTEROP = record({
  ...toolHead('interop'),
  seed: COUNT,
  startedAt: DATE,
  durationMs: COUNT,
  timeMs: COUNT,
  interrupted: TRUTH,
  verdict: RUN_VERDICT,
  nodes: listOf(JUDGED_NODE),
  tests: listOf(record({ test: TEST, letter: TEXT, title: TEXT })),
  ...MET,
  summary: record(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, COUNT]))),
});
