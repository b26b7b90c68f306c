/**
 * The shown packets as a pcapng file, block by block. Packets of files keep link type, snap length, time, comments
 * and flags; a live interface is named, and its description says what its times are worth. A datagram that came in
 * fragments is written as the one packet that it makes, with a comment: its last piece alone could not be read.
 */
import type { Live } from '../capture/live/live.ts';
import { PcapngWriter } from '../capture/pcapng-writer.ts';
import { timeNs } from '../capture/timestamp.ts';
import { RAW_IP, udpFrame } from '../capture/udp-frame.ts';
import type { Sighted } from './sniffer.ts';

/** One file. */
export class Recording {
  readonly #writer = new PcapngWriter();
  readonly #application: string;
  readonly #lives: readonly Live[];
  /** By the name of the interface. */
  readonly #interfaces = new Map<string, number>();
  #raw: number | null = null;

  /** `application` writes it; `lives` are the captures that it is of, none for files. */
  constructor(application: string, lives: readonly Live[]) {
    this.#application = application;
    this.#lives = lives;
  }

  /** The blocks at its beginning. */
  header(): Uint8Array[] {
    const section = this.#writer.header({ application: this.#application });
    return [section, ...this.#lives.map((live) => this.#declare(live))];
  }

  #declare({ linkType, device: name, backend: { snapLength, description } }: Live): Uint8Array {
    const { id, block } = this.#writer.interface({ linkType, snapLength, name, description });
    this.#interfaces.set(name, id);
    return block;
  }

  /** The blocks of one more packet. */
  packet(sighted: Sighted): Uint8Array[] {
    const { packet, udp } = sighted;
    if (udp.fragments > 1 && udp.family === 4) return this.#reassembled(sighted);
    const declared = this.#interfaces.get(sighted.file);
    if (declared === undefined) return this.#writer.copy(packet);
    const { time, bytes } = {
      time: nanoseconds(sighted),
      bytes: packet.buffer.subarray(packet.start, packet.end),
    };
    return [this.#writer.packet({ interface: declared, time, bytes, length: packet.length })];
  }

  #reassembled(sighted: Sighted): Uint8Array[] {
    const { udp, packet } = sighted;
    const blocks: Uint8Array[] = [];
    if (this.#raw === null) {
      const { id, block } = this.#writer.interface({ linkType: RAW_IP });
      this.#raw = id;
      blocks.push(block);
    }
    const bytes = udpFrame(udp.source, udp.destination, udp.payload);
    const comments = [`put together from ${udp.fragments} IP fragments by peerprobe`, ...packet.comments];
    blocks.push(this.#writer.packet({ interface: this.#raw, time: nanoseconds(sighted), bytes, comments }));
    return blocks;
  }
}

/** What pcapng can hold: 0 for a packet without time, or from before 1970. */
function nanoseconds({ packet: { time } }: Sighted): bigint {
  const ns = time === null ? 0n : timeNs(time);
  return ns < 0n ? 0n : ns;
}
