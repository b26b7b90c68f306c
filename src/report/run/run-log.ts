/**
 * The log of a run (`events.ndjson`) back to a report. A log that ends with `report` says it all; one that was cut short
 * is put together from what was judged and found until then. Lines that are none are counted.
 */
import { isRecord, jsonValue, listOf, shaped, shapeOf, text } from '../../capture/shape.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { rowName, type Verdict } from '../../oracle/verdict.ts';
import { type InteropNode, type MetPairing, pairText } from '../interop-report.ts';
import { meetingsReport, nodesIn, pairingIn, pairingOf, type TriedLine, tryIn } from './read-interop.ts';
import {
  BEGIN,
  FOUND,
  JUDGED,
  type JudgedRow,
  MET_BEGIN,
  type MetBegin,
  type RunBegin,
  readReport,
} from './read-report.ts';
import { type FindingRow, NOTHING, type ResultRow, type RunReport } from './run-report.ts';

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

class Log {
  damaged = 0;
  #begin: (RunBegin & Pick<RunReport, 'command'>) | null = null;
  #met: Met | null = null;
  #report: RunReport | string | null = null;
  #lastMs = 0;
  /** The line before could not be read. */
  #isCut = false;
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
      this.#isCut = true;
      return;
    }
    // A campaign that was killed and goes on: its last line of before is no damage, nor is that the whole report.
    if (this.#isCut && (this.#begin ?? this.#met) !== null && value['type'] === 'run') this.damaged -= 1;
    this.#isCut = false;
    if (typeof value['atMs'] === 'number') this.#lastMs = value['atMs'];
    if (value['type'] === 'run') this.#began(value);
    if (value['type'] === 'judged') this.#judged(value['judgements']);
    if (value['type'] === 'finding') this.#found(value);
    if (value['type'] === 'attempt' && this.#met !== null) this.#tried(value, this.#met);
    if (value['type'] === 'pairing' && this.#met !== null) this.#paired(value, this.#met);
    if (value['type'] === 'report') this.#report = readReport(value['report']);
  }

  report(): RunReport | string {
    if (typeof this.#report === 'string') return `its report: ${this.#report}`;
    const flaky = [...this.#verdicts]
      .filter(([, seen]) => seen.has('pass') && seen.has('fail'))
      .map(([name]) => name);
    if (this.#report !== null)
      return { ...this.#report, flaky: [...new Set([...this.#report.flaky, ...flaky])] };
    if (this.#met !== null) return cutMeetings(this.#met, this.#lastMs);
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
    if (command === 'interop') {
      const begin = shaped(value, MET_BEGIN);
      const nodes = nodesIn(value);
      if (typeof begin === 'string' || nodes === null) this.damaged += 1;
      else this.#met = { begin, nodes, pairings: new Map(), tries: new Map() };
      return;
    }
    const begin = shaped(value, BEGIN);
    if (typeof begin === 'string' || (command !== 'check' && command !== 'fuzz')) this.damaged += 1;
    else {
      this.#begin = { ...begin, command };
      this.#report = null;
    }
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
      const { requirement, check, verdict, expected, actual, hint, said } = judged;
      const row = { requirement, check, verdict, expected, actual, hint, said, section, level };
      this.#rows.set(name, { ...row, because: null, evidence: null, datagram: null, byHand: null });
      this.#verdicts.set(name, (this.#verdicts.get(name) ?? new Set()).add(verdict));
    }
  }

  #tried(value: Readonly<Record<string, unknown>>, { tries }: Met): void {
    const tried = tryIn(value);
    if (tried === null) this.damaged += 1;
    else tries.set(pairText(tried), [...(tries.get(pairText(tried)) ?? []), tried]);
  }

  #paired(value: Readonly<Record<string, unknown>>, { pairings }: Met): void {
    const pairing = pairingIn(value);
    if (pairing === null) this.damaged += 1;
    else pairings.set(pairText(pairing), pairing);
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

/** A log of interop as far as it goes. */
interface Met {
  readonly begin: MetBegin;
  readonly nodes: readonly InteropNode[];
  /** By `A>B`: what was done, and the tries of all. */
  readonly pairings: Map<string, MetPairing>;
  readonly tries: Map<string, readonly TriedLine[]>;
}

/** What failed by then has failed; of the rest nobody knows. */
function cutMeetings({ begin, nodes, pairings, tries }: Met, durationMs: number): RunReport {
  const all = [...tries.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [pairings.get(pairText(first)) ?? pairingOf(first, others)],
  );
  const verdict = all.some(({ outcome }) => outcome === 'fail') ? 'fail' : 'inconclusive';
  const left = Math.max(nodes.length * nodes.length - all.length, 0);
  return meetingsReport({ ...begin, durationMs, verdict, ended: 'cut' }, { nodes, pairings: all, left });
}

const JUDGEMENTS = listOf(shapeOf<JudgedRow>(JUDGED));
