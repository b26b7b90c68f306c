/**
 * `events.ndjson` in the folder of a run: a line an event, written as it comes, so that a run that is cut short leaves
 * what it had.
 */
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../../net/error.ts';

export const EVENTS = 'events.ndjson';

export class LineLog {
  readonly #file: number;

  /** Begins the file in the folder, which is made in an existing one if need be. EnvironmentError if it cannot be written. */
  constructor(folder: string) {
    try {
      // Not recursive: in Node 20 that never returns where the system makes no folders, such as /proc.
      if (!existsSync(folder)) mkdirSync(folder);
      this.#file = openSync(join(folder, EVENTS), 'w');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new EnvironmentError(`--out ${folder} cannot be written: ${reason}`, 'choose another folder', {
        cause,
      });
    }
  }

  put(line: Readonly<Record<string, unknown>>): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
