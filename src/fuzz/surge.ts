/**
 * Volume: many peers that say Hello, many that are announced, floods, and datagrams of any size.
 */

import type { Aims } from './barrage.ts';
import type { Case } from './case.ts';
import { enlist } from './muster.ts';
import type { Round } from './round.ts';
import { HELLO, type Member } from './squad.ts';

// Sockets that are opened at once.
const AT_ONCE = 64;

/** Sends the steps of the case flat out, in their order, as often as it says. Steps of peers that are not there are left out. */
export async function surge(
  round: Round,
  { steps, repeat }: Case,
  { noted, refused }: Aims,
): Promise<number> {
  let count = 0;
  for (let turn = 0; turn < repeat && !round.over; turn++) {
    for (const { from, bytes } of steps) {
      if (round.over) break;
      const member = round.squad.member(from);
      if (member === undefined || refused(bytes) || !(await round.send(member, bytes))) continue;
      noted(bytes, member.number);
      count += 1;
    }
  }
  return count;
}

/**
 * So many more peers are there from now on, each with a Hello each second. Fewer where the system gives no more
 * sockets, which is no fault of anybody's.
 */
export async function gather(round: Round, count: number): Promise<readonly Member[]> {
  const crowd: Member[] = [];
  while (crowd.length < count && !round.over) {
    const wanted = Math.min(AT_ONCE, count - crowd.length);
    const come = await Promise.allSettled(
      Array.from({ length: wanted }, () => enlist(round.squad, round.addresses)),
    );
    const there = come.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    crowd.push(...there);
    for (const member of there) await round.send(member, HELLO);
    if (there.length < wanted) break;
  }
  for (const member of crowd) round.greet(member);
  return crowd;
}
