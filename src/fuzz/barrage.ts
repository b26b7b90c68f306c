/**
 * Single datagrams of a generator, as fast as the target reads them, from all of the crew in turn.
 */
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
  while (!round.over && clock.now() < until) {
    // Looking at the clock for each would cost a tenth of the time.
    for (let left = TURN; left > 0; left--) {
      const bytes = source.next();
      const member = round.crew[turn++ % round.crew.length];
      if (member === undefined || refused(bytes)) continue;
      if (!(await round.send(member, bytes))) continue;
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
