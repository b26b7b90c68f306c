/**
 * Where a campaign keeps what it finds: the folder of `--out`, or a temporary one that goes away if nothing was found.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEW } from '../../fuzz/campaign-state.ts';
import type { FuzzResult } from '../../fuzz/event.ts';
import { RunFolder } from '../../fuzz/run-folder.ts';
import type { Language } from '../../lang/language.ts';
import { findingFiles } from '../../report/finding-files.ts';
import { type FindingFolders, type FuzzFacts, fuzzJson } from '../../report/fuzz-json.ts';
import { UsageError } from '../error.ts';
import { version } from '../version.ts';

export class FuzzFolder {
  readonly run: RunFolder;
  readonly #temporary: boolean;
  #facts: FuzzFacts | null = null;

  /** `path`: as given to `--out`. UsageError if something else lies there; EnvironmentError if it cannot be written. */
  constructor(path: string | undefined, seed: number, epochMs: number, lang: Language = 'en') {
    this.#temporary = path === undefined;
    const place = path ?? mkdtempSync(join(tmpdir(), 'peerprobe-fuzz-'));
    const begin = { ...NEW, seed };
    const capture = { application: `peerprobe ${version()}`, epochMs };
    const run = RunFolder.open(place, begin, (finding) => {
      // One that goes on goes on with its seed.
      const found = { seed: this.run.earlier?.state.seed ?? seed, version: version() };
      return findingFiles(finding, found, capture, lang);
    });
    if (typeof run === 'string') throw new UsageError(`--out ${place}: ${run}`);
    this.run = run;
  }

  /** What the run is, before anything happens, as `peerprobe report` reads it. */
  begin(facts: FuzzFacts, seed: number): void {
    this.#facts = facts;
    const { version: by, endpoint, command, startedAt } = facts;
    const head = { schemaVersion: 1, tool: 'peerprobe', version: by, command: 'fuzz' };
    this.run.line('run', 0, {
      ...head,
      target: { endpoint, command },
      seed,
      startedAt: startedAt.toISOString(),
    });
  }

  /**
   * Adds the report as the last line of the log; the folder of each finding. Without a finding a temporary folder goes
   * away; `result` null: there is no result.
   */
  close(result: FuzzResult | null): FindingFolders {
    const findings = result?.findings ?? [];
    const folders = new Map(
      findings.map((finding) => [finding, join(this.run.path, 'findings', finding.id)]),
    );
    if (result !== null && this.#facts !== null) {
      const own = new Map(findings.map((finding) => [finding, join('findings', finding.id)]));
      this.run.line('report', result.durationMs, { report: fuzzJson(result, this.#facts, own) });
    }
    this.run.close();
    if (this.#temporary && findings.length === 0) rmSync(this.run.path, { recursive: true, force: true });
    return folders;
  }
}
