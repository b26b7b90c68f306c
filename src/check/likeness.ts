/**
 * Which bug on purpose a target behaves like: the one whose symptoms are nearest to what failed and warned, of those that
 * what was measured does not contradict.
 */
import { EXPLAINS } from '../oracle/dependency.ts';
import { REQUIREMENTS } from '../oracle/requirement.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { isOtherEnd, isOtherRhythm, isSameOddity, type Manner, UNKNOWN, USUAL } from './manner.ts';

/** Bug -> what fails and warns of it: `TLV-2 unknown-tlv-skipped fail`. */
export type SymptomTable = Readonly<Record<string, readonly string[]>>;

// Symptoms in common by symptoms in all (Jaccard); with less, a likeness explains nothing.
const NEAR = 0.5;
const MOST_NAMED = 3;
/** The row that a rhythm of Hellos says something about. */
const SCHEDULE = 'HEL-1';

/** What failed and warned, before causes are told from consequences; sorted, each once. */
export function symptomsOf(judgements: readonly Judgement[]): string[] {
  const broken = judgements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  return [
    ...new Set(broken.map(({ requirement, check, verdict }) => `${requirement} ${check} ${verdict}`)),
  ].sort();
}

/** Bug -> its manner, where that is not the usual one. */
export type MannerTable = Readonly<Record<string, Manner>>;

/**
 * The nearest bug; up to three that are equally near; none if nothing is near, or too much is. One that says Hello in the
 * same odd way is near whatever else fails: which rows such a node fails is often chance.
 */
export function nearest(
  symptoms: readonly string[],
  table: SymptomTable,
  manner: Manner = UNKNOWN,
  manners: MannerTable = {},
): string[] {
  const top = topRow(symptoms);
  if (top === null) return [];
  const possible = Object.entries(table)
    .map(([name, known]) => ({ name, known, manner: manners[name] ?? USUAL }))
    .filter((one) => topRow(one.known) === top && !isOtherEnd(manner, one.manner))
    .filter((one) => top !== SCHEDULE || !isOtherRhythm(manner, one.manner));
  const odd = possible.filter((one) => top === SCHEDULE && isSameOddity(manner, one.manner));
  const scored = (odd.length > 0 ? odd : possible).map(({ name, known }) => ({
    name,
    score: similarity(symptoms, known),
  }));
  const best = Math.max(odd.length > 0 ? 0 : NEAR, ...scored.map(({ score }) => score));
  const names = scored.filter(({ score }) => score === best).map(({ name }) => name);
  return names.length <= MOST_NAMED ? names : [];
}

/** The first broken row that no other broken one explains; failures before warnings. */
function topRow(symptoms: readonly string[]): string | null {
  for (const verdict of ['fail', 'warn']) {
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
