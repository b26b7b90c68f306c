/** Schema of `interop`. Nodes go by their ids. */

import { ROLES } from '../../interop/meeting.ts';
import type { Fault, TestResult } from '../../interop/outcome.ts';
import { OUTCOMES, TESTS } from '../../interop/outcome.ts';
import type { InteropNode } from '../interop-json.ts';
import { REQUIREMENT } from './datagram.ts';
import { COMMAND, DIALECT_SEEN, RUN_VERDICT, toolHead } from './head.ts';
import {
  COUNT,
  DATE,
  listOf,
  nullable,
  oneOf,
  record,
  recordOf,
  type Schema,
  TEXT,
  TRUTH,
  told,
} from './shape.ts';

const OUTCOME = oneOf(OUTCOMES);
const ROLE = oneOf(ROLES);
const TEST = oneOf(TESTS.map(({ name }) => name));
const ID = told(TEXT, 'A, B, …');
const BUILT_IN = 'null: the built-in node';

const NODE = recordOf<InteropNode & { readonly failed: object; readonly dialect: object }>(
  {
    id: ID,
    name: TEXT,
    command: told(nullable(COMMAND), BUILT_IN),
    folder: nullable(TEXT),
    failed: listOf(record({ requirement: REQUIREMENT, pairings: COUNT })),
    dialect: DIALECT_SEEN,
  },
  {},
);

const PLAYER: Readonly<Record<'node' | 'role', Schema>> = { node: told(nullable(ID), BUILT_IN), role: ROLE };

const FAULT = recordOf<Omit<Fault, 'by'> & Record<keyof typeof PLAYER, string>>(
  { requirement: REQUIREMENT, text: TEXT, ...PLAYER },
  {},
);

const RESULT = recordOf<TestResult & { readonly tries: object }>(
  {
    test: TEST,
    outcome: OUTCOME,
    text: TEXT,
    faults: listOf(FAULT),
    tries: told(listOf(OUTCOME), 'what it came to in each try'),
  },
  {},
);

const PAIRING = record({
  joiner: ID,
  hub: ID,
  third: told(nullable(ID), BUILT_IN),
  outcome: OUTCOME,
  tries: COUNT,
  tests: listOf(RESULT),
  troubles: told(
    listOf(record({ ...PLAYER, text: TEXT, output: TEXT })),
    'nodes that did not come up, or ended by themselves',
  ),
  captures: told(listOf(TEXT), 'paths in the folder of --out'),
});

export const INTEROP = record({
  ...toolHead('interop'),
  seed: COUNT,
  startedAt: DATE,
  durationMs: COUNT,
  timeMs: COUNT,
  interrupted: TRUTH,
  verdict: RUN_VERDICT,
  nodes: listOf(NODE),
  tests: listOf(record({ test: TEST, letter: TEXT, title: TEXT })),
  pairings: listOf(PAIRING),
  left: told(COUNT, 'pairings that were not tried'),
  summary: record(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, COUNT]))),
});
