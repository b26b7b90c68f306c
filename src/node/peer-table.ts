/**
 * The table of peers. A peer stands in a row for as long as it is in the table; what is asked of all of them at every
 * deadline, or written for each address of an answer, lies in columns of numbers: to read one in hundreds of peers that
 * lie apart took most of the time of a node with many.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { MutablePeer, PeerKey, Peers } from './peer.ts';

/** By row. What was never is -Infinity, what is not due is Infinity; so is what belongs to nobody any more. */
interface Columns {
  /** As a number in a peer it would be an object made anew by each Hello, which the collector follows. */
  readonly heardAt: number[];
  readonly namedAt: number[];
  readonly helloAt: number[];
  readonly requestAt: number[];
}

const NEVER = Number.NEGATIVE_INFINITY;

class Row implements MutablePeer {
  readonly key: PeerKey;
  readonly endpoint: Endpoint;
  readonly start: boolean;
  state: MutablePeer['state'] = 'known';
  expiredAt: number | null = null;
  connectedAt: number | null = null;
  earlierMs = 0;
  answeredAt: number | null = null;
  #columns: Columns;
  #row: number;

  constructor(key: PeerKey, endpoint: Endpoint, start: boolean, columns: Columns, row: number) {
    this.key = key;
    this.endpoint = endpoint;
    this.start = start;
    this.#columns = columns;
    this.#row = row;
  }

  get heardAt(): number | null {
    const at = this.#columns.heardAt[this.#row] ?? NEVER;
    return at === NEVER ? null : at;
  }

  set heardAt(at: number | null) {
    this.#columns.heardAt[this.#row] = at ?? NEVER;
  }

  get namedAt(): number {
    return this.#columns.namedAt[this.#row] ?? NEVER;
  }

  set namedAt(at: number) {
    this.#columns.namedAt[this.#row] = at;
  }

  get helloAt(): number {
    return this.#columns.helloAt[this.#row] ?? Number.POSITIVE_INFINITY;
  }

  set helloAt(at: number) {
    this.#columns.helloAt[this.#row] = at;
  }

  get requestAt(): number {
    return this.#columns.requestAt[this.#row] ?? Number.POSITIVE_INFINITY;
  }

  set requestAt(at: number) {
    this.#columns.requestAt[this.#row] = at;
  }

  get row(): number {
    return this.#row;
  }

  /** Takes its times along to other columns: of the table, or its own once it has left. */
  move(columns: Columns): void {
    const { heardAt, namedAt, helloAt, requestAt } = this;
    this.#row = addRow(columns);
    this.#columns = columns;
    this.heardAt = heardAt;
    [this.namedAt, this.helloAt, this.requestAt] = [namedAt, helloAt, requestAt];
  }
}

// Below so many rows nobody is moved.
const FEW = 32;

export class PeerTable implements Peers {
  revision = 0;
  /** In the order in which they came; rows of those who went are empty. At most as many, but for FEW, as are taken. */
  #rows: (Row | null)[] = [];
  #columns = noRows();
  #size = 0;
  readonly #byText = new Map<PeerKey, number>();
  readonly #byNumber: (number | undefined)[] = [];
  readonly #identity: (endpoint: Endpoint) => PeerKey;
  /** Who was looked for last, and its key: all TLVs of a datagram ask for the same sender. */
  #sought: Endpoint | null = null;
  #soughtKey: PeerKey = '';
  /** All of them, until somebody comes or goes. */
  #all: readonly MutablePeer[] | null = null;

  constructor(identity: (endpoint: Endpoint) => PeerKey) {
    this.#identity = identity;
  }

  get size(): number {
    return this.#size;
  }

  find(endpoint: Endpoint): MutablePeer | null {
    if (endpoint !== this.#sought) {
      this.#sought = endpoint;
      this.#soughtKey = this.#identity(endpoint);
    }
    const row = this.#rowOf(this.#soughtKey);
    return row === undefined ? null : (this.#rows[row] ?? null);
  }

  all(): readonly MutablePeer[] {
    this.#all ??= this.#rows.filter((row) => row !== null);
    return this.#all;
  }

  /** Notes that it was named; false if it is not in the table. */
  name(endpoint: Endpoint, now: number): boolean {
    const row = this.#rowOf(this.#identity(endpoint));
    if (row === undefined) return false;
    this.#columns.namedAt[row] = now;
    return true;
  }

  /**
   * Hands out, in the order in which they came, those whose time has come, and returns the earliest time that is left.
   * Who comes meanwhile is not looked at.
   */
  visitDue(column: 'helloAt' | 'requestAt', now: number, visit: (peer: MutablePeer) => void): number {
    if (this.#rows.length > FEW + 2 * this.#size) this.#close();
    const times = this.#columns[column];
    let next = Number.POSITIVE_INFINITY;
    for (let row = 0, end = times.length; row < end; row++) {
      if ((times[row] ?? next) <= now) {
        const peer = this.#rows[row] ?? null;
        if (peer !== null) visit(peer);
      }
      const at = times[row] ?? next;
      if (at < next) next = at;
    }
    return next;
  }

  /** Adds a peer in state known that nobody has named or heard yet. */
  add(endpoint: Endpoint, start: boolean): MutablePeer {
    const key = this.#identity(endpoint);
    const row = addRow(this.#columns);
    const peer = new Row(key, endpoint, start, this.#columns, row);
    this.#rows.push(peer);
    this.#place(key, row);
    this.#size += 1;
    this.#changed();
    return peer;
  }

  remove({ key }: { readonly key: PeerKey }): void {
    const row = this.#rowOf(key);
    if (row === undefined) return;
    this.#rows[row]?.move(noRows());
    this.#rows[row] = null;
    this.#columns.helloAt[row] = Number.POSITIVE_INFINITY;
    this.#columns.requestAt[row] = Number.POSITIVE_INFINITY;
    if (typeof key === 'number') this.#byNumber[key] = undefined;
    else this.#byText.delete(key);
    this.#size -= 1;
    this.#changed();
  }

  #rowOf(key: PeerKey): number | undefined {
    return typeof key === 'number' ? this.#byNumber[key] : this.#byText.get(key);
  }

  #place(key: PeerKey, row: number): void {
    if (typeof key === 'number') this.#byNumber[key] = row;
    else this.#byText.set(key, row);
  }

  /** Moves everybody up where rows are empty. */
  #close(): void {
    const rows = this.#rows.filter((row) => row !== null);
    this.#columns = noRows();
    for (const peer of rows) {
      peer.move(this.#columns);
      this.#place(peer.key, peer.row);
    }
    this.#rows = rows;
  }

  #changed(): void {
    this.#all = null;
    this.revision += 1;
  }
}

function noRows(): Columns {
  return { heardAt: [], namedAt: [], helloAt: [], requestAt: [] };
}

/** The number of a new row. */
function addRow({ heardAt, namedAt, helloAt, requestAt }: Columns): number {
  heardAt.push(NEVER);
  namedAt.push(NEVER);
  helloAt.push(Number.POSITIVE_INFINITY);
  return requestAt.push(Number.POSITIVE_INFINITY) - 1;
}
