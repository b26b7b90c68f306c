/**
 * The kinds of field that a TLV can have. A kind says its size and how its value is read, written and
 * checked, and what users call it; the table (table.ts) puts names to them.
 */
import { addressNumber, addressText, decimal } from './endpoint.ts';

/** Every kind: who says it in another language (report/dissector/kind.ts) is told by the compiler of a new one. */
export type KindName = 'u16' | 'ipv4';

/** How a field of one kind looks on the wire (`size` bytes, network byte order) and as a value. */
export interface Kind<V> {
  readonly name: KindName;
  readonly title: string;
  readonly size: number;
  /** What its values are ordered and compared as: numbers, or addresses with ranges such as 10.0.0.0/8. */
  readonly order: 'number' | 'address';
  readonly read: (bytes: Uint8Array, at: number) => V;
  /** Throws RangeError if the value does not fit the field. */
  readonly write: (value: V, bytes: Uint8Array, at: number) => void;
  /** The value that the text names, as a user types it; null if it names none. */
  readonly parse: (text: string) => V | null;
}

/** A field of the table: a kind with a name. */
export interface Field<N extends string = string, V = unknown> {
  readonly name: N;
  readonly kind: Kind<V>;
}

const U16: Kind<number> = {
  name: 'u16',
  title: 'unsigned 16-bit number',
  size: 2,
  order: 'number',
  read: (bytes, at) => byteAt(bytes, at) * 256 + byteAt(bytes, at + 1),
  write: (value, bytes, at) => {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff) {
      throw new RangeError(`${value} is no unsigned 16-bit number`);
    }
    bytes[at] = value >>> 8;
    bytes[at + 1] = value & 255;
  },
  parse: (text) => decimal(text, 0xffff),
};

const IPV4: Kind<string> = {
  name: 'ipv4',
  title: 'IPv4 address',
  size: 4,
  order: 'address',
  read: (bytes, at) => addressText(U16.read(bytes, at) * 65536 + U16.read(bytes, at + 2)),
  write: (value, bytes, at) => {
    const number = addressNumber(value);
    if (number === null) throw new RangeError(`${value} is no IPv4 address`);
    U16.write(number >>> 16, bytes, at);
    U16.write(number & 0xffff, bytes, at + 2);
  },
  parse: (text) => (addressNumber(text) === null ? null : text),
};

/** An unsigned 16-bit number in network byte order. */
export function u16<const N extends string>(name: N): Field<N, number> {
  return { name, kind: U16 };
}

/** An IPv4 address, a dotted quad as a value. */
export function ipv4<const N extends string>(name: N): Field<N, string> {
  return { name, kind: IPV4 };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError(`no byte at ${at} of ${bytes.length}`);
  return byte;
}
