/**
 * Symptoms of a target that does not react any more, as a bombardment sees them.
 */
import type { Symptom } from './symptom.ts';

const EXPECTED = 'nothing that arrives on the socket blocks the node';

/** `queued`: the bytes that wait at its socket; null where nobody knows. */
export function hangSymptom(queued: number | null): Symptom {
  const actual =
    queued === null
      ? 'the node has answered nobody for 3 s'
      : 'the node lives and has read nothing for a second';
  return { kind: 'hang', signature: 'hang', requirement: 'ROB-1', expected: EXPECTED, actual };
}

/** It reads, and says nothing. */
export function muteSymptom(): Symptom {
  const actual = 'the node lives, and neither greets nor answers its connected peers any more';
  return { kind: 'hang', signature: 'hang', requirement: 'ROB-1', expected: EXPECTED, actual };
}

/** One that somebody else runs held its port, and does not any more; how it ended nobody tells. */
export function goneSymptom(): Symptom {
  return {
    kind: 'exit',
    signature: 'gone',
    requirement: 'ROB-1',
    expected: 'nothing that arrives on the socket ends the node',
    actual: 'the running node does not hold its port any more',
  };
}
