/**
 * Two commands against each other: in turn, several rounds, so that what else the machine does meets both. Medians of
 * the wall clock and of the processor's time, and of the ratio of each round.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';

/** A program and its words; what it prints goes nowhere. */
export type Words = readonly [program: string, ...args: string[]];

export interface Taken {
  readonly wallS: number;
  readonly cpuS: number;
}

export interface Pair {
  readonly ours: Taken;
  readonly theirs: Taken;
  /** Theirs divided by ours, of each round. */
  readonly wallRatio: Spread;
  readonly cpuRatio: Spread;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export async function paired(rounds: number, ours: Words, theirs: Words): Promise<Pair> {
  const [mine, other]: [Taken[], Taken[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(await taken(ours));
    other.push(await taken(theirs));
  }
  const ratio = (of: (one: Taken) => number): Spread => {
    return spread(mine.map((one, i) => of(other[i] ?? one) / of(one)));
  };
  return {
    ours: medianOf(mine),
    theirs: medianOf(other),
    wallRatio: ratio(({ wallS }) => wallS),
    cpuRatio: ratio(({ cpuS }) => cpuS),
  };
}

/** One run. Throws if the program fails: a quick failure must not be taken for speed. */
async function taken([program, ...args]: Words): Promise<Taken> {
  const nowhere = openSync('/dev/null', 'w');
  const [cpu, begun] = [childrenCpuS(), performance.now()];
  const child = spawn(program, args, { stdio: ['ignore', nowhere, 'ignore'] });
  const [code] = await once(child, 'exit');
  const wallS = (performance.now() - begun) / 1000;
  closeSync(nowhere);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return { wallS, cpuS: Math.max(childrenCpuS() - cpu, TICK_S) };
}

/** A tick of the kernel's accounts. */
const TICK_S = 0.01;

/** What all ended children have taken of the processor (proc(5): cutime and cstime). */
function childrenCpuS(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_S;
}

/** The most MiB that the command has in memory, as the system counts it. */
export async function peakMiB([program, ...args]: Words): Promise<number> {
  const child = spawn(program, args, { stdio: 'ignore' });
  let peak = 0;
  const look = setInterval(() => {
    const path = `/proc/${child.pid}/status`;
    const status = existsSync(path) ? readFileSync(path, 'utf8') : '';
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  }, 20);
  await once(child, 'exit');
  clearInterval(look);
  return peak;
}

function medianOf(all: readonly Taken[]): Taken {
  return {
    wallS: spread(all.map(({ wallS }) => wallS)).median,
    cpuS: spread(all.map(({ cpuS }) => cpuS)).median,
  };
}

/** Median, least and most. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}
