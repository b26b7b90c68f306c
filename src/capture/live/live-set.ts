/** The live captures of one run, on one interface each: they are stopped together, and one that ends ends all. */
import type { Live } from './live.ts';

export class LiveSet {
  readonly lives: readonly Live[];

  constructor(lives: readonly Live[]) {
    this.lives = lives;
  }

  /** Packets that we had to let go because nobody took them. */
  get lost(): number {
    return this.lives.reduce((sum, { lost }) => sum + lost, 0);
  }

  /** Packets that the kernel dropped, as far as that was told; null if not of every interface. */
  get dropped(): number | null {
    let sum = 0;
    for (const { dropped } of this.lives) {
      if (dropped === null) return null;
      sum += dropped;
    }
    return sum;
  }

  /** Asks for a newer `dropped`, which comes a little later. */
  count(): void {
    for (const live of this.lives) live.count();
  }

  /** Stops all and waits for them. */
  async stop(): Promise<void> {
    await Promise.all(this.lives.map((live) => live.stop()));
  }

  /** Why the first of them ended that nobody stopped; null if there is none. Call it when all have ended. */
  async failure(): Promise<string | null> {
    for (const live of this.lives) {
      const failure = await live.failure();
      if (failure !== null) return failure;
    }
    return null;
  }
}
