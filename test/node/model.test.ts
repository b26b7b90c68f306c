/**
 * The node against a naive model: one plain map with two dates for each peer, no timers, no states; who is known,
 * connected, listed, greeted and asked is worked out from the dates each time. Sequences of commands run on
 * both; after each one the tables and everything that was sent must be alike.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_DIALECT, type Dialect, type DialectKey, dialectValues } from '../../src/node/dialect.ts';
import { Bench, benchConfig, endpoint, HELLO, lab, named } from './bench.ts';

const START = lab(0);

interface Dates {
  readonly start: boolean;
  heard: number | null;
  named: number | null;
  /** Since when it is connected without a break. */
  since: number;
}

class Model {
  readonly dialect: Dialect;
  readonly peers = new Map<string, Dates>([[START, { start: true, heard: null, named: 0, since: 0 }]]);
  readonly favours = new Map<string, number>();
  readonly answered = new Map<string, number>();
  now = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  isConnected(peer: string, at = this.now): boolean {
    const heard = this.peers.get(peer)?.heard ?? null;
    return heard !== null && at < heard + 4000;
  }

  isKnown(peer: string, at = this.now): boolean {
    const dates = this.peers.get(peer);
    if (dates === undefined) return false;
    if (dates.start || this.isConnected(peer, at)) return true;
    const last = Math.max(dates.heard ?? 0, dates.named ?? 0);
    if (dates.heard !== null) return this.dialect.silentPeers === 'kept' || at < last + 4000;
    return at < last + { '4s': 4000, '30s': 30_000, forever: Number.POSITIVE_INFINITY }[this.dialect.unheard];
  }

  isListed(peer: string): boolean {
    if (this.isConnected(peer)) return true;
    const dates = this.peers.get(peer);
    if (this.dialect.list === 'connected' || dates === undefined) return false;
    return dates.heard === null || (dates.named ?? -1) >= dates.heard + 4000;
  }

  /** Time goes on; says what is sent meanwhile, as sorted `at to what`. */
  wait(ms: number): string[] {
    const sent: string[] = [];
    const until = this.now + ms;
    for (const [peer, { since }] of this.peers) {
      for (let at = (Math.floor(this.now / 1000) + 1) * 1000; at <= until; at += 1000)
        if (this.isKnown(peer, at)) sent.push(`${at} ${peer} hello`);
      for (let at = since + 10_000; at <= until; at += 10_000)
        if (at > this.now && this.isConnected(peer, at)) sent.push(`${at} ${peer} peer-request`);
    }
    this.now = until;
    for (const peer of [...this.peers.keys()]) if (!this.isKnown(peer)) this.peers.delete(peer);
    return sent.sort();
  }

  hello(peer: string): void {
    const dates = this.peers.get(peer) ?? { start: false, heard: null, named: null, since: this.now };
    if (!this.isConnected(peer)) dates.since = this.now;
    dates.heard = this.now;
    this.peers.set(peer, dates);
  }

  announce(from: string, peers: readonly string[]): void {
    if (this.dialect.hearsay === 'peers' && !this.isConnected(from)) return;
    for (const peer of peers) {
      const dates = this.peers.get(peer) ?? { start: false, heard: null, named: null, since: this.now };
      dates.named = this.now;
      this.peers.set(peer, dates);
    }
  }

  /** Whom the answer lists, sorted; null for none. */
  request(from: string): string[] | null {
    if (!this.mayAsk(from)) return null;
    const list = [...this.peers.keys()].filter((peer) => this.isListed(peer));
    const others = this.dialect.requester === 'included' ? list : list.filter((peer) => peer !== from);
    return others.length === 0 && this.dialect.emptyAnswer === 'silence' ? null : others.sort();
  }

  mayAsk(from: string): boolean {
    const dates = this.isConnected(from) ? this.answered : this.favours;
    const limited = dates === this.favours || this.dialect.answers === 'limited';
    if (dates === this.favours && this.dialect.strangers === 'ignored') return false;
    const last = this.lastAnswer(from, dates);
    if (limited && this.now - last < 1000) return false;
    dates.set(from, this.now);
    if (this.peers.has(from)) this.answered.set(from, this.now);
    return true;
  }

  lastAnswer(from: string, dates: Map<string, number>): number {
    return dates.get(from) ?? Number.NEGATIVE_INFINITY;
  }
}

type Command = fc.Command<Model, Bench>;

function command(text: string, run: (model: Model, node: Bench) => void): Command {
  return {
    check: () => true,
    toString: () => text,
    run(model, node) {
      run(model, node);
      const states = [...model.peers.keys()]
        .sort()
        .map((peer) => [peer, model.isConnected(peer) ? 'connected' : 'known']);
      expect(Object.entries(node.table()).sort()).toEqual(states);
    },
  };
}

const peer = fc.nat(5).map(lab);
const commands = [
  peer.map((from) =>
    command(`hello ${from}`, (model, node) => {
      model.hello(from);
      expect(node.during(() => node.say(from, HELLO))).toEqual([]);
    }),
  ),
  fc.tuple(peer, fc.array(peer, { maxLength: 3 })).map(([from, peers]) =>
    command(`announce ${from}: ${peers.join(' ')}`, (model, node) => {
      model.announce(from, peers);
      expect(node.during(() => node.say(from, ...peers.map(named)))).toEqual([]);
    }),
  ),
  peer.map((from) =>
    command(`request ${from}`, (model, node) => {
      expect(node.ask(from)?.sort() ?? null).toEqual(model.request(from));
    }),
  ),
  fc.constantFrom(1, 300, 999, 1000, 1700, 3999, 4000, 12_000).map((ms) =>
    command(`wait ${ms}`, (model, node) => {
      const before = node.sent.length;
      node.run(node.now + ms);
      const sent = node.sent.slice(before).map(({ at, to, bytes }) => {
        expect([...bytes.slice(0, 2), bytes.length]).toEqual([104, 1, 4]);
        return `${at} ${to} ${bytes[2] === 1 ? 'hello' : 'peer-request'}`;
      });
      expect(sent.sort()).toEqual(model.wait(ms));
    }),
  ),
];

const MODELLED = [
  'list',
  'requester',
  'hearsay',
  'unheard',
  'silentPeers',
  'strangers',
  'answers',
  'emptyAnswer',
] as const satisfies readonly DialectKey[];

test('the node and the naive model are alike, whatever happens', () => {
  const dialect = fc.record(
    Object.fromEntries(MODELLED.map((key) => [key, fc.constantFrom(...dialectValues(key))])),
  );
  fc.assert(
    fc.property(dialect, fc.commands(commands, { maxCommands: 40 }), (chosen, steps) => {
      fc.modelRun(() => {
        const whole: Dialect = { ...DEFAULT_DIALECT, ...(chosen as Partial<Dialect>) };
        return {
          model: new Model(whole),
          real: new Bench(benchConfig(whole, { start: [endpoint(START)] })),
        };
      }, steps);
    }),
  );
});
