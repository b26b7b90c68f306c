/** The measured budgets (DESIGN §5) as the tables that are committed beside the benches, a section for each of these. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bench } from 'vitest';
import type { Pair, Spread } from './paired.ts';

export interface Row {
  readonly work: string;
  readonly against: string;
  /** What is asked for, and what came of it, in the same words. */
  readonly budget: string;
  readonly measured: string;
  readonly met: boolean | null;
  readonly details: string;
}

const FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const HEAD = `# What was measured

By \`npm run bench\`: ours and theirs in turn; medians, and of the ratios of the rounds the least and the most. Look at the ratios, not
at the seconds; and not at these either if the load average says that others were at work.
`;

/** One bench's part of the table. */
export class Section {
  readonly #title: string;
  readonly #about: string;
  readonly #missing: readonly string[];
  readonly #rows: Row[] = [];

  /** `about`: what is measured, in a sentence. `missing`: what cannot be, for want of something. */
  constructor(title: string, about: string, missing: readonly string[] = []) {
    this.#title = title;
    this.#about = about;
    this.#missing = missing;
  }

  /** A row that is measured once, and written at once: a bench that is stopped leaves what it has. */
  row(work: string, against: string, measure: () => Promise<Omit<Row, 'work' | 'against'>>): void {
    bench(
      `${work}, against ${against}`,
      async () => {
        if (this.#rows.some((done) => done.work === work && done.against === against)) return;
        this.#rows.push({ work, against, ...(await measure()) });
        this.#write();
      },
      { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true },
    );
  }

  /** The other sections stay as they are. */
  #write(): void {
    const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
    const sections = before.split(/^(?=## )/m).slice(1);
    const title = `## ${this.#title}\n`;
    const at = sections.findIndex((text) => text.startsWith(title));
    sections[at < 0 ? sections.length : at] = title + this.#text();
    writeFileSync(FILE, [HEAD, ...sections].map((text) => `${text.trimEnd()}\n`).join('\n'));
  }

  #text(): string {
    const [cpu] = cpus();
    const machine = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
    return [
      '',
      `${this.#about} On ${new Date().toISOString().slice(0, 10)}: ${machine}; load average ${loadavg()[0]?.toFixed(1)} at the end.`,
      '',
      '| work | against | asked for | measured | | details |',
      '| --- | --- | --- | --- | --- | --- |',
      ...this.#rows.map(
        ({ work, against, budget, measured, met, details }) =>
          `| ${work} | ${against} | ${budget} | ${measured} | ${verdict(met)} | ${details} |`,
      ),
      '',
      ...this.#missing.map((what) => `Not measured: ${what}.\n`),
    ].join('\n');
  }
}

/** `ours 0.81 s, theirs 4.12 s; of the processor 0.9 s and 4.0 s, 4.4x (4.1-4.8)`. */
export function pairDetails({ ours, theirs, cpuRatio }: Pair, turned: boolean): string {
  const wall = `ours ${ours.wallS.toFixed(2)} s, theirs ${theirs.wallS.toFixed(2)} s`;
  const cpu = `of the processor ${ours.cpuS.toFixed(2)} s and ${theirs.cpuS.toFixed(2)} s`;
  return `${wall}; ${cpu}, ${ratioText(turned ? inverse(cpuRatio) : cpuRatio)}`;
}

/** `9.30x (6.60-10.50)`; `9.30x` of a single round. */
export function ratioText({ median, min, max }: Spread): string {
  if (min === max) return `${median.toFixed(2)}x`;
  return `${median.toFixed(2)}x (${min.toFixed(2)}-${max.toFixed(2)})`;
}

/** `54,321`. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en');
}

/** Ours divided by theirs. */
export function inverse({ median, min, max }: Spread): Spread {
  return { median: 1 / median, min: 1 / max, max: 1 / min };
}

function verdict(met: boolean | null): string {
  if (met === null) return '';
  return met ? 'met' : '**missed**';
}
