/**
 * Many nodes on a network in memory under virtual time, and what is seen of them each round.
 */

import { runNode } from '../../src/net/driver.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { nodeConfig } from '../../src/node/config.ts';
import type { Dialect } from '../../src/node/dialect.ts';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import type { NodeEvent } from '../../src/node/event.ts';
import { Node } from '../../src/node/node.ts';
import { type Endpoint, endpointText } from '../../src/wire/endpoint.ts';
import { parse } from '../../src/wire/parse.ts';

export interface SwarmOptions {
  readonly nodes: number;
  readonly loss: number;
  readonly seed: number;
  readonly rounds: number;
  readonly roundMs: number;
  /** The start peer of node `index`, by number; null for none. */
  readonly startOf: (index: number) => number | null;
  readonly dialectOf?: (index: number) => Partial<Dialect>;
  /** From this round on the second half of the nodes is gone. */
  readonly halfDiesIn?: number;
}

/** What one round showed; pairs are ordered: A has B in its table as connected. */
export interface Round {
  readonly atMs: number;
  readonly pairs: number;
  /** Pairs that have been connected at any time. */
  readonly met: number;
  readonly possible: number;
  readonly sent: number;
  readonly lost: number;
  readonly bytes: number;
}

export async function swarm(options: SwarmOptions): Promise<Round[]> {
  const clock = new VirtualClock();
  const { loss, seed } = options;
  const network = new MemoryNetwork(clock, { loss, delayMs: 5, jitterMs: 20, duplicate: loss / 10, seed });
  const rounds: Round[] = [];
  let count = { sent: 0, lost: 0, bytes: 0 };
  network.tap = ({ bytes, lost }) => {
    if (!parse(bytes).ok || bytes.length > 1400) throw new Error('a node sent what no node may send');
    count = {
      sent: count.sent + 1,
      lost: count.lost + (lost ? 1 : 0),
      bytes: count.bytes + bytes.length,
    };
  };
  await clock.run(async () => {
    const random = seededRandom(seed);
    const met = new Set<string>();
    const nodes = Array.from({ length: options.nodes }, (_, index) => newNode(index, options, random));
    const stops = nodes.map(() => new AbortController());
    const runs = nodes.map(async (node, index) => {
      const socket = await network.bind(place(index));
      await clock.sleep(1000 * random()); // they are not all started at once
      const { signal } = stops[index] ?? new AbortController();
      const onEvent = (event: NodeEvent): void => {
        if (event.type === 'peer-connected') met.add(`${index} ${endpointText(event.peer)}`);
      };
      await runNode(node, socket, clock, { signal, onEvent });
      await socket.close();
    });
    let living = nodes;
    for (let round = 1; round <= options.rounds; round += 1) {
      if (round === options.halfDiesIn) {
        living = nodes.slice(0, nodes.length / 2);
        for (const stop of stops.slice(living.length)) stop.abort();
      }
      await clock.sleep(options.roundMs);
      const possible = living.length * (living.length - 1);
      rounds.push({ atMs: clock.now(), pairs: pairs(living), met: met.size, possible, ...count });
      count = { sent: 0, lost: 0, bytes: 0 };
    }
    for (const stop of stops) stop.abort();
    await Promise.all(runs);
  });
  return rounds;
}

/** The rounds as a table to read. */
export function table(rounds: readonly Round[]): string {
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, i) => String(cell).padStart([5, 11, 6, 7, 6, 8][i] ?? 0)).join(' ');
  const head = row(['s', 'connected', 'met', 'sent', 'lost', 'bytes']);
  const lines = rounds.map(({ atMs, pairs, met, possible, sent, lost, bytes }) =>
    row([atMs / 1000, `${pairs}/${possible}`, met, sent, lost, bytes]),
  );
  return ['', head, ...lines, ''].join('\n');
}

function newNode(index: number, options: SwarmOptions, random: () => number): Node {
  const start = options.startOf(index);
  return new Node(
    nodeConfig({
      self: place(index),
      start: start === null ? [] : [place(start)],
      dialect: { ...DEFAULT_DIALECT, ...options.dialectOf?.(index) },
      random,
      allowPeer: ({ address }) => address.startsWith('127.'),
    }),
  );
}

function place(index: number): Endpoint {
  return { address: `127.0.${index >>> 8}.${index & 255}`, port: 4200 };
}

function pairs(nodes: readonly Node[]): number {
  let sum = 0;
  for (const node of nodes) for (const peer of node.peers.all()) if (peer.state === 'connected') sum += 1;
  return sum;
}
