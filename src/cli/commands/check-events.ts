/**
 * `--out DIR`: the run's events as NDJSON, written as they come, so that a run that is cut short leaves them: a line
 * `run` says what it is, the last one, `report`, is what `--json` prints. `peerprobe report` reads them.
 */
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckEvent } from '../../check/event.ts';
import { EnvironmentError } from '../../net/error.ts';
import { version } from '../version.ts';

/** What is known of a run when it begins. */
export interface RunBegin {
  readonly target: { readonly endpoint: string | null; readonly command: readonly string[] | null };
  readonly seed: number;
  readonly startedAt: Date;
}

export class EventLog {
  readonly #file: number;

  /** Begins `events.ndjson` in the folder, which is made in an existing one if need be. EnvironmentError if it cannot be written. */
  constructor(folder: string) {
    try {
      // Not recursive: in Node 20 that never returns where the system makes no folders, such as /proc.
      if (!existsSync(folder)) mkdirSync(folder);
      this.#file = openSync(join(folder, 'events.ndjson'), 'w');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new EnvironmentError(`--out ${folder} cannot be written: ${reason}`, 'choose another folder', {
        cause,
      });
    }
  }

  /** One line an event; `atMs` counts from the start of the run. The result's traces stay out: see the captures. */
  put(event: CheckEvent, atMs: number): void {
    const { type, ...rest } = event;
    const what = event.type === 'finished' ? { verdict: event.result.verdict } : rest;
    this.#line({ type, atMs: Math.round(atMs), ...what });
  }

  /** What the run is, before anything happens. */
  begin({ startedAt, ...run }: RunBegin): void {
    const head = { type: 'run', atMs: 0, schemaVersion: 1, tool: 'peerprobe', version: version() };
    this.#line({ ...head, command: 'check', ...run, startedAt: startedAt.toISOString() });
  }

  /** What came of it in the end. */
  report(report: Readonly<Record<string, unknown>>, atMs: number): void {
    this.#line({ type: 'report', atMs: Math.round(atMs), report });
  }

  close(): void {
    closeSync(this.#file);
  }

  #line(line: Readonly<Record<string, unknown>>): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
