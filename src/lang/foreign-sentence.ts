/**
 * Whether a value from a file is a sentence: plain data, and nested no deeper than ours are.
 */
import type { Said } from './said.ts';
import type { Sentence, Value } from './value.ts';

// Ours have four levels at most.
const DEEPEST = 12;
// Ours is a comma or a word; it is written once for each item.
const LONGEST_BETWEEN = 16;

export function isSentence(value: unknown): value is Sentence {
  return isSentenceAt(value, 0);
}

/** What lies beside the texts of a row; each may be missing. */
export function isSaid(value: unknown): value is Said {
  if (!isObject(value)) return false;
  const { expected, actual, hint } = value;
  return [expected, actual, hint].every((one) => one === undefined || isSentence(one));
}

function isSentenceAt(value: unknown, depth: number): boolean {
  if (depth > DEEPEST || !isObject(value) || typeof value['text'] !== 'string') return false;
  const values = value['values'];
  return isObject(values) && Object.values(values).every((one) => isValue(one, depth + 1));
}

function isValue(value: unknown, depth: number): value is Value {
  if (typeof value === 'string' || typeof value === 'number') return true;
  if (depth > DEEPEST || !isObject(value)) return false;
  if ('text' in value) return isSentenceAt(value, depth);
  if ('items' in value)
    return (
      typeof value['between'] === 'string' &&
      value['between'].length <= LONGEST_BETWEEN &&
      Array.isArray(value['items']) &&
      value['items'].every((item) => isValue(item, depth + 1))
    );
  if ('noun' in value) return typeof value['noun'] === 'string' && typeof value['count'] === 'number';
  const { value: size, digits, unit } = value;
  return typeof size === 'number' && isDigits(digits) && typeof unit === 'string';
}

/** What toFixed takes. */
function isDigits(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 20;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
