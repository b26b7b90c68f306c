/**
 * The log of a run (`events.ndjson`) back to a report. A log that ends with `report` says it all; one that was cut short
 * is put together from what was judged and found until then. Lines that are none are counted.
 */
import {
  integer,
  isRecord,
  jsonValue,
  listOf,
  nullable,
  type Shape,
  shaped,
  shapeOf,
  text,
  words,
} from '../../capture/shape.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import type { Verdict } from '../../oracle/verdict.ts';
import { readReport, TARGET } from './read-report.ts';
import {
  type FindingRow,
  NOTHING,
  type ResultRow,
  type RunReport,
  type RunTarget,
  rowName,
} from './run-report.ts';

export interface RunLog {
  readonly report: RunReport;
  /** Lines that could not be read, the last one of a log that was cut aside. */
  readonly damaged: number;
}

/** Reads a log, or the report that `--json` printed. A string says why it is neither. Never throws. */
export function readRunLog(content: string): RunLog | string {
  const whole = jsonValue(content);
  if (isRecord(whole) && whole['type'] === undefined) return asLog(readReport(whole));
  const log = new Log();
  const lines = content.split('\n');
  const isCut = lines.pop() !== '';
  for (const line of lines) log.line(jsonValue(line));
  const found = log.report();
  if (typeof found === 'string') return found;
  return { report: found, damaged: log.damaged + (isCut && log.complete ? 1 : 0) };
}

function asLog(report: RunReport | string): RunLog | string {
  return typeof report === 'string' ? report : { report, damaged: 0 };
}

/** What one line of `judged` says of a row. */
type Judged = Pick<ResultRow, 'requirement' | 'check' | 'verdict' | 'expected' | 'actual' | 'hint'>;

interface Begin {
  readonly version: string;
  readonly target: RunTarget;
  readonly seed: number | null;
  readonly startedAt: string;
}

class Log {
  damaged = 0;
  #begin: (Begin & Pick<RunReport, 'command'>) | null = null;
  #report: RunReport | string | null = null;
  #lastMs = 0;
  readonly #rows = new Map<string, ResultRow>();
  readonly #verdicts = new Map<string, Set<Verdict>>();
  readonly #findings = new Map<string, FindingRow>();

  /** The log came to its end. */
  get complete(): boolean {
    return this.#report !== null;
  }

  line(value: unknown): void {
    if (!isRecord(value) || !text(value['type'])) {
      this.damaged += 1;
      return;
    }
    if (typeof value['atMs'] === 'number') this.#lastMs = value['atMs'];
    if (value['type'] === 'run') this.#began(value);
    if (value['type'] === 'judged') this.#judged(value['judgements']);
    if (value['type'] === 'finding') this.#found(value);
    if (value['type'] === 'report') this.#report = readReport(value['report']);
  }

  report(): RunReport | string {
    if (typeof this.#report === 'string') return `its report: ${this.#report}`;
    const flaky = [...this.#verdicts]
      .filter(([, seen]) => seen.has('pass') && seen.has('fail'))
      .map(([name]) => name);
    if (this.#report !== null)
      return { ...this.#report, flaky: [...new Set([...this.#report.flaky, ...flaky])] };
    if (this.#begin === null) return 'no line of it says which run it is';
    return {
      ...NOTHING,
      ...this.#begin,
      durationMs: this.#lastMs,
      // What failed was not tried again, or not to the end.
      verdict: this.#findings.size > 0 ? 'fail' : 'inconclusive',
      ended: 'cut',
      results: [...this.#rows.values()],
      flaky,
      findings: [...this.#findings.values()],
    };
  }

  #began(value: Readonly<Record<string, unknown>>): void {
    const { command } = value;
    const begin = shaped(value, BEGIN);
    if (typeof begin === 'string' || (command !== 'check' && command !== 'fuzz')) this.damaged += 1;
    else this.#begin = { ...begin, command };
  }

  #judged(value: unknown): void {
    if (!JUDGEMENTS(value)) {
      this.damaged += 1;
      return;
    }
    for (const judged of value) {
      const name = rowName(judged);
      const known = REQUIREMENTS.find(({ id }) => id === judged.requirement);
      const { section, level } = known ?? { section: '-', level: 'must' as const };
      const { requirement, check, verdict, expected, actual, hint } = judged;
      const row = { requirement, check, verdict, expected, actual, hint, section, level };
      this.#rows.set(name, { ...row, because: null, evidence: null, datagram: null, byHand: null });
      this.#verdicts.set(name, (this.#verdicts.get(name) ?? new Set()).add(verdict));
    }
  }

  #found(value: Readonly<Record<string, unknown>>): void {
    const found = shaped(value, FOUND);
    if (typeof found === 'string') this.damaged += 1;
    else
      this.#findings.set(found.id, {
        ...found,
        datagrams: [],
        output: '',
        folder: `findings/${found.id}`,
      });
  }
}

const BEGIN: Shape<Begin> = {
  version: text,
  target: shapeOf(TARGET),
  seed: nullable(integer),
  startedAt: text,
};

const JUDGEMENTS = listOf(
  shapeOf<Judged>({
    requirement: text,
    check: text,
    verdict: words<Verdict>({ pass: 1, fail: 1, warn: 1, inconclusive: 1, 'not-observed': 1, skipped: 1 }),
    expected: text,
    actual: text,
    hint: nullable(text),
  }),
);

const FOUND: Shape<Omit<FindingRow, 'datagrams' | 'output' | 'folder'>> = {
  id: text,
  kind: text,
  signature: text,
  requirement: nullable(text),
  expected: text,
  actual: text,
  hint: nullable(text),
  seen: integer,
  reproduced: text,
};
