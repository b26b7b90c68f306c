/**
 * What a finding's case is like, whatever its bytes: by that it is named, and seen in what was sent to a target that
 * showed the same symptom again.
 */
import { createHash } from 'node:crypto';
import type { Case, Step } from './case.ts';
import type { Finding } from './finding.ts';
import { LONG_WORD, shapeOf } from './shape.ts';
import { CERTAIN, type Symptom } from './symptom.ts';

// How many are many: more or less of the same is the same case.
const MANY = 16;

/** `crash-3f2a91c0`: the same for the same signature and shape. */
export function idOf(symptom: Symptom, theCase: Case): string {
  const shapes = theCase.steps.map(({ bytes }) => shapeOf(bytes));
  const runs = shapes.filter((shape, i) => shape !== shapes[i - 1]);
  const size = shapes.length < MANY ? shapes.length : 'many';
  const text = JSON.stringify([symptom.kind, symptom.signature, runs.slice(0, MANY), size]);
  return `${symptom.kind}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

/**
 * Whether these steps hold all that sets a finding off, in its order: each of its datagrams' parts in one of them. What
 * ends without any datagram needs time; what is wrong without any needs nothing.
 */
export function matches(
  { case: known, kind }: Pick<Finding, 'case' | 'kind'>,
  steps: readonly Step[],
): boolean {
  if (known.steps.length === 0) return !CERTAIN.has(kind) || lastingOf(steps) >= UNAIDED_MS;
  let at = 0;
  for (const { bytes } of known.steps) {
    const words = causesOf(bytes);
    while (at < steps.length && !holds(steps[at], words)) at += 1;
    if (at === steps.length) return false;
    at += 1;
  }
  return true;
}

// HEL-4: what ends by itself mostly does so when its start peer has been silent for 4 s.
const UNAIDED_MS = 3500;

function lastingOf(steps: readonly Step[]): number {
  return (steps.at(-1)?.at ?? 0) - (steps[0]?.at ?? 0);
}

function holds(step: Step | undefined, words: readonly string[]): boolean {
  if (step === undefined) return false;
  const own = new Set(wordsOf(step.bytes));
  return words.every((word) => own.has(word));
}

/** What of a case made small is sent again wherever its fault is: if it stayed long, its length does it, whatever it holds. */
function causesOf(bytes: Uint8Array): readonly string[] {
  const words = wordsOf(bytes);
  return words.includes(LONG_WORD) ? [LONG_WORD] : words;
}

/** The parts of a shape; how many of each is left out, and of which type one is that is too short to be a TLV. */
function wordsOf(bytes: Uint8Array): string[] {
  return shapeOf(bytes)
    .split(', ')
    .map((word) => word.replace(/ x several$/, '').replace(/^.* (?=of length)/, ''));
}
