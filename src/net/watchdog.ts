/**
 * Ends a target that would take the machine down with it: by its memory, which no limit bounds because sanitizers
 * need the whole address space, or by its number of processes, where the kernel's limit does not count (root).
 */
import { distinctBytes, samples } from './sample.ts';
import type { WatchedGroup } from './watched-group.ts';

const MAX_BYTES = 1024 ** 3;
const MAX_PROCESSES = 256;
const LOOK_MS = 100;
/** The part of a CPU that looking may take: one in so many ms. */
const SHARE = 25;

export class Watchdog {
  readonly #groups: ReadonlyMap<number, WatchedGroup>;
  #awake = false;

  constructor(groups: ReadonlyMap<number, WatchedGroup>) {
    this.#groups = groups;
  }

  /** Looks at the groups until there is none. */
  wake(): void {
    if (this.#awake) return;
    this.#awake = true;
    this.#later(LOOK_MS);
  }

  #later(ms: number): void {
    setTimeout(() => {
      if (this.#groups.size === 0) {
        this.#awake = false;
        return;
      }
      const began = performance.now();
      this.#look();
      this.#later(Math.max(LOOK_MS, SHARE * (performance.now() - began)));
    }, ms);
  }

  #look(): void {
    const running = new Map<number, WatchedGroup>();
    for (const group of this.#groups.values()) if (group.pid !== null) running.set(group.pid, group);
    for (const [pid, { rss, processes }] of samples([...running.keys()])) {
      if (processes > MAX_PROCESSES) running.get(pid)?.limit(`more than ${MAX_PROCESSES} processes`);
      else if (rss > MAX_BYTES && (distinctBytes(pid) ?? rss) > MAX_BYTES)
        running.get(pid)?.limit('more than 1 GiB of memory');
    }
  }
}
