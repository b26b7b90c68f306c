/** Verdicts, levels and states, as they stand alone. */
export const VERDICT_WORDS = {
  pass: 'conforme',
  fail: 'échec',
  warn: 'avertissement',
  inconclusive: 'indécis',
  'not-observed': 'non observé',
  skipped: 'sauté',
  must: 'obligé',
  should: 'conseil',
  free: 'libre',
  complete: 'terminée',
  begun: 'commencée',
  'not-reached': 'pas atteinte',
  'not-judged': 'pas jugée',
} as const;
