/** Reads the pcap stream that a program writes while it captures, as `FrameReader` reads cap's frames. */
import { u16, u32 } from '../integer.ts';
import type { PacketView } from '../packet.ts';
import { PCAP_MICROSECONDS, PCAP_NANOSECONDS } from '../pcap.ts';
import { CaptureReader } from '../reader.ts';

/** The pcap header, and where the link type stands in it. */
const HEADER = 24;
const LINK_TYPE = 20;

export class PipedCapture {
  readonly lost = 0;
  linkType: number | null = null;
  readonly #reader: CaptureReader;
  readonly #device: string;
  #head = new Uint8Array(0);

  constructor(device: string) {
    this.#device = device;
    this.#reader = new CaptureReader(device);
  }

  get packet(): PacketView {
    return this.#reader.packet;
  }

  /** Why nothing more can be read, or null. */
  get problem(): string | null {
    const { damage } = this.#reader;
    return damage === null ? null : `what came is no capture: ${damage.message}`;
  }

  /** Adds a piece, which must not change until `step` has returned false. */
  push(piece: Uint8Array): void {
    if (this.#head.length < HEADER) this.#look(piece);
    this.#reader.push(piece);
  }

  /** True if there was a whole packet; false: the next piece is needed. */
  step(): boolean {
    for (;;) {
      const step = this.#reader.step();
      if (step === 'note') continue;
      if (step !== 'packet') return false;
      this.packet.interfaceName = this.#device;
      return true;
    }
  }

  /** The link type is wanted before the first packet. */
  #look(piece: Uint8Array): void {
    const head = new Uint8Array(this.#head.length + Math.min(piece.length, HEADER));
    head.set(this.#head);
    head.set(piece.subarray(0, head.length - this.#head.length), this.#head.length);
    this.#head = head;
    if (head.length < HEADER) return;
    const little = MAGICS.includes(u32(head, 0, true));
    this.linkType = u16(head, little ? LINK_TYPE : LINK_TYPE + 2, little);
  }
}

const MAGICS: readonly number[] = [PCAP_MICROSECONDS, PCAP_NANOSECONDS];
