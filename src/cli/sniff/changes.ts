/** Changes of what nodes must and may believe, as many as a page has room for. */

/** The first changes, as lines; of the others how many there are. */
export class Changes {
  readonly lines: string[] = [];
  more = 0;

  take(line: () => string): void {
    if (this.lines.length < MOST_CHANGES) this.lines.push(line());
    else this.more++;
  }
}

// A page with more is slow to open.
const MOST_CHANGES = 2_000;
