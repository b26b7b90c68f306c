/**
 * `--only` and `--skip`: which checks run and which requirements are asked about.
 */
import { CHECKS, OVERHEARD_CHECKS, PROBES, SHOWN_BY, STANDING_CHECKS } from '../../check/catalogue.ts';
import type { Probe } from '../../check/probe.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { UsageError } from '../error.ts';
import { didYouMean } from '../suggestion.ts';

export interface Selection {
  readonly probes: readonly Probe[];
  /** Ids of the rows that selected checks speak of; all of them if nothing was left out. */
  readonly requirements: ReadonlySet<string>;
  /** Whether a result of that check about that requirement was asked for. */
  readonly wanted: (requirement: string, check: string) => boolean;
}

interface Named {
  readonly check: string;
  readonly requirement: string;
}

/**
 * What `--only` names, without what `--skip` names: an id (`TLV-2`), a family (`TLV`), or the beginning of a
 * check's name; several with commas. A probe runs if any row that it judges or shows is named. UsageError for a word that names nothing, and if nothing is left.
 */
export function select(only: readonly string[], skip: readonly string[]): Selection {
  const wanted = words(only, '--only');
  const unwanted = words(skip, '--skip');
  const chosen = (one: Named): boolean =>
    (wanted.length === 0 || wanted.some((word) => names(word, one))) &&
    !unwanted.some((word) => names(word, one));
  const isNamed = (one: Named): boolean => wanted.some((word) => names(word, one)) && chosen(one);
  const isLeftOut = ({ check }: Named): boolean =>
    unwanted.some((word) => check.startsWith(word.toLowerCase()));
  const allowed = PROBES.filter((probe) => !isLeftOut(probe));
  const shown = shownBy(
    STANDING_CHECKS.filter((one) => chosen(one) && wanted.some((word) => isRow(word, one))),
  );
  // What a probe judges or shows beside its own row is asked for by that row.
  const probes = allowed.filter(
    (probe) => chosen(probe) || shown.has(probe.check) || (probe.also ?? []).some(isNamed),
  );
  const rows = CHECKS.filter(chosen);
  const standing = [...STANDING_CHECKS, ...OVERHEARD_CHECKS].filter(chosen);
  if (probes.length + standing.length === 0) throw new UsageError('no check is selected', SEE_LIST);
  const partial = wanted.length + unwanted.length > 0;
  const requirements = new Set(
    partial ? rows.map((one) => one.requirement) : REQUIREMENTS.map(({ id }) => id),
  );
  // A standing check judges whatever traffic there is: by itself it gets what shows it, or a plain request.
  const own = shownBy(standing);
  const makers = [
    probes,
    allowed.filter(({ check }) => own.has(check)),
    PROBES.filter(({ requirement }) => requirement === 'REQ-1').slice(0, 1),
  ];
  const traffic = makers.find((some) => some.length > 0) ?? [];
  return {
    probes: traffic,
    requirements,
    wanted: (requirement, check) => chosen({ requirement, check }),
  };
}

const SEE_LIST = 'peerprobe check --list names them';

function words(given: readonly string[], option: string): string[] {
  const all = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  for (const word of all) {
    if (word === '') throw new UsageError(`${option} needs a name of a requirement or a check`, SEE_LIST);
    if (!CHECKS.some((one) => names(word, one))) {
      const known = CHECKS.flatMap(({ check, requirement }) => [requirement, check, familyOf(requirement)]);
      throw new UsageError(`${option} ${word} names no check`, didYouMean(word, known) ?? SEE_LIST);
    }
  }
  return all;
}

function shownBy(standing: readonly Named[]): ReadonlySet<string> {
  return new Set(standing.flatMap(({ check }) => SHOWN_BY[check] ?? []));
}

function familyOf(requirement: string): string {
  return requirement.replace(/-.*/, '');
}

/** A check may be cut short. */
function names(word: string, one: Named): boolean {
  return isRow(word, one) || one.check.startsWith(word.toLowerCase());
}

/** `TLV` is a family, `TLV-1` one row: it does not name TLV-10. */
function isRow(word: string, { requirement }: Named): boolean {
  const upper = word.toUpperCase();
  return upper.includes('-') ? requirement === upper : requirement.startsWith(`${upper}-`);
}
