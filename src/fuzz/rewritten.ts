/**
 * What the datagrams of a long case often come down to, written anew: so many announced peers, or so many that said
 * Hello. Taking datagrams away never gets there, for each of those that stay announces or greets a little.
 */
import { dissect } from '../wire/dissect.ts';
import { encode, encodeAll } from '../wire/encode.ts';
import { endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { tlvOf } from '../wire/parse.ts';
import { MAX_SENT, type Tlv } from '../wire/table.ts';
import { type Case, type Step, sendersOf } from './case.ts';

/** A Peer Address without extra bytes. */
type Announced = Extract<Tlv, { readonly name: 'peer-address' }>;

const HELLO: Tlv = { name: 'hello' };
const REQUEST: Tlv = { name: 'peer-request' };

/** Without gaps, the simplest first, each in fewer datagrams than there are. */
export function rewritten(theCase: Case): Case[] {
  const { steps } = theCase;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const announced = announcedIn(steps);
  const told = (before: readonly Tlv[]): Step[] =>
    announced.length === 0
      ? []
      : encodeAll([...before, ...announced], MAX_SENT).map((bytes) => ({ at: 0, from: first.from, bytes }));
  const said = (tlvs: readonly Tlv[]): Uint8Array => encode({ tlvs });
  const greeted = sendersOf(theCase).map((from): Step => ({ at: 0, from, bytes: said([HELLO]) }));
  // Who asks says Hello with it.
  const others = greeted.filter(({ from }) => !isSameEndpoint(from, last.from));
  const asked = { at: 0, from: last.from, bytes: said([HELLO, REQUEST]) };
  return [told([]), told([HELLO]), greeted, [...others, asked], [...greeted, { ...last, at: 0 }]]
    .filter((some) => some.length > 0 && some.length < steps.length)
    .map((some) => ({ ...theCase, steps: some }));
}

/** Each address that is announced, once, as it was announced first. */
export function announcedIn(steps: readonly Step[]): readonly Announced[] {
  const found = new Map<string, Announced>();
  for (const { bytes } of steps) {
    for (const node of dissect(bytes).tlvs) {
      const tlv = tlvOf(bytes, node);
      if (tlv.name !== 'peer-address') continue;
      const { name, address, port } = tlv;
      const key = endpointText({ address, port });
      if (!found.has(key)) found.set(key, { name, address, port });
    }
  }
  return [...found.values()];
}
