/**
 * Which bug on purpose a target behaves like: the one whose symptoms are nearest to what failed and warned, of those that
 * what was measured does not contradict.
 */
import { inWords } from '../lang/sentence.ts';
import type { Value } from '../lang/value.ts';
import { EXPLAINS } from '../oracle/dependency.ts';
import { REQUIREMENTS } from '../oracle/requirement.ts';
import type { Judgement, Verdict } from '../oracle/verdict.ts';
import { isOtherEnd, isOtherRhythm, isSameOddity, type Manner } from './manner.ts';

/** What a check sees of a node. */
export interface Behaviour {
  /** What fails and warns: `TLV-2 unknown-tlv-skipped fail`. */
  readonly symptoms: readonly string[];
  readonly manner: Manner;
  /** What was said to it where it first broke the row that explains the others; null: nothing, or nobody knows. */
  readonly trigger: string | null;
}

// Symptoms in common by symptoms in all (Jaccard); with less, a likeness explains nothing.
const NEAR = 0.5;
const MOST_NAMED = 3;
// A TLV of 255 bytes is told by where it begins.
const LONGEST_TRIGGER = 80;
/** The graver first. */
const BROKEN: readonly Verdict[] = ['fail', 'warn'];
/** The row that a rhythm of Hellos says something about. */
const SCHEDULE = 'HEL-1';

/** What failed and warned, before causes are told from consequences; sorted, each once. */
export function symptomsOf(judgements: readonly Judgement[]): string[] {
  const broken = judgements.filter(({ verdict }) => BROKEN.includes(verdict));
  return [
    ...new Set(broken.map(({ requirement, check, verdict }) => `${requirement} ${check} ${verdict}`)),
  ].sort();
}

/** The trigger of what the judgements show. */
export function triggerOf(judgements: readonly Judgement[]): string | null {
  const top = topRow(symptomsOf(judgements));
  const broken = judgements.filter(
    ({ requirement, verdict }) => requirement === top && BROKEN.includes(verdict),
  );
  const [first] = broken.flatMap(({ said }) => stimulusIn(said?.actual) ?? []);
  return first?.slice(0, LONGEST_TRIGGER) ?? null;
}

/** What was said to the target, in the sentence of a judge. */
function stimulusIn(value: Value | undefined): string | null {
  if (typeof value !== 'object' || !('text' in value)) return null;
  const { stimulus, ...others } = value.values;
  if (stimulus !== undefined) return inWords('en', stimulus);
  return Object.values(others).flatMap((one) => stimulusIn(one) ?? [])[0] ?? null;
}

/**
 * The nearest bug; up to three that are equally near; none if nothing is near, or too much is. One that says Hello in the
 * same odd way is near whatever else fails: which rows such a node fails is often chance.
 */
export function nearest(seen: Behaviour, table: Readonly<Record<string, Behaviour>>): string[] {
  const top = topRow(seen.symptoms);
  if (top === null) return [];
  const possible = Object.entries(table).filter(
    ([, known]) => topRow(known.symptoms) === top && isPossible(seen, known, top),
  );
  const odd = possible.filter(([, { manner }]) => top === SCHEDULE && isSameOddity(seen.manner, manner));
  const scored = (odd.length > 0 ? odd : possible).map(([name, { symptoms, trigger }]) => ({
    name,
    score: similarity(seen.symptoms, symptoms),
    triggered: trigger !== null && trigger === seen.trigger,
  }));
  const best = Math.max(odd.length > 0 ? 0 : NEAR, ...scored.map(({ score }) => score));
  const equal = scored.filter(({ score }) => score === best);
  const same = equal.filter(({ triggered }) => triggered);
  const names = (same.length > 0 ? same : equal).map(({ name }) => name);
  return names.length <= MOST_NAMED ? names : [];
}

/** Nothing that was measured contradicts it. */
function isPossible(seen: Behaviour, known: Behaviour, top: string): boolean {
  if (isOtherEnd(seen.manner, known.manner)) return false;
  return top !== SCHEDULE || !isOtherRhythm(seen.manner, known.manner);
}

/** The first broken row that no other broken one explains; failures before warnings. */
function topRow(symptoms: readonly string[]): string | null {
  for (const verdict of BROKEN) {
    const broken = new Set(symptoms.filter((one) => one.endsWith(` ${verdict}`)).map(rowOf));
    const top = REQUIREMENTS.find(
      ({ id }) => broken.has(id) && !(EXPLAINS[id] ?? []).some((cause) => broken.has(cause)),
    );
    if (top !== undefined) return top.id;
  }
  return null;
}

function rowOf(symptom: string): string {
  return symptom.split(' ')[0] ?? '';
}

function similarity(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)];
  const shared = [...one].filter((symptom) => other.has(symptom)).length;
  return shared / new Set([...one, ...other]).size;
}
