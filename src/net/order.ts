/**
 * What passes between us and the supervisor of our targets. `id` names a target: ours to choose, never used
 * twice in one run. Output does not pass as it comes, only its end when asked for: a target may print without bound.
 */

/** What we tell the supervisor. */
export type Order =
  | {
      readonly type: 'start';
      readonly id: number;
      readonly argv: readonly string[];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string | undefined>>;
    }
  | { readonly type: 'stop'; readonly id: number }
  /** Asks for a `said` report; a target that has ended gives none, its `exit` report is on the way. */
  | { readonly type: 'tell'; readonly id: number };

/** The last words of a target: see `Child`. */
export interface Said {
  readonly output: string;
  readonly sanitizer: string | null;
}

/** The end of a target; `time` as in `Report`. */
export interface End extends Said {
  readonly code: number | null;
  readonly signal: string | null;
  readonly byUs: boolean;
  readonly reason: string | null;
  readonly time: number;
}

/** What it tells us; `time` is the machine's monotonic time in ms, the same for all processes. */
export type Report =
  | { readonly type: 'started'; readonly id: number; readonly pid: number; readonly time: number }
  | { readonly type: 'failed'; readonly id: number; readonly code: string; readonly message: string }
  | ({ readonly type: 'said'; readonly id: number } & Said)
  | ({ readonly type: 'exit'; readonly id: number } & End);
