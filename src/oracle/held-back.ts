/**
 * What the fence did not let a probe say: where that was all that it had to say, nothing was observed.
 */
import { eventsOf, type Trace } from './trace.ts';

/** The part of the peer whose datagram was held back. */
export const HELD_BACK = 'held back';

const TEXT = 'what it announces can be read as an address outside the fence: held back';

/** What to answer for a check that could not say what it is about; null if it could. */
export function heldBack(trace: Trace, check: string): typeof TEXT | null {
  const held = eventsOf(trace, 'mark').some((mark) => mark.check === check && mark.part === HELD_BACK);
  return held ? TEXT : null;
}
