/**
 * A capture read for what its nodes must and may believe: every packet tells the time, every datagram of the protocol
 * what somebody was told. Yields; never prints. What the capture cannot tell is in `doubts`.
 */
import { CaptureClock, PAUSE_MS } from '../../capture/capture-clock.ts';
import type { Damage } from '../../capture/packet.ts';
import { timeNs } from '../../capture/timestamp.ts';
import type { Input } from '../input.ts';
import { Sniff, type SniffOptions } from '../sniff.ts';
import type { Sighted } from '../sniffer.ts';
import type { Summary } from '../summary.ts';
import type { Moment, Zone } from '../where/moment.ts';
import { Beliefs } from './belief.ts';
import type { BeliefEvent } from './belief-event.ts';

export type StudyEvent = BeliefEvent | { readonly type: 'damage'; readonly damage: Damage };

export interface StudyOptions extends Omit<SniffOptions, 'watch'> {
  /** Is shown every datagram before anybody believes anything of it; it is valid until it returns. */
  readonly heard?: (sighted: Sighted) => void;
}

export class Study {
  readonly clock = new CaptureClock();
  readonly beliefs = new Beliefs((from, to) => this.#pause(from, to));
  /** Datagrams of the protocol over IPv6, which nobody can be told of. */
  overIpv6 = 0;
  readonly #sniff: Sniff;
  readonly #zone: Zone;
  readonly #heard: (sighted: Sighted) => void;
  // Of the last packet.
  #at = 0;

  /** Window and nodes of the selection are not for datagrams here: what was said before it, and by others, counts too. */
  constructor(options: StudyOptions) {
    const selection = { ...options.selection, from: null, to: null, nodes: [] };
    this.#zone = selection.zone;
    this.#heard = options.heard ?? (() => undefined);
    this.#sniff = new Sniff({
      ...options,
      selection,
      watch: ({ time }) => {
        this.#at = this.clock.tick(time === null ? null : timeNs(time));
      },
    });
  }

  get summary(): Summary {
    return this.#sniff.summary;
  }

  /** Where the moment lies, in ms from the first packet; null before that has come, and without a moment. */
  placeOf(moment: Moment | null): number | null {
    const { begin } = this.clock;
    const ns = moment?.({ zone: this.#zone, first: begin }) ?? null;
    return begin === null || ns === null ? null : Number(ns - begin) / 1e6;
  }

  /**
   * What changes, in order of time, to the last packet or to `end`. Where `beyond` says so after the last packet, time
   * goes on to `end` although the capture does not.
   */
  async *run(inputs: readonly Input[], end: Moment | null, beyond = () => false): AsyncGenerator<StudyEvent> {
    let last: number | null = null;
    for await (const event of this.#sniff.run(inputs)) {
      if (event.type === 'damage') {
        yield event;
        continue;
      }
      last ??= this.placeOf(end);
      if (last !== null && this.#at > last) break;
      this.#heard(event.sighted);
      yield* this.#take(event.sighted);
    }
    last ??= this.placeOf(end);
    const { now } = this.clock;
    if (last === null) yield* this.beliefs.advance(now);
    else yield* this.beliefs.advance(beyond() ? last : Math.min(last, now));
  }

  #take({ kind, file, packet, udp }: Sighted): readonly BeliefEvent[] {
    if (kind !== 'ours') return NOTHING;
    // §1.5: the protocol carries no IPv6 addresses.
    if (udp.family !== 4) {
      this.overIpv6++;
      return NOTHING;
    }
    const { source: from, destination: to, payload: bytes, cut } = udp;
    return this.beliefs.take({ at: this.#at, from, to, bytes, whole: !cut, file, frame: packet.frame });
  }

  /** The longest pause in that time; after its last packet the capture holds nothing either. */
  #pause(from: number, to: number): number {
    const { gaps, now } = this.clock;
    let longest = to - now > PAUSE_MS ? to - Math.max(from, now) : 0;
    for (let i = gaps.length - 1; i >= 0; i--) {
      const gap = gaps[i];
      if (gap === undefined || gap.to <= from) break;
      longest = Math.max(longest, Math.min(gap.to, to) - Math.max(gap.from, from));
    }
    return longest;
  }
}

const NOTHING: readonly BeliefEvent[] = [];
