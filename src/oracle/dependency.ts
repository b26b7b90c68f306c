/**
 * Which requirements rest on which, as data, and what follows from it: of one fault and what it brings with it,
 * only the fault stays a finding; the rest is skipped and says why.
 */
import { sentence } from '../lang/sentence.ts';
import { type Judgement, skipped, type Verdict } from './verdict.ts';

// What every probe sees a node by: Hellos, and answers with right addresses to peers that stay connected.
const SIGHT = ['HEL-1', 'HEL-3', 'REQ-1', 'ADR-2'] as const;

/**
 * Row -> the rows whose failure explains that it is broken too, the likeliest first. Without circles: a test
 * proves it. REQ-1 and HEL-2 do not explain REQ-3: a list without its newest entry breaks all three.
 */
export const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  'HDR-1': SIGHT,
  'HDR-3': ['TLV-1', 'SIZ-3', ...SIGHT],
  'HDR-4': ['HDR-1', ...SIGHT],
  'TLV-2': ['HDR-3', 'ADR-1', ...SIGHT],
  'TLV-3': ['HDR-3', 'HDR-4', 'ADR-1', 'TLV-2', ...SIGHT],
  'TLV-4': ['TLV-1', 'TLV-2', 'HDR-4', ...SIGHT],
  'TLV-5': ['TLV-1'],
  'HEL-1': ['HDR-2', 'TLV-1', 'TLV-5', 'HDR-5'],
  'HEL-2': ['ADR-2', 'REQ-10'],
  'HEL-3': ['HEL-2', 'ADR-2'],
  'HEL-4': ['HEL-3', 'HEL-2', 'ADR-2'],
  'HEL-5': ['HEL-4', 'HEL-2', 'REQ-3', 'TLV-2', 'ADR-2'],
  'HEL-6': ['HEL-2', 'HEL-4', 'ADR-2'],
  'REQ-1': ['HDR-5', 'HDR-2', 'HEL-2', 'HEL-3', 'ADR-2', 'REQ-10'],
  'REQ-2': ['REQ-1', 'ADR-2'],
  'REQ-3': ['HDR-2', 'TLV-5', 'ADR-2', 'HEL-3', 'REQ-10'],
  'REQ-4': ['HEL-5', 'HEL-4'],
  'REQ-5': ['REQ-3'],
  'REQ-6': ['TLV-5', 'HEL-1'],
  'REQ-7': ['REQ-1'],
  'REQ-8': ['HEL-2'],
  'REQ-9': ['TLV-1', 'HDR-4', 'REQ-1'],
  'REQ-10': ['ADR-2'],
  'ADR-1': ['HDR-3', 'ADR-2', 'HEL-2', 'HEL-1'],
  'ADR-3': ['ADR-1'],
  'ADR-5': ['TLV-5', 'ADR-1', 'HEL-2', ...SIGHT],
  'SIZ-2': ['SIZ-3', ...SIGHT],
  'SIZ-3': [...SIGHT, 'HEL-2'],
  'ROB-1': SIGHT,
  'ROB-2': ['ADR-1', 'HEL-2', ...SIGHT],
  'ROB-3': SIGHT,
  'ROB-5': SIGHT,
};

/** The same, true only of a node that sends nobody a Hello: one that keeps a wrong pace may fail HEL-2 by itself. */
export const EXPLAINS_WITHOUT_HELLO: Readonly<Record<string, readonly string[]>> = {
  'HEL-2': ['HEL-1'],
};

const SPEECH = ['HDR-5', 'HDR-2', 'TLV-1', 'TLV-5'] as const;
const GREETED = [...SPEECH, 'HEL-1', 'HEL-2'] as const;
const ANSWERED = [...GREETED, 'HEL-3', 'REQ-1', 'ADR-2'] as const;
const ANNOUNCED = [...ANSWERED, 'ADR-1'] as const;

/** Row -> the rows that its controls rest on: if one of them failed, the row could not be tried. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'HDR-2': ['HDR-5'],
  'HDR-5': [],
  'TLV-5': ['HDR-5', 'HDR-2'],
  'SIZ-1': SPEECH,
  'HEL-1': SPEECH,
  'HEL-2': [...GREETED, 'REQ-1', 'ADR-2'],
  'HEL-7': GREETED,
  'REQ-8': GREETED,
  'HDR-3': ANNOUNCED,
  'TLV-2': ANNOUNCED,
  'TLV-3': ANNOUNCED,
  'TLV-4': ANNOUNCED,
  'HEL-5': ANNOUNCED,
  'ADR-2': ANNOUNCED,
  'ADR-3': ANNOUNCED,
  'ADR-5': ANNOUNCED,
  'ROB-2': ANNOUNCED,
  'ROB-4': ANNOUNCED,
};

/** The rows that any check of this row needs to hold. */
export function needsOf(id: string): readonly string[] {
  return (NEEDS[id] ?? ANSWERED).filter((need) => need !== id);
}

// From what every check sees a node by to what rests on it: where two rows are in doubt, the earlier is settled first.
const ORDER: readonly string[] = [
  ...[
    'HDR-5',
    'HDR-2',
    'TLV-1',
    'TLV-5',
    'HEL-1',
    'ADR-2',
    'REQ-10',
    'HEL-2',
    'HEL-3',
    'REQ-1',
    'SIZ-3',
    'HDR-3',
  ],
  ...['ADR-1', 'HEL-4', 'TLV-2'],
];

/** Whether doubt about the second row should be settled before the first one is tried again. */
export function waitsFor(id: string, other: string): boolean {
  const place = (row: string): number => (ORDER.includes(row) ? ORDER.indexOf(row) : ORDER.length);
  const linked = (EXPLAINS[id] ?? []).includes(other) || needsOf(id).includes(other);
  return linked && place(other) < place(id);
}

/** What the judgements alone do not tell. */
export interface CauseFacts {
  /** Some Hello came to somebody. */
  readonly greeted: boolean;
  /** The node died in the check of this judgement: that is a finding of its own, and explains no other. */
  readonly died: (judgement: Judgement) => boolean;
}

/** A judgement after its causes were looked for. */
export interface Caused {
  readonly judgement: Judgement;
  /** The row that failed and that this one rests on; null if it stands for itself. */
  readonly because: string | null;
  /** The verdict before. */
  readonly was: Verdict;
  /** It tells of the node's death: nothing explains that away. */
  readonly died: boolean;
}

/**
 * The judgements in the same order; what rests on a failure is skipped, and its hint names the failed row. Wherever
 * something failed, at least one failure stays.
 */
export function rootCauses(judgements: readonly Judgement[], facts: CauseFacts): Caused[] {
  const causes = new Causes(judgements, facts);
  return judgements.map((judgement) => {
    const { requirement, verdict } = judgement;
    const alone = { judgement, because: null, was: verdict, died: facts.died(judgement) };
    if (!BROKEN.has(verdict) || alone.died) return alone;
    const root = causes.root(requirement, verdict === 'inconclusive' ? 'doubts' : 'failures');
    if (root !== null) {
      const hint = sentence('rests on {row}, which failed: mend that first', { row: root });
      return { ...alone, judgement: skipped(judgement, hint), because: root };
    }
    const missing = verdict === 'inconclusive' ? causes.missing(requirement) : null;
    if (missing === null) return alone;
    const hint = sentence('could not be tried: {row} failed', { row: missing });
    return { ...alone, judgement: skipped(judgement, hint), because: missing };
  });
}

const BROKEN: ReadonlySet<Verdict> = new Set<Verdict>(['fail', 'warn', 'inconclusive']);

class Causes {
  readonly #failed: ReadonlySet<string>;
  readonly #broken: ReadonlySet<string>;
  readonly #greeted: boolean;

  constructor(judgements: readonly Judgement[], { greeted, died }: CauseFacts) {
    const living = judgements.filter((one) => !died(one));
    // Only a failure explains: behind a warning, a failure would vanish from the exit code.
    this.#failed = rows(living.filter((one) => one.verdict === 'fail'));
    this.#broken = rows(living.filter((one) => BROKEN.has(one.verdict)));
    this.#greeted = greeted;
  }

  /**
   * The first failure that this row's trouble comes from. A doubt may come through rows that are in doubt
   * themselves, a failure only through failures: else it would vanish behind one that has nothing to do with it.
   * The recursion ends, for there is no circle.
   */
  root(id: string, through: 'failures' | 'doubts'): string | null {
    const without = this.#greeted ? [] : (EXPLAINS_WITHOUT_HELLO[id] ?? []);
    return this.#first([...(EXPLAINS[id] ?? []), ...without], through);
  }

  /** The first failure that kept this row's controls from holding; another check of the row may have shown it. */
  missing(id: string): string | null {
    return this.#first(needsOf(id), 'doubts');
  }

  #first(ids: readonly string[], through: 'failures' | 'doubts'): string | null {
    const candidates = through === 'failures' ? this.#failed : this.#broken;
    for (const id of ids) {
      if (!candidates.has(id)) continue;
      const failed = this.#failed.has(id);
      const root = this.root(id, failed ? 'failures' : 'doubts') ?? (failed ? id : null);
      if (root !== null) return root;
    }
    return null;
  }
}

function rows(judgements: readonly Judgement[]): Set<string> {
  return new Set(judgements.map((one) => one.requirement));
}
