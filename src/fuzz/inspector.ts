/**
 * Looks into what looked wrong, one suspicion at a time: a fault that is known already is counted, anything else goes
 * through triage, within the time that there is for it.
 */
import type { CampaignState } from './campaign-state.ts';
import type { FuzzEvent } from './event.ts';
import type { Finding } from './finding.ts';
import type { Ledger } from './ledger.ts';
import type { Suspicion } from './suspicion.ts';
import { CERTAIN, type SymptomKind } from './symptom.ts';
import { duplicateOf, triage } from './triage.ts';
import { matches } from './trigger.ts';
import type { World } from './world.ts';

/** Where suspicions and findings are kept, so that kill -9 loses none. */
export interface Keeper {
  /** Before anything is done about it; the number is for `settled`. */
  suspicion(suspicion: Suspicion): number;
  settled(number: number): void;
  finding(finding: Finding): void;
  state(state: CampaignState): void;
}

export interface InspectorOptions {
  readonly world: World;
  readonly ledger: Ledger;
  /** For all triage of the campaign together. */
  readonly budgetMs: number;
  readonly keeper: Keeper | null;
  /** The first finding is the last: more of the time is its own. */
  readonly single: boolean;
  /** What should not be is a fault too. */
  readonly strict: boolean;
  /** Nothing more is to be found out. */
  readonly enough: () => boolean;
  readonly put: (event: FuzzEvent) => void;
}

// One suspicion gets at most half of what is left, so that the next one has a chance, but what it needs: re-runs that
// watch a schedule take ten seconds each. Where one is enough, the next is for the case that this is none.
const SHARE = { many: 0.5, single: 0.8 } as const;
const LEAST_MS = { quick: 8000, slow: 50_000 } as const;
/** Kinds whose re-runs take a second or two. */
const QUICK: ReadonlySet<SymptomKind> = new Set<SymptomKind>([...CERTAIN, 'hang', 'leak']);
/** Triggers of known faults that are sent all the same, one in so many. */
const LET_THROUGH = 64;

export class Inspector {
  readonly #options: InspectorOptions;
  #left: number;
  #turn: Promise<void> = Promise.resolve();
  #refused = 0;

  constructor(options: InspectorOptions) {
    this.#options = options;
    this.#left = options.budgetMs;
  }

  /**
   * Resolves when it is known what became of it. `number`: of the keeper, if it has the suspicion already. What was not
   * looked into to the end stays there, for the run that goes on.
   */
  async look(suspicion: Suspicion, number?: number): Promise<void> {
    const { keeper } = this.#options;
    const kept = number ?? keeper?.suspicion(suspicion);
    const before = this.#turn;
    const looked = before.then(() => this.#look(suspicion));
    this.#turn = looked.then(() => undefined);
    if ((await looked) && kept !== undefined) keeper?.settled(kept);
  }

  /** Whether the datagram alone would show a fault that is known, and shall not be sent once more. */
  isKnownTrigger(from: Suspicion['target'], bytes: Uint8Array): boolean {
    const { findings } = this.#options.ledger;
    if (findings.length === 0) return false;
    const step = [{ at: 0, from, bytes }];
    if (!findings.some((finding) => finding.case.steps.length === 1 && matches(finding, step))) return false;
    return ++this.#refused % LET_THROUGH !== 0;
  }

  /** False if the campaign ended before anything could be said. */
  async #look(suspicion: Suspicion): Promise<boolean> {
    if (this.#options.enough()) return false;
    const { world, ledger, keeper, put, strict, single } = this.#options;
    put({ type: 'suspicion', suspicion });
    const known = duplicateOf(suspicion, ledger.findings);
    if (known !== null) {
      this.#again(known);
      return true;
    }
    const begin = world.clock.now();
    const least = QUICK.has(suspicion.symptom.kind) ? LEAST_MS.quick : LEAST_MS.slow;
    const ms = Math.max(this.#left * SHARE[single ? 'single' : 'many'], Math.min(this.#left, least));
    const verdict = await triage(suspicion, world, { until: begin + ms, known: ledger.findings, strict });
    this.#left = Math.max(this.#left - (world.clock.now() - begin), 0);
    if (verdict.kind === 'duplicate') this.#again(verdict.of);
    else if (verdict.kind === 'finding') {
      ledger.findings.push(verdict.finding);
      keeper?.finding(verdict.finding);
      put({ type: 'finding', finding: verdict.finding });
    } else if (world.signal.aborted) return false;
    else {
      const unconfirmed = { suspicion, reason: verdict.reason };
      ledger.unconfirmed.push(unconfirmed);
      put({ type: 'unconfirmed', unconfirmed });
    }
    return true;
  }

  #again(known: Finding): void {
    const finding = this.#options.ledger.seenAgain(known);
    if (finding !== null) this.#options.keeper?.finding(finding);
  }
}
