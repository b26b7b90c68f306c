import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { makeTheme } from '../../../src/report/theme.ts';
import { beliefLine } from '../../../src/report/timeline-text.ts';
import { Beliefs, type Pauses } from '../../../src/sniff/belief/belief.ts';
import type { BeliefEvent, Bound } from '../../../src/sniff/belief/belief-event.ts';
import { snapshot } from '../../../src/sniff/belief/snapshot.ts';
import { concat, fromHex } from '../../../src/wire/bytes.ts';
import { type Endpoint, endpointText } from '../../../src/wire/endpoint.ts';

/** 10.0.0.1:4201 for 1, and so on. */
export function node(number: number): Endpoint {
  return { address: `10.0.0.${number}`, port: 4200 + number };
}

export const HELLO = '68010102';

/** A datagram of a scene: `[at in ms, from, to, hex]`; a Hello without hex. */
export type Line = readonly [at: number, from: number, to: number, hex?: string];

/** Hellos once a second, the first at `at`. */
export function hellos(at: number, times: number, from: number, to: number): Line[] {
  return Array.from({ length: times }, (_, i): Line => [at + 1000 * i, from, to]);
}

/** A Peer Address for each. */
export function naming(...numbers: readonly number[]): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `6801${numbers.map((one) => `0308${hex(4200 + one, 4)}0a0000${hex(one, 2)}`).join('')}`;
}

/** What comes of the datagrams, in order of time, up to `end`. */
export function believed(lines: readonly Line[], end: number, pauses: Pauses = () => 0) {
  const beliefs = new Beliefs(pauses);
  const events: BeliefEvent[] = [];
  for (const [i, [at, from, to, hex = HELLO]] of lines.toSorted((a, b) => a[0] - b[0]).entries()) {
    if (at > end) break;
    const bytes = fromHex(hex) ?? new Uint8Array(0);
    const heard = { at, from: node(from), to: node(to), bytes, whole: true, file: 'f', frame: i + 1 };
    events.push(...beliefs.take(heard));
  }
  events.push(...beliefs.advance(end));
  return { beliefs, events, nodes: snapshot(beliefs, end) };
}

const DIAL = { begin: 1_700_000_000_000_000_000n, zone: 'utc' } as const;
const PLAIN = makeTheme(0);

/** As the timeline prints them; the time is in seconds behind 22:13, an address its last octet. */
export function told(events: readonly BeliefEvent[]): string[] {
  return events.map((event) =>
    beliefLine(event, DIAL, PLAIN)
      .replaceAll('22:13:', '')
      .replaceAll(/10\.0\.0\.(\d+):\d+/g, '#$1'),
  );
}

/** Who is connected to whom, after these events and none behind `at`: `1 2` is #1's belief of #2. */
export function folded(events: readonly BeliefEvent[], at: number): Record<string, Bound> {
  const state = new Map<string, { bound: Bound; at: number }>();
  const set = (event: BeliefEvent & { peer: Endpoint }, bound: Bound) =>
    state.set(`${endpointText(event.node)} ${endpointText(event.peer)}`, { bound, at: event.at });
  for (const event of events) {
    if (event.at > at) break;
    if (event.type === 'connected') set(event, 'must');
    else if (event.type === 'may-be-connected' || event.type === 'doubted') set(event, 'may');
    else if (event.type === 'expired') set(event, 'no');
    else if (event.type === 'silent')
      for (const [key, one] of state)
        if (key.startsWith(`${endpointText(event.node)} `) && one.bound === 'must') one.bound = 'may';
  }
  // A Hello that has only just come may not have been taken in.
  const entries = [...state].map(
    ([key, one]) => [key, one.bound === 'must' && at - one.at < 50 ? 'may' : one.bound] as const,
  );
  return Object.fromEntries(entries.filter(([, bound]) => bound !== 'no'));
}

/** The same of a state. */
export function held(nodes: ReturnType<typeof snapshot>): Record<string, Bound> {
  const entries = nodes.flatMap(({ node: owner, peers }) =>
    peers.map(({ peer, connected }) => [`${endpointText(owner)} ${endpointText(peer)}`, connected] as const),
  );
  return Object.fromEntries(entries.filter(([, bound]) => bound !== 'no'));
}

/** The lines as a classic capture of raw IP with microseconds, in either byte order. Times behind 22:13:20. */
export function pcapOf(lines: readonly Line[], littleEndian = true): Uint8Array {
  const record = (words: readonly number[]) => {
    const view = new DataView(new ArrayBuffer(4 * words.length));
    for (const [i, word] of words.entries()) view.setUint32(4 * i, word, littleEndian);
    return new Uint8Array(view.buffer);
  };
  // Version 2.4 is two halves: major first.
  const version = littleEndian ? 0x0004_0002 : 0x0002_0004;
  const packets = lines
    .toSorted((a, b) => a[0] - b[0])
    .flatMap(([at, from, to, hex = HELLO]) => {
      const bytes = udpFrame(node(from), node(to), fromHex(hex) ?? new Uint8Array(0));
      const seconds = 1_700_000_000 + Math.floor(at / 1000);
      return [record([seconds, (at % 1000) * 1000, bytes.length, bytes.length]), bytes];
    });
  return concat([record([0xa1b2_c3d4, version, 0, 0, 65_535, RAW_IP]), ...packets]);
}
