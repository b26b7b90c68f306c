/**
 * The one table of exit codes, for every command; `--help` prints it. Scripts rely on it: codes are never
 * changed, only added.
 */

/** Exit codes by meaning. */
export const EXIT = {
  OK: 0,
  FINDINGS: 1,
  USAGE: 2,
  UNKNOWN: 3,
  ABILITY: 4,
  DAMAGED: 5,
  BUG: 70,
  INTERRUPTED: 130,
  TERMINATED: 143,
} as const;

/** The table as it is printed, in order. */
export const EXIT_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.OK, 'fine'],
  [EXIT.FINDINGS, 'findings: something is wrong with what was looked at'],
  [EXIT.USAGE, 'wrong usage, including nothing selected'],
  [EXIT.UNKNOWN, 'could not tell: no answer, or the controls failed'],
  [EXIT.ABILITY, 'this machine lacks an ability: permission, library, free port'],
  [EXIT.DAMAGED, 'damaged input; what could be read before it is shown'],
  [EXIT.BUG, 'a bug in peerprobe'],
  [EXIT.INTERRUPTED, 'interrupted by Ctrl-C'],
  [EXIT.TERMINATED, 'terminated by SIGTERM'],
];
