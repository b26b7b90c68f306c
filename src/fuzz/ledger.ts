/**
 * What a campaign has done and found so far: the counts that the status line and the result are made of.
 */
import { dialectSeen } from '../oracle/dialect-seen.ts';
import { isOutside } from '../oracle/probe-judge.ts';
import { eventsOf, type ProcessEvent, type Trace } from '../oracle/trace.ts';
import type { Earlier } from './earlier.ts';
import type { FuzzEnd, FuzzResult, Status, Tried as TriedSoFar, Unconfirmed } from './event.ts';
import type { Finding } from './finding.ts';
import { Observation } from './observation.ts';
import type { Round } from './round.ts';
import { Tried } from './tried.ts';

// Traces that the dialect is read from: the newest.
const TRACES = 2;

export class Ledger {
  cases = 0;
  datagrams = 0;
  lost: number | null = null;
  dropped = 0;
  instances = 0;
  deaths = 0;
  seen = false;
  start: string | null = null;
  mostPeers = 0;
  /** Peers of ours that are there now. */
  peers = 0;
  readonly tried = new Tried();
  readonly generators = new Map<string, number>();
  readonly findings: Finding[] = [];
  readonly unconfirmed: Unconfirmed[] = [];
  readonly #traces: Trace[] = [];
  #statusAt: number;
  #statusCases = 0;
  #statusDatagrams = 0;

  readonly #restartable: boolean;
  readonly #observation = new Observation();
  readonly #unwatched = new Set<string>(); // Bounded by what can be said.

  constructor(now: number, restartable: boolean) {
    this.#restartable = restartable;
    this.#statusAt = now;
  }

  /** Goes on where an earlier run in the same folder stopped. */
  resume({ state, findings }: Earlier): void {
    this.cases = state.cases;
    this.datagrams = state.datagrams;
    this.lost = state.lost;
    this.dropped = state.dropped;
    this.instances = state.instances;
    this.deaths = state.deaths;
    if (state.tried !== null) {
      this.tried.resume(state.tried.cells, state.tried.longest);
      this.mostPeers = state.tried.mostPeers;
      for (const [generator, count] of Object.entries(state.tried.generators)) this.made(generator, count);
    }
    this.findings.push(...findings);
    [this.#statusCases, this.#statusDatagrams] = [state.cases, state.datagrams];
  }

  made(generator: string, count: number): void {
    this.generators.set(generator, (this.generators.get(generator) ?? 0) + count);
  }

  /** An instance has spoken. */
  met(round: Round): void {
    this.seen = true;
    this.peers = round.squad.size;
    for (const text of unwatched(round)) this.#unwatched.add(text);
    if (round.instance.queued() !== null) this.lost ??= 0;
  }

  /** The life of an instance is over. */
  close({ squad, dropped, lost, exit, observation }: Round): void {
    this.#observation.add(observation);
    this.dropped += dropped;
    this.mostPeers = Math.max(this.mostPeers, squad.size);
    if (this.lost !== null) this.lost += lost;
    this.#ended(exit);
  }

  /** The same of one that heard stories. */
  told(trace: Trace, dropped: number): void {
    this.dropped += dropped;
    this.#traces.push(trace);
    if (this.#traces.length > TRACES) this.#traces.shift();
    if (eventsOf(trace, 'received').length > 0) this.seen = true;
    this.#ended(eventsOf(trace, 'exited')[0] ?? null);
  }

  /** Known already: counted. Gives the finding as it is now; null if it is none of these. */
  seenAgain({ id }: Finding): Finding | null {
    const at = this.findings.findIndex((finding) => finding.id === id);
    const before = this.findings[at];
    if (before === undefined) return null;
    const finding = { ...before, seen: before.seen + 1 };
    this.findings[at] = finding;
    return finding;
  }

  triedSoFar(): TriedSoFar {
    const generators = Object.fromEntries(this.generators);
    return { ...this.tried.summary(), generators, mostPeers: this.mostPeers };
  }

  #ended(exit: ProcessEvent | null): void {
    if (!this.#restartable) return;
    this.instances += 1;
    if (exit !== null && !exit.byUs && !isOutside(exit)) this.deaths += 1;
  }

  /** Rates since the last call. */
  status(now: number, leftMs: number | null): Status {
    const seconds = Math.max(now - this.#statusAt, 1) / 1000;
    const casesPerS = (this.cases - this.#statusCases) / seconds;
    const datagramsPerS = (this.datagrams - this.#statusDatagrams) / seconds;
    [this.#statusAt, this.#statusCases, this.#statusDatagrams] = [now, this.cases, this.datagrams];
    return {
      casesPerS,
      datagramsPerS,
      lost: this.lost ?? 0,
      peers: this.peers,
      findings: this.findings.length,
      leftMs,
    };
  }

  result(seed: number, durationMs: number, ended: FuzzEnd | null): FuzzResult {
    const { cases, datagrams, lost, dropped, instances, deaths, seen, findings, unconfirmed, start } = this;
    const isTried = seen && start === null && cases > 0;
    const told = findings.length > 0 ? 'fail' : isTried ? 'pass' : 'inconclusive';
    return {
      verdict: told === 'pass' && ended === 'lost' ? 'inconclusive' : told,
      seed,
      durationMs,
      cases,
      datagrams,
      lost,
      dropped,
      instances,
      deaths,
      seen,
      dialect: dialectSeen(this.#traces),
      findings,
      unconfirmed,
      tried: this.triedSoFar(),
      notes: this.#observation.notes,
      unwatched: [...this.#unwatched],
      start,
      ended,
    };
  }
}

/** What nobody tells of its instance, one sentence each. */
function unwatched({ instance, world }: Round): string[] {
  const untold: string[] = [];
  if (instance.sample() === null)
    untold.push('memory, threads, descriptors and CPU of the target cannot be seen from here');
  if (instance.queued() === null)
    untold.push('what waits at the target and what was dropped there cannot be seen from here');
  if (!world.target.restartable)
    untold.push('the target was started by somebody else: how it ends and what it prints is not seen');
  return untold;
}
