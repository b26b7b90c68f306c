/** Tells a capture's lane who has spoken, as the careful way does, but nobody twice. */
import { addressText } from '../wire/endpoint.ts';
import { MAX_NODES } from './internal.ts';
import type { Lane } from './sniffer.ts';
import { Ends } from './statistics/ends.ts';
import type { Summary } from './summary.ts';

export class Hearing {
  readonly #spoke = new Ends();
  readonly #summary: Summary;
  readonly #lane: Lane;

  constructor(summary: Summary, lane: Lane) {
    this.#summary = summary;
    this.#lane = lane;
  }

  /** An IPv4 end sent a datagram of ours. When the lane knows as many ends as it can, it hears no more. */
  hear(address: number, port: number): void {
    const { size } = this.#spoke;
    if (size >= MAX_NODES || this.#spoke.of4(address, port) < size) return;
    this.#summary.takeBack(this.#lane.internal.spoke({ address: addressText(address), port }));
  }
}
