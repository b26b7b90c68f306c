/** Schemas of `check`. */
import type { EndReason } from '../../check/ending.ts';
import type { FlakyRow } from '../../check/repeat.ts';
import type { Holder } from '../../net/holder.ts';
import type { Rig } from '../../net/rig.ts';
import type { Start, StartProblem } from '../../net/start.ts';
import type { StageResult, StageState } from '../../oracle/stage.ts';
import { VERDICTS } from '../../oracle/verdict.ts';
import type { DatagramRow, Evidence, LikenessRow, ResultRow, StageRow } from '../run/run-report.ts';
import { ENDPOINT_TEXT, REQUIREMENT, SECTION } from './datagram.ts';
import {
  COMMAND,
  DIALECT_SEEN,
  LEVEL,
  RUN_VERDICT,
  runHead,
  SAID,
  SENTENCE,
  TARGET,
  toolHead,
  VERDICT,
} from './head.ts';
import {
  COUNT,
  DATE,
  exactly,
  HEX,
  listOf,
  NUMBER,
  nullable,
  oneOf,
  record,
  recordOf,
  type Schema,
  TEXT,
  TRUTH,
  told,
  wordOf,
} from './shape.ts';

const EVIDENCE = recordOf<Evidence>(
  { capture: told(TEXT, 'relative to the folder of --out'), packets: listOf(COUNT) },
  {},
);

const DATAGRAM = recordOf<DatagramRow>(
  {
    direction: oneOf(['sent', 'received']),
    from: ENDPOINT_TEXT,
    to: ENDPOINT_TEXT,
    hex: HEX,
    marks: listOf(record({ start: COUNT, end: COUNT, text: TEXT })),
  },
  {},
);

/** One requirement as one check sees it. */
export const RESULT_FIELDS = {
  requirement: REQUIREMENT,
  check: TEXT,
  section: SECTION,
  level: LEVEL,
  verdict: VERDICT,
  expected: TEXT,
  actual: TEXT,
  hint: nullable(TEXT),
  because: told(nullable(REQUIREMENT), 'the row that failed and that this one, skipped, rests on'),
  evidence: nullable(EVIDENCE),
  datagram: told(nullable(DATAGRAM), 'shows it best; marks are bytes start up to end, without it'),
  byHand: told(nullable(TEXT), 'a command to paste'),
};
const RESULT_ADDED = { said: SAID };
export const RESULT = recordOf<ResultRow>(RESULT_FIELDS, RESULT_ADDED);

const SUMMARY = record(Object.fromEntries(VERDICTS.map((verdict) => [verdict, COUNT])));

export const STAGE = recordOf<StageRow & StageResult>(
  {
    id: TEXT,
    title: TEXT,
    state: wordOf<StageState>({ complete: true, begun: true, 'not-reached': true, 'not-judged': true }),
    passed: COUNT,
    of: COUNT,
    points: NUMBER,
    worth: NUMBER,
  },
  {},
);
export const NEXT = nullable(record({ stage: TEXT, what: TEXT }, { said: SENTENCE }));
export const LIKENESS = recordOf<LikenessRow>({ bug: TEXT, summary: nullable(TEXT) }, {});

const START = recordOf<Start>(
  {
    problem: nullable(
      wordOf<StartProblem>({
        ended: true,
        'waits-for-input': true,
        'other-port': true,
        'no-port': true,
        silent: true,
      }),
    ),
    text: TEXT,
    output: TEXT,
  },
  { said: SENTENCE },
);

const RIG = recordOf<Rig>(
  {
    loss: record({ sent: COUNT, received: COUNT }),
    lateness: told(record({ median: NUMBER, max: NUMBER }), 'how much later than asked a sleep ends, in ms'),
    addresses: TRUTH,
    receiveBuffer: nullable(COUNT),
    counters: TRUTH,
    holder: nullable(recordOf<Holder>({ pid: COUNT, name: TEXT }, {})),
  },
  {},
);

const END = wordOf<EndReason>({ interrupted: true, timeout: true, lost: true });

const FLAKY = recordOf<FlakyRow>(
  { requirement: REQUIREMENT, check: TEXT, verdicts: listOf(nullable(VERDICT)) },
  {},
);

const NAMES = listOf(TEXT);

/** `--repeat` and `--baseline` add what the other runs say. */
const ADDED = {
  runs: listOf(record({ verdict: RUN_VERDICT, startedAt: DATE, durationMs: COUNT })),
  flaky: listOf(FLAKY),
  baseline: record({
    file: TEXT,
    verdict: RUN_VERDICT,
    new: NAMES,
    known: NAMES,
    fixed: NAMES,
    untold: NAMES,
  }),
};

/** What reports of running nodes and of captures have. */
const REPORT = {
  ...runHead('check'),
  seed: nullable(COUNT),
  durationMs: COUNT,
  dialect: DIALECT_SEEN,
  summary: told(SUMMARY, 'how many results have each verdict'),
  dropped: told(COUNT, 'datagrams that the fence held back'),
};

export const CHECK = record(
  {
    ...REPORT,
    results: listOf(RESULT),
    start: told(nullable(START), 'what kept the program from coming up'),
    ended: told(nullable(END), 'why it ended before its time'),
    rig: told(nullable(RIG), 'the machine that it was measured on'),
    stages: listOf(STAGE),
    completeUpTo: nullable(TEXT),
    next: NEXT,
    likeness: listOf(LIKENESS),
  },
  ADDED,
);

/** `check --from` on captures of others: every node of them. */
export const CHECK_FROM = record({
  ...REPORT,
  results: listOf(record({ ...RESULT_FIELDS, node: ENDPOINT_TEXT }, RESULT_ADDED)),
  nodes: listOf(
    record({
      endpoint: ENDPOINT_TEXT,
      file: TEXT,
      verdict: RUN_VERDICT,
      dialect: DIALECT_SEEN,
      results: listOf(RESULT),
    }),
  ),
});

const CHECK_NAME = record({ check: TEXT, title: TEXT });

export const CHECK_DRY_RUN = record({
  ...toolHead('check'),
  dryRun: exactly(true),
  target: TARGET,
  seed: COUNT,
  instances: COUNT,
  width: told(COUNT, 'so many instances at one time'),
  seconds: COUNT,
  start: nullable(COMMAND),
  checks: listOf(record({ check: TEXT, requirement: REQUIREMENT, title: TEXT, seconds: NUMBER })),
});

const DIALECT_KEYS_NAMED = listOf(TEXT);
const ROW = { requirement: REQUIREMENT, section: SECTION, level: LEVEL, title: TEXT };

export const CHECK_LIST = listOf(record({ ...ROW, dialect: DIALECT_KEYS_NAMED, checks: listOf(CHECK_NAME) }));

export const CHECK_EXPLAIN = listOf(
  record({
    ...toolHead('check'),
    ...ROW,
    meaning: TEXT,
    mistakes: listOf(TEXT),
    checks: listOf(CHECK_NAME),
    bugs: listOf(record({ bug: TEXT, summary: TEXT })),
    dialect: DIALECT_KEYS_NAMED,
  }),
);

const KILL = record({ requirement: REQUIREMENT, check: TEXT, verdict: oneOf(['fail', 'warn']) });

export const CHECK_MATRIX: Schema = record({
  ...toolHead('check'),
  matrix: listOf(
    record({
      bug: TEXT,
      requirement: REQUIREMENT,
      summary: TEXT,
      killed: TRUTH,
      verdict: RUN_VERDICT,
      kills: listOf(KILL),
    }),
  ),
  lives: listOf(TEXT),
  idleChecks: listOf(TEXT),
});
