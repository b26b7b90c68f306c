/**
 * All bugs on purpose, from the header up.
 */
import { ANNOUNCEMENT_BUGS } from './announcement.ts';
import { ANSWER_BUGS } from './answer.ts';
import { BODY_BUGS } from './body.ts';
import type { Bug } from './bug.ts';
import { EXPIRY_BUGS } from './expiry.ts';
import { EXTRA_BUGS } from './extra.ts';
import { HEADER_BUGS } from './header.ts';
import { HEARSAY_BUGS } from './hearsay.ts';
import { LENGTH_BUGS } from './length.ts';
import { LIST_BUGS } from './list.ts';
import { LOAD_BUGS } from './load.ts';
import { MALFORMED_BUGS } from './malformed.ts';
import { NEWCOMER_BUGS } from './newcomer.ts';
import { ODD_BUGS } from './odd.ts';
import { ORDER_BUGS } from './order.ts';
import { REQUEST_BUGS } from './request.ts';
import { SCHEDULE_BUGS } from './schedule.ts';
import { SENT_BUGS } from './sent.ts';
import { SIZE_BUGS } from './size.ts';
import { UNKNOWN_BUGS } from './unknown.ts';

export const BUGS: readonly Bug[] = [
  ...HEADER_BUGS,
  ...BODY_BUGS,
  ...SENT_BUGS,
  ...LENGTH_BUGS,
  ...UNKNOWN_BUGS,
  ...EXTRA_BUGS,
  ...MALFORMED_BUGS,
  ...SCHEDULE_BUGS,
  ...NEWCOMER_BUGS,
  ...EXPIRY_BUGS,
  ...HEARSAY_BUGS,
  ...ANSWER_BUGS,
  ...LIST_BUGS,
  ...REQUEST_BUGS,
  ...ANNOUNCEMENT_BUGS,
  ...ORDER_BUGS,
  ...ODD_BUGS,
  ...SIZE_BUGS,
  ...LOAD_BUGS,
];

/** The bug of that name, or null. */
export function bugNamed(name: string): Bug | null {
  return BUGS.find((bug) => bug.name === name) ?? null;
}
