/**
 * The requirements in plain words, for somebody who writes a node in C: what each asks for, and what usually goes
 * wrong with it.
 */
import type { PlainPhrase } from '../lang/french.ts';
import { ADDRESS_EXPLANATIONS } from './explanations/address.ts';
import { HEADER_EXPLANATIONS } from './explanations/header.ts';
import { HELLO_EXPLANATIONS } from './explanations/hello.ts';
import { REQUEST_EXPLANATIONS } from './explanations/request.ts';
import { ROBUST_EXPLANATIONS } from './explanations/robust.ts';
import { TLV_EXPLANATIONS } from './explanations/tlv.ts';

export interface Explanation {
  /** Two or three sentences. */
  readonly meaning: PlainPhrase;
  /** What usually goes wrong in C and how to mend it, the likeliest first; a sentence or two each. */
  readonly mistakes: readonly PlainPhrase[];
}

/** By requirement. */
export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ...HEADER_EXPLANATIONS,
  ...TLV_EXPLANATIONS,
  ...HELLO_EXPLANATIONS,
  ...REQUEST_EXPLANATIONS,
  ...ADDRESS_EXPLANATIONS,
  ...ROBUST_EXPLANATIONS,
};

/** What a requirement means; an unknown id is our bug. */
export function explanation(id: string): Explanation {
  const found = EXPLANATIONS[id];
  if (found === undefined) throw new Error(`no explanation of ${id}`);
  return found;
}
