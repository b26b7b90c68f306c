import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { fileInput, type Input } from '../../src/sniff/input.ts';
import { EVERYTHING, type Selection } from '../../src/sniff/selection.ts';
import { Sniff, type SniffEvent } from '../../src/sniff/sniff.ts';
import { concat, fromHex } from '../../src/wire/bytes.ts';
import { parseEndpoint } from '../../src/wire/endpoint.ts';

/** `127.0.0.1:4201 > 127.0.0.1:4200 68010102`: one datagram of a sample. */
export type Line = string;

/** 2023-11-14T22:13:20.123456789Z; each datagram is a millisecond later. */
export const START_NS = 1_700_000_000_123_456_789n;

/** A pcapng file of raw IPv4 packets. */
export function sampleFile(lines: readonly Line[]): Uint8Array {
  const writer = new PcapngWriter();
  const blocks = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  for (const [i, line] of lines.entries()) {
    const [source = '', , destination = '', hex = ''] = line.split(' ');
    const [from, to, payload] = [parseEndpoint(source), parseEndpoint(destination), fromHex(hex)];
    if (from === null || to === null || payload === null) throw new Error(`bad sample line: ${line}`);
    blocks.push(
      writer.packet({ time: START_NS + BigInt(i) * 1_000_000n, bytes: udpFrame(from, to, payload) }),
    );
  }
  return concat(blocks);
}

/** The file as an input, in pieces of `size` bytes. */
export function sampleInput(name: string, file: Uint8Array, size = 1000): Input {
  return fileInput(name, async function* () {
    for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
  });
}

interface Run {
  readonly selection?: Partial<Selection>;
  readonly all?: boolean;
  readonly count?: number;
  readonly signal?: AbortSignal;
  readonly merge?: boolean;
}

/** Sniffs the inputs; the events are told as they came: `frame kind` or `damage offset`. */
export async function sniffed(inputs: readonly Input[], run: Run = {}) {
  const sniff = new Sniff({
    selection: { ...EVERYTHING, ...run.selection },
    all: run.all ?? false,
    summary: true,
    count: run.count ?? null,
    merge: run.merge ?? false,
    signal: run.signal ?? new AbortController().signal,
  });
  const told: string[] = [];
  for await (const event of sniff.run(inputs)) told.push(tell(event));
  return { told, summary: sniff.summary };
}

function tell(event: SniffEvent): string {
  if (event.type === 'damage') return `damage ${event.damage.offset}`;
  return `${event.sighted.packet.frame} ${event.sighted.kind}`;
}
