/**
 * A stranger's capture, datagram by datagram, and what it makes of each node in it: a trace as a lab would have
 * recorded it, were the lab everybody else. Bounded: MAX_DATAGRAMS of MAX_BYTES together, MAX_ENDS endpoints.
 *
 * A node is an endpoint that sends datagrams with a right header: one that is well formed, or three, and no less
 * than half of what it sends, for a foreign protocol hits 104, 1 by chance. Or the user names it.
 */

import { type Message, sentence } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import type { Saying } from '../../oracle/overheard/hearsay.ts';
import type { OverheardNode } from '../../oracle/overheard/node-verdict.ts';
import type { DatagramEvent, Trace } from '../../oracle/trace.ts';
import { dissect, isMalformed } from '../../wire/dissect.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { HEADER } from '../../wire/table.ts';
import { CaptureClock } from '../capture-clock.ts';
import { FragmentTable } from '../fragment.ts';
import { FrameDissector, frameResult, type UdpFrame } from '../frame.ts';
import type { CaptureEvent, PacketView } from '../packet.ts';
import { timeNs } from '../timestamp.ts';
import { MAX_DATAGRAMS } from './bound.ts';
import { Names, Payloads } from './interning.ts';
import { Twins } from './twin.ts';

/** A datagram between two ends that concerns the protocol. */
interface Heard {
  readonly at: number;
  readonly frame: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly source: string;
  readonly destination: string;
  /** The interface, by its place in the file. */
  readonly on: number;
  readonly bytes: Uint8Array;
}

/** How an endpoint speaks. */
interface End {
  readonly endpoint: Endpoint;
  sent: number;
  headed: number;
  wellFormed: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
const MAX_ENDS = 65_536;
const ENOUGH_HEADED = 3;
const DOUBLED: Message = 'its datagrams to one peer were captured on several interfaces';

/** Takes the events of one capture in order (`readCapture`), and gives `judgeOverheard` its nodes. Never throws. */
export class Overheard {
  readonly clock = new CaptureClock();
  /** Packets of any kind, and datagrams of the protocol. */
  packets = 0;
  datagrams = 0;
  /** True if there was more than we keep: the rest is not judged. */
  limited = false;
  readonly #named: ReadonlyMap<string, Endpoint>;
  readonly #heard: Heard[] = [];
  readonly #names = new Names();
  readonly #payloads = new Payloads();
  readonly #ends = new Map<string, End>();
  readonly #fragments = new FragmentTable();
  readonly #dissector = new FrameDissector(this.#fragments);
  readonly #twins = new Twins();
  #bytes = 0;
  #cut = 0;
  /** There are more ends than we know: what those say to each other is not heard. */
  #crowded = false;
  #dropped = 0n;

  /** `named`: the nodes to judge, and no others; if there are none, every node. */
  constructor(named: readonly Endpoint[]) {
    this.#named = new Map(named.map((endpoint) => [endpointText(endpoint), endpoint]));
  }

  /** The next event of the capture; packets that are none of the protocol's are passed over. */
  take(event: CaptureEvent): void {
    if (event.type === 'packet') this.#packet(event.packet);
    else if (event.type === 'statistics') this.#dropped += event.dropped ?? 0n;
  }

  /** All that was heard, for what nodes say of each other. */
  get said(): readonly Saying[] {
    return this.#heard;
  }

  /** The nodes, by their first word; each is put together when it is asked for. */
  *nodes(): Generator<OverheardNode> {
    const chosen =
      this.#named.size > 0
        ? [...this.#named]
        : [...this.#ends]
            .filter(([, end]) => isNode(end))
            .map(([key, { endpoint }]) => [key, endpoint] as const);
    // Places in what was heard.
    const places = new Map<string, number[]>(chosen.map(([key]) => [key, []]));
    for (const [place, { source, destination }] of this.#heard.entries()) {
      places.get(source)?.push(place);
      places.get(destination)?.push(place);
    }
    const doubled = this.#doubled();
    for (const [key, endpoint] of chosen) {
      const mine = (places.get(key) ?? []).flatMap((place) => this.#heard[place] ?? []);
      mine.sort((a, b) => a.at - b.at);
      const trace = {
        target: endpoint,
        startPeer: null,
        startedAt: null,
        alone: false,
        events: mine.map(({ at, from, to, source, bytes }): DatagramEvent => {
          return { type: source === key ? 'received' : 'sent', at, from, to, bytes };
        }),
      };
      yield {
        endpoint,
        trace,
        frames: mine.map(({ frame }) => frame),
        doubts: [...this.#doubts(trace), ...(doubled.has(key) ? [DOUBLED] : [])],
      };
    }
  }

  /** Twins that are further apart than the clocks of one machine cannot be told from what was said twice. */
  #doubled(): Set<string> {
    const found = new Set<string>();
    const ways = new Map<string, Map<string, number>>(); // Bounded by what was heard.
    for (const { source, destination, on } of this.#heard) {
      const mine = ways.get(source) ?? new Map<string, number>();
      ways.set(source, mine);
      if ((mine.get(destination) ?? on) !== on) found.add(source);
      mine.set(destination, on);
    }
    return found;
  }

  #packet(packet: PacketView): void {
    this.packets++;
    const at = this.clock.tick(packet.time === null ? null : timeNs(packet.time));
    if (!this.#dissector.dissect(packet)) return;
    const udp = frameResult(this.#dissector.frame);
    // §1.5: the protocol carries no IPv6 addresses.
    if (udp.type !== 'udp' || udp.family !== 4) return;
    const [from, to] = [this.#names.of(udp.source), this.#names.of(udp.destination)];
    const [source, destination] = [from.text, to.text];
    if (source === destination || !this.#concerns(udp, source, destination)) return;
    const link = packet.buffer.subarray(
      packet.start,
      Math.max(packet.start, this.#dissector.frame.sourceAt - IP_SOURCE),
    );
    if (
      this.#twins.isTwin({
        at,
        ends: `${source} ${destination}`,
        bytes: udp.payload,
        on: packet.interfaceIndex,
        link,
      })
    )
      return;
    const where = { at, frame: packet.frame, source, destination, on: packet.interfaceIndex };
    this.#keep(udp, { ...where, from: from.endpoint, to: to.endpoint });
  }

  /** Counts it for its sender; true if it is of the protocol, or to or from somebody who speaks it. */
  #concerns({ source: endpoint, payload, length }: UdpFrame, source: string, destination: string): boolean {
    const headed = payload[0] === HEADER.magic && payload[1] === HEADER.version;
    if (headed && !this.#ends.has(source)) {
      if (this.#ends.size < MAX_ENDS) this.#ends.set(source, { endpoint, sent: 0, headed: 0, wellFormed: 0 });
      else this.#crowded = true;
    }
    const end = this.#ends.get(source);
    if (end !== undefined) {
      end.sent++;
      if (headed) end.headed++;
      if (headed && payload.length === length && !isMalformed(dissect(payload))) end.wellFormed++;
    }
    return (
      end !== undefined ||
      this.#ends.has(destination) ||
      this.#named.has(source) ||
      this.#named.has(destination)
    );
  }

  #keep(udp: UdpFrame, where: Omit<Heard, 'bytes'>): void {
    this.datagrams++;
    // Nobody knows what it said.
    if (udp.cut) this.#cut++;
    else if (this.#heard.length >= MAX_DATAGRAMS || this.#bytes + udp.payload.length > MAX_BYTES)
      this.limited = true;
    if (udp.cut || this.limited) return;
    this.#bytes += udp.payload.length;
    this.#heard.push({ ...where, bytes: this.#payloads.of(udp.payload) });
  }

  #doubts({ events }: Trace): Message[] {
    const [from, to] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
    const gap = this.clock.gaps.find((one) => one.from < to && one.to > from);
    const pieces = this.#fragments.unfinished + this.#fragments.overlapping;
    const ms = (gap?.to ?? 0) - (gap?.from ?? 0);
    const dropped = String(this.#dropped);
    const all: [boolean, Message][] = [
      [this.#dropped > 0n, sentence('the capture says that it dropped {count} packets', { count: dropped })],
      [this.#cut > 0, sentence('{count} datagrams are cut by the snap length', { count: this.#cut })],
      [pieces > 0, sentence('{count} datagrams in pieces are not whole', { count: pieces })],
      [
        gap !== undefined,
        sentence('the capture holds nothing at all for {time}', { time: quantity(ms / 1000, 1, 's') }),
      ],
      [
        this.#crowded,
        sentence('more than {count} endpoints speak the protocol in the capture', { count: MAX_ENDS }),
      ],
      [this.clock.timeless, 'the capture has packets without a time'],
      [
        this.limited,
        sentence('only the first {count} datagrams of the protocol are judged', { count: MAX_DATAGRAMS }),
      ],
      [this.clock.backwards, 'the times of the capture run backwards'],
    ];
    return all.flatMap(([is, text]) => (is ? [text] : []));
  }
}

// Where the source address stands in an IPv4 header.
const IP_SOURCE = 12;

function isNode({ sent, headed, wellFormed }: End): boolean {
  return (wellFormed > 0 || headed >= ENOUGH_HEADED) && 2 * headed >= sent;
}
