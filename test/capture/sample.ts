// Captures for the tests of this folder: read whole, cut into chunks, or built by hand in either byte order.

import type { CaptureEvent, CaptureNote, Damage, Packet } from '../../src/capture/packet.ts';
import { readCapture } from '../../src/capture/reader.ts';

/** What a capture gave, sorted by kind. */
export interface Reading {
  readonly packets: Packet[];
  readonly notes: CaptureNote[];
  readonly damage: Damage | null;
  readonly events: CaptureEvent[];
}

/** Reads bytes that come in chunks of `size`. */
export async function read(bytes: Uint8Array, size = 1 << 16): Promise<Reading> {
  return readFrom(chunksOf(bytes, size));
}

/** Reads a source to its end. */
export async function readFrom(source: AsyncIterable<Uint8Array>, file = 'file'): Promise<Reading> {
  const events: CaptureEvent[] = [];
  for await (const batch of readCapture(source, file)) events.push(...batch);
  const reading: Reading = { packets: [], notes: [], damage: null, events };
  for (const event of events) {
    if (event.type === 'packet') reading.packets.push(event.packet);
    else if (event.type !== 'damage') reading.notes.push(event);
  }
  const last = events.at(-1);
  return last?.type === 'damage' ? { ...reading, damage: last } : reading;
}

/** The same buffer again and again, as a file source does: who keeps a chunk will see it change. */
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
    buffer.fill(0xee);
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));
}

/** Integers in a file's byte order. */
export class Order {
  readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  u16(...values: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(2 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      view.setUint16(2 * index, value, this.little);
    });
    return bytes;
  }

  u32(...values: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      view.setUint32(4 * index, value, this.little);
    });
    return bytes;
  }

  pcapHeader(
    options: { magic?: number; version?: [number, number]; snap?: number; link?: number } = {},
  ): Uint8Array {
    const { magic = 0xa1b2c3d4, version = [2, 4], snap = 65535, link = 101 } = options;
    return concat(this.u32(magic), this.u16(...version), this.u32(0, 0, snap, link));
  }

  record(seconds: number, fraction: number, bytes: Uint8Array, length = bytes.length): Uint8Array {
    return concat(this.u32(seconds, fraction, bytes.length, length), bytes);
  }

  block(type: number, ...body: readonly Uint8Array[]): Uint8Array {
    const all = concat(...body);
    return concat(this.u32(type, all.length + 12), all, this.u32(all.length + 12));
  }

  option(code: number, value: Uint8Array): Uint8Array {
    return concat(this.u16(code, value.length), pad(value));
  }

  section(...options: readonly Uint8Array[]): Uint8Array {
    return this.block(
      0x0a0d0d0a,
      this.u32(0x1a2b3c4d),
      this.u16(1, 0),
      this.u32(0xffffffff, 0xffffffff),
      ...options,
    );
  }

  interface(link: number, snap: number, ...options: readonly Uint8Array[]): Uint8Array {
    return this.block(1, this.u16(link, 0), this.u32(snap), ...options);
  }

  packet(
    id: number,
    time: [number, number],
    bytes: Uint8Array,
    ...options: readonly Uint8Array[]
  ): Uint8Array {
    const head = this.u32(id, ...time, bytes.length, bytes.length);
    return this.block(6, head, pad(bytes), ...options);
  }
}

export const LITTLE = new Order(true);
export const BIG = new Order(false);

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export function pad(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(-bytes.length & 3));
}
