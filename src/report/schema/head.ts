/** What the objects of all runs begin with, and pieces that several of them have. */
import type { Said } from '../../lang/said.ts';
import type { Sentence } from '../../lang/value.ts';
import { DIALECT_KEYS } from '../../node/dialect.ts';
import type { Level } from '../../oracle/requirement.ts';
import { VERDICTS } from '../../oracle/verdict.ts';
import type { RunTarget } from '../run/run-report.ts';
import {
  DATE,
  exactly,
  listOf,
  mapOf,
  nullable,
  oneOf,
  record,
  recordOf,
  type Schema,
  TEXT,
  told,
  wordOf,
} from './shape.ts';

export const VERSION_1 = { schemaVersion: exactly(1) };
export const RUN_VERDICT = oneOf(['pass', 'fail', 'inconclusive']);
export const VERDICT = oneOf(VERDICTS);
export const LEVEL = wordOf<Level>({ must: true, should: true, free: true });
/** The words of a command line. */
export const COMMAND = listOf(TEXT);

/** Both null: the node that is built in, or a capture. */
export const TARGET = recordOf<RunTarget>({ endpoint: nullable(TEXT), command: nullable(COMMAND) }, {});

/** A text as data, which can be told in another language: a template with named slots, and what fills them. */
export const SENTENCE = recordOf<Sentence>({ text: TEXT, values: mapOf({}) }, {});
export const SAID = told(
  recordOf<Said>({}, { expected: SENTENCE, actual: SENTENCE, hint: SENTENCE }),
  'the texts that have figures, as data',
);

/** Of what only this program writes. */
export function toolHead(command: string): Readonly<Record<string, Schema>> {
  return { ...VERSION_1, tool: exactly('peerprobe'), version: TEXT, command: exactly(command) };
}

/** Of a run against a target. */
export function runHead(command: string): Readonly<Record<string, Schema>> {
  return {
    ...toolHead(command),
    target: told(TARGET, 'both null: the node that is built in, or a capture'),
    startedAt: DATE,
    verdict: RUN_VERDICT,
  };
}

/** For each free choice the value that was seen: null if it did not show, `a|b` if it varied. */
export const DIALECT_SEEN = record(Object.fromEntries(DIALECT_KEYS.map((key) => [key, nullable(TEXT)])));
/** The same of a node of ours, which has made them all. */
export const DIALECT = record(Object.fromEntries(DIALECT_KEYS.map((key) => [key, TEXT])));
