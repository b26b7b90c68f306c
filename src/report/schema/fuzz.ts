/** Schemas of `fuzz` and `replay`. */
import type { FuzzEnd, FuzzResult, Tried, TriedCell } from '../../fuzz/event.ts';
import type { FindingRecord } from '../../fuzz/finding-record.ts';
import type { StepRecord } from '../../fuzz/step-record.ts';
import type { Symptom, SymptomKind } from '../../fuzz/symptom.ts';
import { ENDPOINT_TEXT, REQUIREMENT } from './datagram.ts';
import { DIALECT_SEEN, runHead, SAID } from './head.ts';
import {
  COUNT,
  HEX,
  listOf,
  mapOf,
  NUMBER,
  nullable,
  oneOf,
  type RequiredOf,
  record,
  recordOf,
  TEXT,
  TRUTH,
  told,
  wordOf,
} from './shape.ts';

const KIND = wordOf<SymptomKind>({
  crash: true,
  exit: true,
  hang: true,
  sanitizer: true,
  leak: true,
  'wrong-answer': true,
  'malformed-output': true,
  schedule: true,
  storm: true,
});

const SYMPTOM_FIELDS = {
  kind: KIND,
  signature: told(TEXT, 'the same for the same fault'),
  requirement: nullable(REQUIREMENT),
  expected: TEXT,
  actual: TEXT,
};
const SYMPTOM = recordOf<Symptom>(SYMPTOM_FIELDS, { said: SAID });

const STEP = recordOf<StepRecord>(
  { at: told(NUMBER, 'ms from the first'), from: ENDPOINT_TEXT, hex: HEX },
  {},
);

const REPRODUCED = { type: 'string', pattern: '^[0-9]+/[0-9]+$' };

export const FINDING = recordOf<FindingRecord & { readonly folder: string | null }>(
  {
    id: TEXT,
    ...SYMPTOM_FIELDS,
    hint: nullable(TEXT),
    repeat: COUNT,
    steps: listOf(STEP),
    datagrams: told(listOf(HEX), 'the bytes of the steps, in order'),
    startPeer: nullable(ENDPOINT_TEXT),
    target: ENDPOINT_TEXT,
    reproduced: told(REPRODUCED, 're-runs that showed it, of so many'),
    origin: TEXT,
    output: told(TEXT, 'the last lines that the target printed'),
    seen: COUNT,
    folder: nullable(TEXT),
  },
  { said: SAID },
);

/** One combination, and how often it was tried. */
export const TRIED_CELL = recordOf<TriedCell>(
  { type: TEXT, length: TEXT, position: TEXT, state: TEXT, count: COUNT },
  {},
);

const TRIED = recordOf<Tried>(
  { cells: listOf(TRIED_CELL), generators: mapOf(COUNT), longest: COUNT, mostPeers: COUNT },
  {},
);

const END = wordOf<FuzzEnd>({ lost: true, interrupted: true, failure: true });

const RESULT: RequiredOf<Omit<FuzzResult, 'verdict'>> = {
  seed: COUNT,
  durationMs: COUNT,
  cases: COUNT,
  datagrams: COUNT,
  lost: told(nullable(COUNT), 'of ours, at most, by the counters of the kernel; null if nobody knows'),
  dropped: told(COUNT, 'held back by the fence'),
  instances: COUNT,
  deaths: COUNT,
  seen: TRUTH,
  dialect: DIALECT_SEEN,
  findings: listOf(FINDING),
  unconfirmed: listOf(record({ ...SYMPTOM_FIELDS, origin: TEXT, reason: TEXT })),
  tried: TRIED,
  notes: told(listOf(TEXT), 'what was seen and is no fault'),
  unwatched: listOf(TEXT),
  start: told(nullable(TEXT), 'why the program did not come up'),
  ended: nullable(END),
};

export const FUZZ = record({ ...runHead('fuzz'), ...RESULT });

export const REPLAY = record({
  ...runHead('replay'),
  verdict: oneOf(['fixed', 'failing', 'unknown']),
  results: listOf(
    record({
      file: TEXT,
      id: TEXT,
      kind: SYMPTOM_FIELDS.kind,
      signature: TEXT,
      requirement: nullable(REQUIREMENT),
      verdict: oneOf(['fixed', 'failing', 'unknown']),
      shown: COUNT,
      of: COUNT,
      symptom: nullable(SYMPTOM),
      reason: nullable(TEXT),
    }),
  ),
  damaged: listOf(record({ file: TEXT, message: TEXT })),
});
