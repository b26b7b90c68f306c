// Building little-endian blocks: a byte buffer that grows with what is put in, and options on top of it. Used by
// the writers alone; lengths come from our own values, so nothing here is bounded by a foreign claim.
import { OPTION, padded } from './pcapng-block.ts';

/** An option's value is at most this long; longer texts are shortened. */
const MAX_OPTION = 0xffff;
const ELLIPSIS = '…';

/** Bytes being put together. */
export class BlockBuilder {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  u8(value: number): this {
    this.#room(1);
    this.#bytes[this.#size] = value;
    this.#size += 1;
    return this;
  }

  u16(value: number): this {
    this.#room(2);
    this.#view.setUint16(this.#size, value, true);
    this.#size += 2;
    return this;
  }

  u32(value: number): this {
    this.#room(4);
    this.#view.setUint32(this.#size, value, true);
    this.#size += 4;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#room(value.length);
    this.#bytes.set(value, this.#size);
    this.#size += value.length;
    return this;
  }

  /** Zeros up to a multiple of four. */
  pad(): this {
    const target = padded(this.#size);
    this.#room(target - this.#size);
    this.#bytes.fill(0, this.#size, target);
    this.#size = target;
    return this;
  }

  option(code: number, value: Uint8Array): this {
    return this.u16(code).u16(value.length).bytes(value).pad();
  }

  /** A UTF-8 option for each text. */
  texts(code: number, texts: readonly (string | undefined)[]): this {
    for (const text of texts) if (text !== undefined) this.option(code, optionText(text));
    return this;
  }

  endOfOptions(): this {
    return this.u16(OPTION.end).u16(0);
  }

  /** What has been put in, as bytes of their own. */
  done(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }

  /** The same framed as a pcapng block of this type; the body must be padded. */
  block(type: number): Uint8Array {
    const length = this.#size + 12;
    const all = new Uint8Array(length);
    const view = new DataView(all.buffer);
    view.setUint32(0, type, true);
    view.setUint32(4, length, true);
    all.set(this.#bytes.subarray(0, this.#size), 8);
    view.setUint32(length - 4, length, true);
    return all;
  }

  #room(count: number): void {
    if (this.#size + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

// Cut between characters: `encodeInto` never writes half of one.
function optionText(text: string): Uint8Array {
  const whole = ENCODER.encode(text);
  if (whole.length <= MAX_OPTION) return whole;
  const end = ENCODER.encode(ELLIPSIS);
  const buffer = new Uint8Array(MAX_OPTION);
  const { written } = ENCODER.encodeInto(text, buffer.subarray(0, MAX_OPTION - end.length));
  buffer.set(end, written);
  return buffer.subarray(0, written + end.length);
}

const ENCODER = new TextEncoder();
