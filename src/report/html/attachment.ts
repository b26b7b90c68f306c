/**
 * What belongs to a run beside its report: the captures that it names, and what is drawn from them.
 */
import type { Recorded } from '../../check/recorded.ts';
import type { Trace } from '../../oracle/trace.ts';
import type { NamedRun } from '../run/named-run.ts';

/** A capture of evidence. */
export interface Attachment {
  readonly bytes: Uint8Array;
  /** What it recorded; null if it is none of ours. */
  readonly recorded: Recorded | null;
}

export interface HtmlRun extends NamedRun {
  /** Where the log lies, for commands to paste; null for a report without a folder. */
  readonly folder: string | null;
  /** By the names that the report has for them; those that are not there or too large are left out. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** The trace that shows the Hello schedule best; null if there is none. */
  readonly schedule: Trace | null;
}
