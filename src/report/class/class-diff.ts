/**
 * Two runs over one class, an earlier and a later one, target by target: for people, and as the JSON of `report diff --json`.
 */
import type { Language } from '../../lang/language.ts';
import { tell } from '../../lang/sentence.ts';
import { escapeText } from '../escape.ts';
import { kindLines, kindTally } from '../run/diff-text.ts';
import { type RunDiff, runDiff } from '../run/run-diff.ts';
import type { Theme } from '../theme.ts';
import type { ClassReport, ClassRow } from './class-report.ts';

export interface ClassDiff {
  /** Of the targets that both have judged, in the order of the later. */
  readonly targets: readonly TargetDiff[];
  /** Names that only one of them has judged. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

export interface TargetDiff extends RunDiff {
  readonly name: string;
}

export function classDiff(before: ClassReport, after: ClassReport): ClassDiff {
  const [earlier, later] = [judged(before.rows), judged(after.rows)];
  return {
    targets: [...later].flatMap(([name, run]) => {
      const old = earlier.get(name);
      return old === undefined ? [] : [{ name, ...runDiff(old, run) }];
    }),
    onlyBefore: [...earlier.keys()].filter((name) => !later.has(name)),
    onlyAfter: [...later.keys()].filter((name) => !earlier.has(name)),
  };
}

/** Whether anything that passed before fails now. */
export function isBroken({ targets }: ClassDiff): boolean {
  return targets.some(({ broken }) => broken.length > 0);
}

/** Targets of which something is to be said, and how many there are of each kind in all. */
export function classDiffText(
  { targets, onlyBefore, onlyAfter }: ClassDiff,
  theme: Theme,
  lang: Language,
): string {
  const whole: Record<keyof RunDiff, string[]> = { broken: [], still: [], fixed: [], flaky: [], untold: [] };
  for (const target of targets) for (const kind of KINDS) whole[kind].push(...target[kind]);
  const only = (
    text: 'judged before only: {names}' | 'judged after only: {names}',
    names: readonly string[],
  ) => (names.length === 0 ? [] : [escapeText(tell(lang, text, { names: names.join(', ') }))]);
  const lines = [
    ...targets.flatMap((target) => {
      const told = kindLines(target, theme, lang);
      return told.length === 0
        ? []
        : [theme.strong(escapeText(target.name)), ...told.map((line) => `  ${line}`)];
    }),
    ...only('judged before only: {names}', onlyBefore),
    ...only('judged after only: {names}', onlyAfter),
    kindTally(whole, lang),
  ];
  return `${lines.join('\n')}\n`;
}

const KINDS = ['broken', 'still', 'fixed', 'flaky', 'untold'] as const satisfies readonly (keyof RunDiff)[];

export function classDiffJson(diff: ClassDiff): Record<string, unknown> {
  return { schemaVersion: 1, tool: 'peerprobe', command: 'report diff', ...diff };
}

function judged(rows: readonly ClassRow[]) {
  return new Map(rows.flatMap(({ name, run }) => (run === null ? [] : [[name, run] as const])));
}
