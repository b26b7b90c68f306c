/**
 * Fewer steps: the last ones alone, whole kinds of them away, fewer of a kind, and then piece by piece.
 */
import { toHex } from '../wire/bytes.ts';
import { endpointText } from '../wire/endpoint.ts';
import type { Case, Step } from './case.ts';
import { rewritten } from './rewritten.ts';
import { shapeOf } from './shape.ts';
import type { Trial } from './trial.ts';

// Of so many it may be the number that matters, and no single one.
export const MANY = 32;
const PIECES = 8;
// A kind of less is done piece by piece.
const FEW = 4;

/** At least one step stays. */
export async function reduceSteps(theCase: Case, trial: Trial): Promise<Case> {
  let best = (await trial.first(rewritten(theCase))) ?? theCase;
  best = await fromBothEnds(best, trial);
  if (best.steps.length > FEW) {
    const once = await eachOnce(best, trial);
    if (once !== best) best = await fromBothEnds(once, trial);
  }
  if (best.steps.length > FEW) {
    best = await withoutKinds(best, trial);
    best = await fewerOfKinds(best, trial);
  }
  return piecewise(best, trial);
}

type Part = (steps: readonly Step[], count: number) => readonly Step[];

/**
 * The shortest end that shows it, for cause and effect are mostly near each other; what is left of it began with its first
 * steps, and one of them is the cause more often than not. Roughly on both sides first: where a run takes seconds, there
 * is no time to find the exact end of many steps of which few are needed.
 */
async function fromBothEnds(theCase: Case, trial: Trial): Promise<Case> {
  const sides: readonly Part[] = [
    (steps, count) => steps.slice(steps.length - count),
    (steps, count) => steps.slice(0, count),
  ];
  let best = theCase;
  for (const part of sides) best = await roughly(best, trial, part);
  for (const part of sides) best = await shortest(best, trial, part);
  return best;
}

async function roughly(theCase: Case, trial: Trial, part: Part): Promise<Case> {
  const { steps } = theCase;
  if (steps.length <= FEW) return theCase;
  const parts = doubling(steps.length).map((count) => withSteps(theCase, part(steps, count)));
  return (await trial.first(parts)) ?? theCase;
}

async function shortest(theCase: Case, trial: Trial, part: Part): Promise<Case> {
  const all = theCase.steps.length;
  const put = (count: number): Case => withSteps(theCase, part(theCase.steps, count));
  const least = await trial.least(1, all, put);
  return least < all ? put(least) : theCase;
}

/** 1, 2, 4, ... below `size`. */
function doubling(size: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < size; count *= 2) counts.push(count);
  return counts;
}

/** Without what was sent before, or is sent again: by anybody, or by the same peer. */
async function eachOnce(theCase: Case, trial: Trial): Promise<Case> {
  const { steps } = theCase;
  const backwards = steps.toReversed();
  const said = ({ bytes }: Step): string => toHex(bytes);
  const saidBy = (step: Step): string => `${endpointText(step.from)} ${said(step)}`;
  const lists = [said, saidBy].flatMap((key) => [
    [...firstOf(steps, key)],
    [...firstOf(backwards, key)].reverse(),
  ]);
  const fewer = lists.filter((list) => list.length < steps.length).map((list) => withSteps(theCase, list));
  return (await trial.first(fewer)) ?? theCase;
}

function firstOf(steps: readonly Step[], key: (step: Step) => string): Iterable<Step> {
  const seen = new Map<string, Step>();
  for (const step of steps) if (!seen.has(key(step))) seen.set(key(step), step);
  return seen.values();
}

/** Kinds of datagrams that have nothing to do with it. */
async function withoutKinds(theCase: Case, trial: Trial): Promise<Case> {
  const { steps } = theCase;
  const kinds = [...kindsOf(steps).keys()];
  const put = (kept: readonly string[]): Case => {
    const stay = new Set(kept);
    return withSteps(
      theCase,
      steps.filter(({ bytes }) => stay.has(shapeOf(bytes))),
    );
  };
  const kept = await without(kinds, trial, put);
  return kept.length < kinds.length ? put(kept) : theCase;
}

/** Of each frequent kind as few as show it, the last ones or the first. */
async function fewerOfKinds(theCase: Case, trial: Trial): Promise<Case> {
  let best = theCase;
  for (const [kind, members] of kindsOf(theCase.steps)) {
    if (members.length <= FEW || trial.over) continue;
    for (const side of ['last', 'first'] as const) {
      const mine = kindsOf(best.steps).get(kind) ?? [];
      const put = (count: number): Case => {
        const kept = new Set(side === 'last' ? mine.slice(mine.length - count) : mine.slice(0, count));
        return withSteps(
          best,
          best.steps.filter((step) => kept.has(step) || shapeOf(step.bytes) !== kind),
        );
      };
      const least = await trial.least(best.steps.length > mine.length ? 0 : 1, mine.length, put);
      if (least < mine.length) best = put(least);
    }
  }
  return best;
}

function kindsOf(steps: readonly Step[]): Map<string, Step[]> {
  const kinds = new Map<string, Step[]>();
  for (const step of steps) {
    const kind = shapeOf(step.bytes);
    const list = kinds.get(kind);
    if (list === undefined) kinds.set(kind, [step]);
    else list.push(step);
  }
  return kinds;
}

/** Pieces of half the steps away, then of a quarter, down to single ones. */
async function piecewise(theCase: Case, trial: Trial): Promise<Case> {
  const kept = await without(theCase.steps, trial, (steps) => withSteps(theCase, steps));
  return kept.length < theCase.steps.length ? withSteps(theCase, kept) : theCase;
}

/**
 * What is left of a list when every piece of it is away that need not be there; the last element stays. `put` makes
 * the case that holds these elements.
 */
export async function without<T>(
  list: readonly T[],
  trial: Trial,
  put: (list: readonly T[]) => Case | null,
): Promise<readonly T[]> {
  let kept = list;
  const smallest = (await numberMatters(list, trial, put)) ? Math.ceil(list.length / PIECES) : 1;
  for (let size = list.length >> 1; size >= smallest && !trial.over; size >>= 1) {
    for (let at = 0; at < kept.length && kept.length > 1; ) {
      // As many pieces as may be tried at once; the first that may go does.
      const starts = Array.from({ length: trial.width }, (_, i) => at + i * size).filter(
        (start) => start < kept.length,
      );
      const lists = starts.map((start) => [...kept.slice(0, start), ...kept.slice(start + size)]);
      const usable = lists.filter((one) => one.length > 0);
      const cases = usable.map(put);
      const found = await trial.first(cases);
      const index = found === null ? -1 : cases.indexOf(found);
      kept = usable[index] ?? kept;
      at = index < 0 ? at + size * starts.length : (starts[index] ?? at);
      if (trial.over) return kept;
    }
  }
  return kept;
}

/**
 * The part of a list that shows it by itself: one of equal pieces, one of its pieces, and so on, and of that the
 * shortest begin and end. Quicker than `without` where what matters lies together.
 */
export async function narrowed<T>(
  list: readonly T[],
  trial: Trial,
  put: (list: readonly T[]) => Case | null,
): Promise<readonly T[]> {
  let kept = list;
  while (kept.length > 1 && !trial.over) {
    const pieces = piecesOf(kept, Math.min(Math.max(trial.width, 2), kept.length));
    const cases = pieces.map(put);
    const found = await trial.first(cases);
    const piece = found === null ? undefined : pieces[cases.indexOf(found)];
    if (piece === undefined) break;
    kept = piece;
  }
  const begin = kept.slice(0, await trial.least(1, kept.length, (count) => put(kept.slice(0, count))));
  return begin.slice(
    begin.length - (await trial.least(1, begin.length, (count) => put(begin.slice(begin.length - count)))),
  );
}

function piecesOf<T>(list: readonly T[], count: number): (readonly T[])[] {
  const size = Math.ceil(list.length / count);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

/** Of many, none of some single ones may go: then it is hardly a matter of which. */
async function numberMatters<T>(
  list: readonly T[],
  trial: Trial,
  put: (list: readonly T[]) => Case | null,
): Promise<boolean> {
  if (list.length <= MANY) return false;
  const places = Array.from({ length: PIECES }, (_, i) => Math.floor(((i + 0.5) * list.length) / PIECES));
  return (await trial.first(places.map((at) => put(list.filter((_, i) => i !== at))))) === null;
}

function withSteps(theCase: Case, steps: readonly Step[]): Case {
  return { ...theCase, steps };
}
