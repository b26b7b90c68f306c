/**
 * `--out DIR`: the run's events as NDJSON, written as they come, so that a run that is cut short leaves them.
 */
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckEvent } from '../../check/event.ts';
import { EnvironmentError } from '../../net/error.ts';

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
    writeSync(this.#file, `${JSON.stringify({ type, atMs: Math.round(atMs), ...what })}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
