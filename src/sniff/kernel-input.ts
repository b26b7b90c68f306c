/** What a kernel takes packets from: where their array lies in its memory, and the link layer that it was told. */
import { plainLink } from '../capture/link.ts';

/** Tells a kernel the link layer (kernel/datagram.ts). */
export type LinkTeller = (
  ip: number,
  at: number,
  mask: number,
  word: number,
  other: number,
  hardware: number,
) => void;

export class KernelInput {
  /** Where the array begins in the memory. */
  base = 0;
  readonly #memory: ArrayBufferLike;
  readonly #tell: LinkTeller;
  #linkType = -1;
  #isKnown = false;

  constructor(memory: ArrayBufferLike, tell: LinkTeller) {
    this.#memory = memory;
    this.#tell = tell;
  }

  /** True if it takes packets of that link layer that lie in that array. */
  begins(bytes: Uint8Array, linkType: number): boolean {
    if (bytes.buffer !== this.#memory) return false;
    this.base = bytes.byteOffset;
    if (linkType === this.#linkType) return this.#isKnown;
    const link = plainLink(linkType);
    this.#linkType = linkType;
    this.#isKnown = link !== null;
    if (link !== null) this.#tell(link.ip, link.at, link.mask, ...link.words, link.hardware);
    return this.#isKnown;
  }
}
