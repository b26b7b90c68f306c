/**
 * All bugs on purpose, in the order of the requirements.
 */
import { ADDRESS_BUGS } from './address.ts';
import type { Bug } from './bug.ts';
import { HEADER_BUGS } from './header.ts';
import { HELLO_BUGS } from './hello.ts';
import { REQUEST_BUGS } from './request.ts';
import { TLV_BUGS } from './tlv.ts';

export const BUGS: readonly Bug[] = [
  ...HEADER_BUGS,
  ...TLV_BUGS,
  ...HELLO_BUGS,
  ...REQUEST_BUGS,
  ...ADDRESS_BUGS,
];

/** The bug of that name, or null. */
export function bugNamed(name: string): Bug | null {
  return BUGS.find((bug) => bug.name === name) ?? null;
}
