/**
 * What to try first when something went wrong: the last datagrams, for the cause is most likely among them, then more
 * and more of what came before.
 */
import { OWED_MS } from '../oracle/family.ts';
import { encode } from '../wire/encode.ts';
import { endpointText } from '../wire/endpoint.ts';
import type { Case, Step } from './case.ts';
import { shapeOf } from './shape.ts';
import type { Suspicion } from './suspicion.ts';

const HELLO = shapeOf(encode({ tlvs: [{ name: 'hello' }] }));
const ANNOUNCEMENT = /^peer-address/;
// So many peers were connected at most, as far as a few steps can tell.
const MOST_PRELUDE = 64;
const MOST_PLAIN = 64;

/** Without gaps, in the order in which they are tried; with `timed` the last one is everything, in its own time. */
export function suffixes({ steps, last }: Pick<Suspicion, 'steps' | 'last'>, timed = true): Case[] {
  const counts = countsOf(steps.length, Math.max(1, last));
  const few = counts.filter((count) => count <= Math.max(last, MOST_PLAIN));
  const more = counts.filter((count) => !few.includes(count));
  return [
    ...few.map((count) => dense(tail(steps, count))),
    ...few.flatMap((count) => preluded(steps, count)),
    ...more.map((count) => dense(tail(steps, count))),
    ...(timed ? [inTime(steps)] : []),
  ];
}

/** The last steps together, without gaps. */
export function latest({ steps, last }: Pick<Suspicion, 'steps' | 'last'>): Case {
  return dense(tail(steps, Math.max(1, last)));
}

/** For what shows some time after its cause only: a few ends, without gaps. */
export function slowSuffixes(what: Pick<Suspicion, 'steps' | 'last'>): Case[] {
  return ends(what).map(dense);
}

/** The same in their own time. */
export function timedSuffixes(what: Pick<Suspicion, 'steps' | 'last'>): Case[] {
  return ends(what).map(inTime);
}

function ends({ steps, last }: Pick<Suspicion, 'steps' | 'last'>): (readonly Step[])[] {
  const least = Math.max(1, last);
  const counts = [...new Set([least, 8 * least, steps.length])].filter((count) => count <= steps.length);
  return counts.map((count) => tail(steps, count));
}

/** The last steps of a case, 1, 2, 4, ... of them. */
export function shorterTails({ steps }: Case): Case[] {
  return countsOf(steps.length, 1)
    .filter((count) => count < steps.length)
    .map((count) => dense(tail(steps, count)));
}

/** 1, 2, 4, ... up to `last`, on to all. */
function countsOf(all: number, last: number): number[] {
  const counts = [Math.min(last, all), all];
  for (let count = 1; count < all; count *= 2) counts.push(count);
  return [...new Set(counts)].sort((a, b) => a - b);
}

function tail(steps: readonly Step[], count: number): readonly Step[] {
  return steps.slice(Math.max(0, steps.length - count));
}

/** Who was connected before these steps, and who was announced: said once more, in front of them. */
function preluded(steps: readonly Step[], count: number): Case[] {
  const before = steps.slice(0, Math.max(0, steps.length - count));
  const since = (before.at(-1)?.at ?? 0) - OWED_MS;
  const latest = new Map<string, Step>();
  for (const step of before) {
    const shape = shapeOf(step.bytes);
    if (step.at < since) continue;
    const what = shape === HELLO ? 'hello' : ANNOUNCEMENT.test(shape) ? 'announcement' : null;
    if (what === null) continue;
    const key = `${what} ${endpointText(step.from)}`;
    latest.delete(key);
    latest.set(key, step);
  }
  const prelude = [...latest.values()].slice(-MOST_PRELUDE);
  return prelude.length === 0 ? [] : [dense([...prelude, ...tail(steps, count)])];
}

function dense(steps: readonly Step[]): Case {
  return { steps: steps.map((step) => ({ ...step, at: 0 })), repeat: 1 };
}

function inTime(steps: readonly Step[]): Case {
  const begin = steps[0]?.at ?? 0;
  return { steps: steps.map((step) => ({ ...step, at: Math.round(step.at - begin) })), repeat: 1 };
}
