/**
 * A run of interop, read back from its JSON or from the lines of a log that was cut short. Ids are letters, and no more
 * nodes are taken than `interop` starts: the matrix is the square of them.
 */
import {
  type Check,
  integer,
  listOf,
  nullable,
  optional,
  type Shape,
  shaped,
  shapeOf,
  text,
  words,
} from '../../capture/shape.ts';
import { ROLES, type Role } from '../../interop/meeting.ts';
import { OUTCOMES, type Outcome, TESTS, type TestName, type TestResult } from '../../interop/outcome.ts';
import { pairingTests } from '../../interop/pairing.ts';
import { isSentence } from '../../lang/foreign-sentence.ts';
import {
  type InteropNode,
  type Meetings,
  type MetFault,
  type MetPairing,
  type MetTest,
  type MetTrouble,
  MOST_NODES,
  unsteadyTests,
} from '../interop-report.ts';
import { NOTHING, type RunReport } from './run-report.ts';

/** The object of `--json`, but its verdict; a string names the field that is wrong. */
export function readMeetings(value: unknown): Meetings | string {
  const found = shaped(value, MEETINGS);
  if (typeof found === 'string') return found;
  // There is more to a node in the JSON, which is told by the pairings.
  const nodes = found.nodes.map(({ id, name, command, folder }) => ({ id, name, command, folder }));
  return { ...found, nodes };
}

/** The run that they are of. */
export function meetingsReport(
  head: Pick<RunReport, 'version' | 'seed' | 'startedAt' | 'durationMs' | 'verdict' | 'ended'>,
  interop: Meetings,
): RunReport {
  const target = { endpoint: null, command: null };
  return { ...NOTHING, ...head, command: 'interop', target, flaky: unsteadyTests(interop), interop };
}

/** The nodes that the first line of a log names; null if it names none. */
export function nodesIn(value: Readonly<Record<string, unknown>>): readonly InteropNode[] | null {
  const nodes = value['nodes'];
  return NODES(nodes) ? nodes : null;
}

/** A pairing that a line of a log tells; null if it tells none. */
export function pairingIn(value: Readonly<Record<string, unknown>>): MetPairing | null {
  const pairing = shaped(value, PAIRING);
  return typeof pairing === 'string' ? null : pairing;
}

/** One try of a pairing, of a log that was cut before it was done. */
export interface TriedLine extends Pick<MetPairing, 'joiner' | 'hub' | 'third' | 'captures'> {
  readonly results: readonly TestResult[];
}

export function tryIn(value: Readonly<Record<string, unknown>>): TriedLine | null {
  const tried = shaped(value, TRIED);
  return typeof tried === 'string' ? null : tried;
}

/** What tries of one pairing came to; what made them fail is not known any more. */
export function pairingOf(first: TriedLine, others: readonly TriedLine[]): MetPairing {
  const { joiner, hub, third } = first;
  const all = [first, ...others];
  const { outcome, tests } = pairingTests(all);
  const player = { hub, joiner, third } as const;
  return {
    joiner,
    hub,
    third,
    outcome,
    tries: all.length,
    tests: tests.map((test) => ({
      ...test,
      faults: test.faults.map(({ by, ...fault }) => ({ ...fault, node: player[by], role: by })),
    })),
    troubles: [],
    captures: all.flatMap(({ captures }) => captures),
  };
}

const letters: Check<string> = (value): value is string => text(value) && /^[A-Z]{1,3}$/.test(value);
const outcome = words<Outcome>(keys(OUTCOMES));
const role = words<Role>(keys(ROLES));
const said = optional(isSentence);
const test = words<TestName>(keys(TESTS.map(({ name }) => name)));
const captures = listOf(text);

const NODE: Shape<InteropNode> = {
  id: letters,
  name: text,
  command: nullable(listOf(text)),
  folder: nullable(text),
};

const NODES: Check<readonly InteropNode[]> = (value): value is readonly InteropNode[] =>
  Array.isArray(value) && value.length <= MOST_NODES && value.every(shapeOf(NODE));

const FAULT: Shape<MetFault> = { requirement: text, node: nullable(letters), role, text, said };

const TEST: Shape<MetTest> = {
  test,
  outcome,
  text,
  said,
  faults: listOf(shapeOf(FAULT)),
  tries: listOf(outcome),
};

const TROUBLE: Shape<MetTrouble> = { node: nullable(letters), role, text, said, output: text };

const PAIRING: Shape<MetPairing> = {
  joiner: letters,
  hub: letters,
  third: nullable(letters),
  outcome,
  tries: integer,
  tests: listOf(shapeOf(TEST)),
  troubles: listOf(shapeOf(TROUBLE)),
  captures,
};

const MEETINGS: Shape<Meetings> = {
  nodes: NODES,
  pairings: listOf(shapeOf(PAIRING)),
  left: integer,
};

const RESULT: Shape<TestResult> = {
  test,
  outcome,
  text,
  said,
  faults: listOf(shapeOf<TestResult['faults'][number]>({ requirement: text, by: role, text, said })),
};

const TRIED: Shape<TriedLine> = {
  joiner: letters,
  hub: letters,
  third: nullable(letters),
  captures,
  results: listOf(shapeOf(RESULT)),
};

function keys<T extends string>(all: readonly T[]): Readonly<Record<T, unknown>> {
  return Object.fromEntries(all.map((one) => [one, true])) as Record<T, true>;
}
