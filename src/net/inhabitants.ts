/**
 * Who lives in a network namespace that a process of ours has made for itself: whatever left its process group, its
 * session and its parents is still in there.
 */
import { closeSync, openSync } from 'node:fs';
import { processIds, procLink, procText } from './proc.ts';

// One that goes on forking may start others while it is looked for.
const ROUNDS = 20;
// As good as everywhere; where pages are larger, less is seen.
const PAGE = 4096;

/** As long as it is held its name is given to no other, though all in it have ended. */
export class Inhabitants {
  readonly #name: string;
  readonly #held: number;

  private constructor(name: string, held: number) {
    this.#name = name;
    this.#held = held;
  }

  /** Of the namespace that this process lives in; null if it is ours too, or nobody tells. */
  static of(pid: number): Inhabitants | null {
    let held: number;
    try {
      held = openSync(`/proc/${pid}/ns/net`, 'r');
    } catch {
      return null;
    }
    const name = procLink(`self/fd/${held}`);
    if (name !== '' && name !== nameOf(process.pid)) return new Inhabitants(name, held);
    closeSync(held);
    return null;
  }

  /** The processes, as they were seen in the last half of a second. */
  pids(): number[] {
    return lookedUp().get(this.#name) ?? [];
  }

  /** Ends all of them with SIGKILL. */
  evict(): void {
    for (let round = 0; round < ROUNDS; round++) {
      const left = (look().get(this.#name) ?? []).filter(kill);
      if (left.length === 0) return;
    }
  }

  release(): void {
    closeSync(this.#held);
  }
}

/** Memory of processes in bytes, pages that several share counted for each. */
export function memoryOf(pids: readonly number[]): number {
  const sizes = pids.map((pid) => Number(/^\d+ (\d+)/.exec(procText(`${pid}/statm`))?.[1] ?? 0));
  return PAGE * sizes.reduce((sum, pages) => sum + pages, 0);
}

/** One look at all of the machine serves whoever asks for so long: many are watched at once. */
const KNOWN_MS = 500;

let seen = { namespaces: new Map<string, number[]>(), since: Number.NEGATIVE_INFINITY };

function lookedUp(): ReadonlyMap<string, number[]> {
  return performance.now() - seen.since < KNOWN_MS ? seen.namespaces : look();
}

/** The processes of each namespace, now. */
function look(): ReadonlyMap<string, number[]> {
  const namespaces = new Map<string, number[]>();
  for (const pid of processIds()) {
    const name = nameOf(pid);
    const known = namespaces.get(name);
    if (known === undefined) namespaces.set(name, [pid]);
    else known.push(pid);
  }
  seen = { namespaces, since: performance.now() };
  return namespaces;
}

function nameOf(pid: number): string {
  return procLink(`${pid}/ns/net`);
}

/** False if it is gone, or not ours to kill. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
