/**
 * Single datagrams of a generator, as fast as the target reads them, from all of the crew in turn.
 */
import { runDelayMs } from '../net/run-delay.ts';
import type { EndpointNumber } from '../oracle/bounds.ts';
import type { Round } from './round.ts';

/** What makes datagrams, one after another; each is good until the next is made. */
export interface Source {
  /** Of the case that comes next: seed and number give it again. */
  readonly number: number;
  next(): Uint8Array;
}

/** What the campaign makes of single datagrams. */
export interface Aims {
  /** Called with each one that went out, before it is overwritten. */
  readonly noted: (bytes: Uint8Array, from: EndpointNumber) => void;
  /** The same with one that is no case of its own, for it went out just before. */
  readonly again: (bytes: Uint8Array, from: EndpointNumber) => void;
  /** Not to be sent, for what it does is known. */
  readonly refused: (bytes: Uint8Array) => boolean;
}

/** Until the time has come (by the clock), or the round is over. Gives how many went out. */
export async function barrage(
  round: Round,
  source: Source,
  until: number,
  { noted, refused }: Aims,
): Promise<number> {
  const { clock } = round.world;
  let [count, before, turn] = [0, 0, 0];
  const watched = {
    witnesses: round.witnesses,
    delayMs: () => runDelayMs(round.instance.pid()),
    drops: () => round.squad.drops(),
  };
  round.observation.begin(clock.now());
  for (let now = clock.now(); !round.over && now < until; now = clock.now()) {
    round.observation.look(now, count, watched);
    // Looking at the clock for each would cost a tenth of the time.
    for (let left = TURN; left > 0; left--) {
      const bytes = source.next();
      const member = round.crew[turn++ % round.crew.length];
      if (member === undefined || refused(bytes)) continue;
      const sent = round.send(member, bytes);
      if (!(typeof sent === 'boolean' ? sent : await sent)) continue;
      count += 1;
      noted(bytes, member.number);
    }
    // What is held back takes no turn of the event loop: a source of nothing else must not block it.
    if (count === before) await clock.sleep(0);
    before = count;
  }
  return count;
}

const TURN = 16;
