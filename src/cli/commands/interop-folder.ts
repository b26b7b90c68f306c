/**
 * `interop --out DIR`: the run's events as NDJSON while it goes, and each meeting as a capture.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptEvent } from '../../interop/event.ts';
import type { Pairing, PairingResult } from '../../interop/pairing.ts';
import { EnvironmentError } from '../../net/error.ts';
import { pairingIds, pairingJson } from '../../report/interop-json.ts';
import type { InteropNode } from '../../report/interop-report.ts';
import { meetingCapture } from '../../report/meeting-capture.ts';
import { concat } from '../../wire/bytes.ts';
import { version } from '../version.ts';
import { LineLog } from './line-log.ts';

const CAPTURES = 'captures';

export interface InteropBegin {
  readonly nodes: readonly InteropNode[];
  readonly seed: number;
  readonly startedAt: Date;
  readonly timeMs: number;
}

export class InteropFolder {
  readonly #path: string;
  readonly #log: LineLog;
  readonly #begin: InteropBegin;
  readonly #epochMs: number;
  /** By the pairing's ids; bounded by the pairings. */
  readonly #captures = new Map<string, string[]>();

  /** `epochMs` makes dates of the clock's times. EnvironmentError if the folder cannot be written. */
  constructor(path: string, begin: InteropBegin, epochMs: number) {
    this.#path = path;
    this.#begin = begin;
    this.#epochMs = Math.round(epochMs);
    this.#log = new LineLog(path);
    const { startedAt, ...run } = begin;
    const head = { type: 'run', atMs: 0, schemaVersion: 1, tool: 'peerprobe', version: version() };
    this.#put({ ...head, command: 'interop', ...run, startedAt: startedAt.toISOString() });
  }

  /** Keeps what was said, and what one try came to. */
  attempt({ pairing, number, meetings, results }: AttemptEvent, atMs: number): void {
    const key = this.#key(pairing);
    const files = meetings.map((meeting) => {
      const file = `${CAPTURES}/${key}-${number}-${meeting.kind}.pcapng`;
      const facts = { application: `peerprobe ${version()}`, epochMs: this.#epochMs };
      this.#write(() => {
        const folder = join(this.#path, CAPTURES);
        if (!existsSync(folder)) mkdirSync(folder);
        writeFileSync(join(this.#path, file), concat([...meetingCapture(meeting, facts)]));
      });
      return file;
    });
    this.#captures.set(key, [...(this.#captures.get(key) ?? []), ...files]);
    this.#put({
      type: 'attempt',
      atMs: Math.round(atMs),
      ...pairingIds(pairing, this.#begin.nodes),
      number,
      results,
      captures: files,
    });
  }

  pairing(result: PairingResult, atMs: number): void {
    const pairing = pairingJson(result, this.#begin.nodes, this.capturesOf(result));
    this.#put({ type: 'pairing', atMs: Math.round(atMs), ...pairing });
  }

  /** What came of it in the end. */
  report(report: Readonly<Record<string, unknown>>, atMs: number): void {
    this.#put({ type: 'report', atMs: Math.round(atMs), report });
  }

  /** Of a pairing, as paths in the folder. */
  capturesOf(pairing: Pairing): readonly string[] {
    return this.#captures.get(this.#key(pairing)) ?? [];
  }

  close(): void {
    this.#log.close();
  }

  #key(pairing: Pairing): string {
    const { joiner, hub } = pairingIds(pairing, this.#begin.nodes);
    return `${joiner}-${hub}`;
  }

  #put(line: Readonly<Record<string, unknown>>): void {
    this.#write(() => this.#log.put(line));
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new EnvironmentError(
        `--out ${this.#path} cannot be written: ${reason}`,
        'choose another folder',
        {
          cause,
        },
      );
    }
  }
}
