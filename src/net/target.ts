/**
 * What is checked, as the runner sees it: something that can be started with a start peer, watched and stopped,
 * or that runs already. A command, a running node and a node in memory are alike.
 */

import type { ProcessEvent } from '../oracle/trace.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Cidr } from './cidr.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Sample } from './sample.ts';

/** A node to check: one that can be started and stopped again and again, or one that runs. */
export interface Target {
  /** For the report: where it is, and the command that starts it. */
  readonly endpoint: Endpoint | null;
  readonly command: readonly string[] | null;
  /** Each probe may have an instance of its own. */
  readonly restartable: boolean;
  /** Nobody but the lab can talk to an instance. */
  readonly alone: boolean;
  /** What may be announced to it; null where nothing can leave. */
  readonly fence: readonly Cidr[] | null;
  /** Where the next instance will live. EnvironmentError if there is no place. */
  reserve(): Promise<Endpoint>;
  /** Starts an instance there, with that peer or with none; `onExit` is called once when it ends. */
  start(at: Endpoint, startPeer: Endpoint | null, onExit: (event: ProcessEvent) => void): Promise<Instance>;
}

export interface Instance {
  /** Datagrams that the kernel dropped at its socket; 0 where nobody knows. */
  drops(): number;
  /** Bytes that wait unread at its socket; null where nobody knows. */
  queued(): number | null;
  /** Whether it holds its port; null where nobody knows. */
  holdsPort(): boolean | null;
  /** Its first process; null if it is none of this machine's, or nobody knows. */
  pid(): number | null;
  /** What it uses right now; null if it is gone or nobody knows. */
  sample(): Sample | null;
  /** What a sanitizer has reported by now, which need not have ended it; null if nothing, or if it is not ours. */
  sanitizer(): Promise<string | null>;
  /** What it does right now, if it is no node yet; null as for `sample`. */
  diagnosis(): Diagnosis | null;
  /** Ends it, if it is ours to end; resolves when it is gone and `onExit` was called. */
  stop(): Promise<void>;
}
