/**
 * `--out DIR`: the run's events as NDJSON, written as they come, so that a run that is cut short leaves them: a line
 * `run` says what it is, the last one, `report`, is what `--json` prints. `peerprobe report` reads them.
 */
import type { CheckEvent } from '../../check/event.ts';
import { version } from '../version.ts';
import { LineLog } from './line-log.ts';

/** What is known of a run when it begins. */
export interface RunBegin {
  readonly target: { readonly endpoint: string | null; readonly command: readonly string[] | null };
  readonly seed: number;
  readonly startedAt: Date;
}

export class EventLog {
  readonly #log: LineLog;

  /** As LineLog. */
  constructor(folder: string) {
    this.#log = new LineLog(folder);
  }

  /** One line an event; `atMs` counts from the start of the run. The result's traces stay out: see the captures. */
  put(event: CheckEvent, atMs: number): void {
    const { type, ...rest } = event;
    const what = event.type === 'finished' ? { verdict: event.result.verdict } : rest;
    this.#log.put({ type, atMs: Math.round(atMs), ...what });
  }

  /** What the run is, before anything happens. */
  begin({ startedAt, ...run }: RunBegin): void {
    const head = { type: 'run', atMs: 0, schemaVersion: 1, tool: 'peerprobe', version: version() };
    this.#log.put({ ...head, command: 'check', ...run, startedAt: startedAt.toISOString() });
  }

  /** What came of it in the end. */
  report(report: Readonly<Record<string, unknown>>, atMs: number): void {
    this.#log.put({ type: 'report', atMs: Math.round(atMs), report });
  }

  close(): void {
    this.#log.close();
  }
}
