import { Overheard } from '../../src/capture/overheard/overheard.ts';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { runNode } from '../../src/net/driver.ts';
import { type LinkOptions, MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { type NodeConfig, nodeConfig } from '../../src/node/config.ts';
import type { Dialect } from '../../src/node/dialect.ts';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { Node } from '../../src/node/node.ts';
import { judgeOverheard, type NodeVerdict } from '../../src/oracle/overheard/node-verdict.ts';
import { concat } from '../../src/wire/bytes.ts';
import { type Endpoint, endpointText } from '../../src/wire/endpoint.ts';
import { captureEvents } from './trace-capture.ts';

/** A datagram on the wire, at `at` ms. */
export interface Spoken {
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly bytes: Uint8Array;
}

/** One who takes part: node `index` lives at `place(index)` from `start` to `end` ms. */
export interface Part {
  readonly startPeer: number | null;
  readonly start?: number;
  readonly end?: number;
  readonly dialect?: Partial<Dialect>;
  readonly spoil?: (config: NodeConfig) => NodeConfig;
  /** Is given the node, whose table may be looked at later. */
  readonly born?: (node: Node) => void;
}

export function place(index: number): Endpoint {
  return { address: `10.0.0.${10 + index}`, port: 4200 + index };
}

/** What these nodes say in so many ms of virtual time, in order; as it is sent, lost on the way or not. */
export async function conversation(
  parts: readonly Part[],
  ms: number,
  link: LinkOptions = {},
): Promise<Spoken[]> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, jitterMs: 2, ...link });
  const spoken: Spoken[] = [];
  network.tap = ({ at, from, to, bytes }) => spoken.push({ at, from, to, bytes });
  const random = seededRandom(link.seed ?? 1);
  await clock.run(async () => {
    const lives = parts.map(async (part, index) => {
      const {
        startPeer,
        start = 300 * index,
        end = ms,
        dialect = {},
        spoil = (config) => config,
        born,
      } = part;
      await clock.sleep(start);
      const self = place(index);
      const config = nodeConfig({
        self,
        start: startPeer === null ? [] : [place(startPeer)],
        dialect: { ...DEFAULT_DIALECT, ...dialect },
        random,
        allowPeer: () => true,
      });
      const socket = await network.bind(self);
      const stop = new AbortController();
      const node = new Node(spoil(config));
      born?.(node);
      const life = runNode(node, socket, clock, { signal: stop.signal });
      await clock.sleep(end - start);
      stop.abort();
      await life;
      await socket.close();
    });
    await Promise.all(lives);
  });
  return spoken;
}

/** The packets as a capture of raw IP. */
export function capture(spoken: readonly Spoken[]): Uint8Array {
  const writer = new PcapngWriter();
  const parts = [writer.header({}), writer.interface({ linkType: RAW_IP }).block];
  for (const { at, from, to, bytes } of spoken)
    parts.push(writer.packet({ time: captureTime(at), bytes: udpFrame(from, to, bytes) }));
  return concat(parts);
}

/** The time of a capture for `at` ms of a conversation. */
export function captureTime(at: number): bigint {
  return BigInt(Math.round(at * 1e6)) + 1_700_000_000_000_000_000n;
}

/** What is made of the capture. */
export async function overheard(bytes: Uint8Array, named: readonly Endpoint[] = []): Promise<NodeVerdict[]> {
  const reader = new Overheard(named);
  for (const event of await captureEvents(bytes)) reader.take(event);
  return judgeOverheard(reader, { strict: false, wanted: () => true });
}

/** Results with one of these verdicts, one line each: `10.0.0.10:4200 HEL-1 fail: ...`. */
export function lines(
  nodes: readonly NodeVerdict[],
  verdicts: readonly string[] = ['fail', 'warn'],
): string[] {
  return nodes.flatMap(({ endpoint, result }) =>
    result.findings
      .filter(({ judgement }) => verdicts.includes(judgement.verdict))
      .map(
        ({ judgement }) =>
          `${endpointText(endpoint)} ${judgement.requirement} ${judgement.verdict}: ${judgement.actual}`,
      ),
  );
}
