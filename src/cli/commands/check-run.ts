/**
 * One run of `check`: from a plan to a result, and from a result to what the user keeps of it.
 */
import type { CheckEvent, CheckResult } from '../../check/event.ts';
import type { Probe } from '../../check/probe.ts';
import { rigDoubts } from '../../check/rig-doubt.ts';
import { check } from '../../check/runner.ts';
import { systemClock } from '../../net/clock.ts';
import { seededRandom } from '../../net/random.ts';
import { examineRig } from '../../net/rig.ts';
import type { Target } from '../../net/target.ts';
import { udpNetwork } from '../../net/udp.ts';
import { checkJson, type RunFacts } from '../../report/check-json.ts';
import { checkText } from '../../report/check-text.ts';
import { endpointText } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';
import type { EventLog } from './check-events.ts';
import { writeEvidence, writeTraces } from './check-evidence.ts';
import type { Selection } from './check-select.ts';

/** What shall be run, all options read. */
export interface Plan {
  readonly target: Target;
  readonly selection: Selection;
  readonly strict: boolean;
  readonly patienceMs: number;
  /** Undefined: as long as it takes. */
  readonly timeoutMs: number | undefined;
  readonly seed: number;
  /** Instances at once, or probes at once against a running target. */
  readonly width: number;
  /** `--out`. */
  readonly folder: string | undefined;
}

export interface Ran {
  readonly result: CheckResult;
  readonly facts: RunFacts & { readonly seed: number };
  /** What makes a date of a time in its traces. */
  readonly epochMs: number;
}

/** What a command adds to the report of a run. */
export interface Addition {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** In place of the result's own. */
  readonly verdict?: CheckResult['verdict'];
}

export const VERDICT_EXIT = { pass: EXIT.OK, fail: EXIT.FINDINGS, inconclusive: EXIT.UNKNOWN } as const;

/** Runs the probes; `listen` hears every event, `log` keeps them. */
export async function runCheck(
  context: Context,
  plan: Plan,
  listen: (event: CheckEvent) => void,
  more: {
    readonly log?: EventLog | null;
    readonly signal?: AbortSignal;
    readonly first?: ReadonlySet<string>;
  } = {},
): Promise<Ran> {
  const { target, selection, strict, patienceMs, timeoutMs, seed, width } = plan;
  const startedAt = new Date();
  const begin = systemClock.now();
  const endpoint = target.endpoint === null ? null : endpointText(target.endpoint);
  more.log?.begin({ target: { endpoint, command: target.command }, seed, startedAt });
  const world = { clock: systemClock, network: udpNetwork, random: seededRandom(seed), patienceMs };
  let result: CheckResult | null = null;
  const options = {
    ...selection,
    strict,
    world,
    width,
    signal: more.signal ?? context.signal,
    rig: () => examineRig({ clock: systemClock, network: udpNetwork, target: target.endpoint }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(more.first === undefined ? {} : { first: more.first }),
  };
  for await (const event of check(target, options)) {
    more.log?.put(event, systemClock.now() - begin);
    listen(event);
    if (event.type === 'rig')
      for (const doubt of rigDoubts(event.rig)) context.out.talk(`this machine: ${doubt}`);
    if (event.type === 'finished') result = event.result;
  }
  if (result === null) throw new Error('a run without a result');
  const facts = {
    version: version(),
    endpoint,
    command: target.command,
    seed,
    startedAt,
    durationMs: systemClock.now() - begin,
  };
  return { result, facts, epochMs: startedAt.getTime() - begin };
}

/** Writes what is kept, prints the report (and adds it to the log), and gives the exit code. */
export async function deliver(
  context: Context,
  plan: Plan,
  ran: Ran,
  added: Addition | null,
  log: EventLog | null = null,
): Promise<number> {
  const { options, out, theme, lang } = context;
  const { result, facts, epochMs } = ran;
  const { folder, selection: _, strict } = plan;
  const recording = { application: `peerprobe ${version()}`, epochMs };
  const evidence = await writeEvidence(result, folder, recording, (text) => out.talk(text));
  if (folder !== undefined) {
    const asked = { only: options.texts('only'), skip: options.texts('skip'), strict };
    const { ended, start, rig, dropped } = result;
    const startedAt = facts.startedAt.getTime();
    const record = { ...facts, ...asked, startedAt, ended, start, rig, dropped };
    await writeTraces(result, folder, recording, record);
  }
  const report = { ...checkJson(result, facts, evidence), ...added?.json };
  log?.report(report, facts.durationMs);
  if (options.flag('json')) {
    await out.data(`${JSON.stringify(report)}\n`);
  } else {
    const shown = { endpoint: facts.endpoint, stages: options.flag('stages'), lang };
    await out.data(`${checkText(result, evidence, theme, shown)}${added?.text ?? ''}`);
  }
  return VERDICT_EXIT[added?.verdict ?? result.verdict];
}

/** Tells a person at a terminal how it goes on. */
export function progress(context: Context, event: CheckEvent): void {
  if (context.out.errIsTTY) tell(context, event);
}

/** Tells what a check came to. */
export function tell({ out, errTheme }: Context, event: CheckEvent): void {
  if (event.type !== 'judged') return;
  const verdicts = event.judgements.map((one) => `${one.requirement} ${one.verdict}`).join(', ');
  const attempt = event.attempt > 1 ? ` (try ${event.attempt})` : '';
  out.talk(errTheme.dim(`  ${event.check}: ${verdicts}${attempt}`));
}

/** The probes' names, for messages. */
export function countText(probes: readonly Probe[]): string {
  return `${probes.length} ${probes.length === 1 ? 'check' : 'checks'}`;
}
