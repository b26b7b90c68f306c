/** Times in what the judges say. */
import { type Quantity, quantity } from '../../lang/value.ts';

/** `9.5 s`; the time is in ms. */
export function secondsSaid(ms: number): Quantity {
  return quantity(ms / 1000, 1, 's');
}
