/** The measured budgets (DESIGN §5) as the table that is committed beside the benches. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
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

/** Writes the table. */
export function writeResults(rows: readonly Row[], missing: readonly string[]): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
  const text = [
    '# What was measured',
    '',
    `By \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.`,
    'Whole processes with their start, output to /dev/null, files in the page cache. Ours and theirs in turn; medians, and of',
    'the ratios of the rounds the least and the most. Look at the ratios, not at the seconds; and not at these either if the',
    `load average says that others were at work: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors at the end.`,
    '',
    '| work | against | asked for | wall clock | | details |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ work, against, budget, measured, met, details }) =>
        `| ${work} | ${against} | ${budget} | ${measured} | ${verdict(met)} | ${details} |`,
    ),
    '',
    ...missing.map((what) => `Not measured: ${what}.\n`),
  ].join('\n');
  writeFileSync(FILE, text);
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

/** Ours divided by theirs. */
export function inverse({ median, min, max }: Spread): Spread {
  return { median: 1 / median, min: 1 / max, max: 1 / min };
}

function verdict(met: boolean | null): string {
  if (met === null) return '';
  return met ? 'met' : '**missed**';
}
