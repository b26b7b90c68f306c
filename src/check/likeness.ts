/**
 * Which bug on purpose a target behaves like: the one whose symptoms are nearest to what failed and warned.
 */
import { EXPLAINS } from '../oracle/dependency.ts';
import { REQUIREMENTS } from '../oracle/requirement.ts';
import type { Judgement } from '../oracle/verdict.ts';

/** Bug -> what fails and warns of it: `TLV-2 unknown-tlv-skipped fail`. */
export type SymptomTable = Readonly<Record<string, readonly string[]>>;

// Symptoms in common by symptoms in all (Jaccard); with less, a likeness explains nothing.
const NEAR = 0.5;
const MOST_NAMED = 6;

/** What failed and warned, before causes are told from consequences; sorted, each once. */
export function symptomsOf(judgements: readonly Judgement[]): string[] {
  const broken = judgements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  return [
    ...new Set(broken.map(({ requirement, check, verdict }) => `${requirement} ${check} ${verdict}`)),
  ].sort();
}

/** The nearest bug; up to six that are equally near; none if nothing is near, or too much is. */
export function nearest(symptoms: readonly string[], table: SymptomTable): string[] {
  const top = topRow(symptoms);
  if (top === null) return [];
  const scored = Object.entries(table)
    .filter(([, known]) => topRow(known) === top)
    .map(([name, known]) => ({ name, score: similarity(symptoms, known) }));
  const best = Math.max(NEAR, ...scored.map(({ score }) => score));
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
