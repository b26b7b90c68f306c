/** What `-w` makes of the packets shown: one capture, one for each node, or one after the other. */
import { Recording } from '../../sniff/recording.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Output } from '../output.ts';
import { openSink, type Sink } from '../sink.ts';
import { version } from '../version.ts';
import type { Opened } from './origin.ts';
import { filesOf, type Request } from './request.ts';
import { openRing } from './ring.ts';
import { openSplit } from './split.ts';

/** Takes packets in order; ends as a sink does (sink.ts). */
export interface Writing {
  readonly part: string | null;
  packet(sighted: Sighted): void | Promise<void>;
  close(): Promise<void>;
  abandon(): Promise<void>;
}

/** Opens what the request asks for; null if nothing is written. */
export async function openWriting(
  { write, origin, splitByNode, ring, selection }: Request,
  { live }: Opened,
  out: Output,
): Promise<Writing | null> {
  if (write === null) return null;
  const begin = () => new Recording(`peerprobe ${version()}`, live?.lives ?? []);
  if (splitByNode) return openSplit(write, origin, begin);
  const open = (path: string) => openSink(path, '--write', filesOf(origin), out);
  if (ring !== null) return openRing({ path: write, rule: ring, zone: selection.zone, begin, open });
  const sink = await open(write);
  const recording = begin();
  for (const block of recording.header()) await sink.write(block);
  return new WholeCapture(sink, recording);
}

class WholeCapture implements Writing {
  readonly #sink: Sink;
  readonly #recording: Recording;

  constructor(sink: Sink, recording: Recording) {
    this.#sink = sink;
    this.#recording = recording;
  }

  get part(): string | null {
    return this.#sink.part;
  }

  packet(sighted: Sighted): void | Promise<void> {
    let waiting: Promise<void> | null = null;
    // A sink that is full takes more all the same: only the last word is waited for.
    for (const block of this.#recording.packet(sighted)) waiting = this.#sink.write(block) ?? waiting;
    return waiting ?? undefined;
  }

  close(): Promise<void> {
    return this.#sink.close();
  }

  abandon(): Promise<void> {
    return this.#sink.abandon();
  }
}
