/**
 * Where a campaign keeps what it finds: the folder of `--out`, or a temporary one that goes away if nothing was found.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FuzzResult } from '../../fuzz/event.ts';
import { RunFolder } from '../../fuzz/run-folder.ts';
import { findingFiles } from '../../report/finding-files.ts';
import type { FindingFolders } from '../../report/fuzz-json.ts';
import { UsageError } from '../error.ts';
import { version } from '../version.ts';

export class FuzzFolder {
  readonly run: RunFolder;
  readonly #temporary: boolean;

  /** `path`: as given to `--out`. UsageError if something else lies there; EnvironmentError if it cannot be written. */
  constructor(path: string | undefined, seed: number, epochMs: number) {
    this.#temporary = path === undefined;
    const place = path ?? mkdtempSync(join(tmpdir(), 'peerprobe-fuzz-'));
    const begin = { seed, cases: 0, datagrams: 0, lost: null, dropped: 0, elapsedMs: 0, corpus: [] };
    const capture = { application: `peerprobe ${version()}`, epochMs };
    const run = RunFolder.open(place, begin, (finding) => {
      // One that goes on goes on with its seed.
      const found = { seed: this.run.earlier?.state.seed ?? seed, version: version() };
      return findingFiles(finding, found, capture);
    });
    if (typeof run === 'string') throw new UsageError(`--out ${place}: ${run}`);
    this.run = run;
  }

  /** The folder of each finding. Without a finding a temporary folder goes away; `result` null: there is no result. */
  close(result: FuzzResult | null): FindingFolders {
    const findings = result?.findings ?? [];
    this.run.close();
    if (this.#temporary && findings.length === 0) rmSync(this.run.path, { recursive: true, force: true });
    return new Map(findings.map((finding) => [finding, join(this.run.path, 'findings', finding.id)]));
  }
}
