/**
 * `check --many FILE`: a class of targets, each checked by itself; what they add up to, and a folder that `report` reads.
 */
import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClassEvent, type Outcome, runClass } from '../../check/class/class-run.ts';
import { INTERRUPTED } from '../../check/class/held-run.ts';
import { type ClassTarget, shardOf } from '../../check/class/target-file.ts';
import { targetKey } from '../../check/class/target-key.ts';
import { Workshop } from '../../check/class/workshop.ts';
import { systemClock } from '../../net/clock.ts';
import { namespaceAbility } from '../../net/namespace.ts';
import { isOwnLateness } from '../../oracle/own-lateness.ts';
import type { ClassReport, ClassRow } from '../../report/class/class-report.ts';
import { failedRequirements, rowVerdict } from '../../report/class/class-report.ts';
import { escapeText } from '../../report/escape.ts';
import { countText } from '../../report/number-text.ts';
import type { RunReport } from '../../report/run/run-report.ts';
import { durationText } from '../../report/time-text.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { count, duration, seed, seedOrFresh } from '../value.ts';
import { version } from '../version.ts';
import { beginClass, keepTarget, readClass, readRun, readTarget, targetFolder } from './class-folder.ts';
import { deliverClass, keepRow } from './class-output.ts';
import { allowedTargets, fencedTarget } from './fence-option.ts';
import { targetsOf } from './target-list.ts';

const TIMEOUT_MS = 300_000;
const MOST_JOBS = 256;
/** A check mostly waits: so many for each core, as far as the memory goes. */
const JOBS_PER_CORE = 4;
const JOB_BYTES = 512 * 1024 * 1024;
const MOST_SHARDS = 10_000;

/** Options of `check` that say what is done with one target: nothing for many. */
const OTHER = ['watch', 'stages', 'dry-run'];
const OTHER_TEXT = ['repeat', 'baseline'];
/** Options that each target's check is given as they are. */
const PASSED = ['only', 'skip', 'allow-target'];

/** What came of a target, with its run. */
interface Judged extends Outcome {
  readonly run: RunReport | null;
}

export async function checkMany(context: Context, file: string): Promise<number> {
  const { options, out } = context;
  refuse(context);
  const jobs = count(options.text('jobs') ?? String(defaultJobs()), '--jobs', { min: 1, max: MOST_JOBS });
  const all = await targetsOf(file);
  const allowed = allowedTargets(options.texts('allow-target'));
  for (const { name, endpoint } of all)
    if (endpoint !== null)
      await fencedTarget(endpoint, allowed).catch((error) => {
        if (!(error instanceof UsageError)) throw error;
        throw new UsageError(`${file}: ${name}: ${error.message}`, error.hint);
      });
  const shard = shardChosen(options.text('shard'));
  const targets = shard === null ? all : shardOf(all, shard);
  if (targets.length === 0) throw new UsageError(`--shard ${options.text('shard')} has no target of ${file}`);
  const folder = resolve(options.text('out') ?? (await mkdtemp(join(tmpdir(), 'peerprobe-class-'))));
  if (options.text('out') === undefined) out.talk(`class: ${folder}`);
  const earlier = await readClass(folder);
  if (typeof earlier === 'string')
    throw new UsageError(`--out ${folder}: ${earlier}`, 'choose another folder');
  const given = options.text('seed');
  const record = {
    version: version(),
    seed: given === undefined ? (earlier?.seed ?? seedOrFresh(undefined)) : seed(given, '--seed'),
    startedAt: new Date().toISOString(),
    targets,
  };
  beginClass(folder, { ...record, targets: targets.map(named) }, targets);
  const rows = await judgeAll(context, { folder, seed: record.seed, targets, jobs });
  const { startedAt, seed: own } = record;
  const report: ClassReport = { version: record.version, seed: own, startedAt, rows };
  return deliverClass(context, folder, report);
}

function named({ name, place, weight }: ClassTarget): Pick<ClassTarget, 'name' | 'place' | 'weight'> {
  return { name, place, weight };
}

interface Work {
  readonly folder: string;
  readonly seed: number;
  readonly targets: readonly ClassTarget[];
  readonly jobs: number;
}

/** A row for each target, in the order of the file. */
async function judgeAll(context: Context, work: Work): Promise<ClassRow[]> {
  const { folder, targets, jobs } = work;
  const { out, signal } = context;
  const done = new Map<ClassTarget, ClassRow>();
  const judge = await judgeOf(context, work);
  for await (const event of runClass(targets, judge, {
    jobs,
    builds: availableParallelism(),
    clock: systemClock,
    signal,
  })) {
    if (event.type === 'again') {
      out.talk(`${countText(event.targets.length, 'target')} could not be told in company: again, alone`);
      continue;
    }
    const { target, outcome } = event;
    const row = rowOf(target, outcome, folder);
    done.set(target, row);
    // After all else: what is marked as done is whole.
    if (!event.known) {
      const own = targetFolder(folder, target);
      keepRow(own, row, context.lang);
      keepTarget(own, {
        key: await judge.key(target),
        problem: outcome.problem,
        doubtful: event.willRepeat,
      });
    }
    out.talk(progressLine(event, row, done.size, targets.length, context));
  }
  if (signal.aborted) out.talk('stopped: the same command with this --out goes on from here');
  return targets.map((target) => done.get(target) ?? rowOf(target, NOT_YET, folder));
}

const NOT_YET: Judged = { problem: null, doubtful: false, run: null };

function rowOf({ name, place, weight }: ClassTarget, { run, problem }: Judged, folder: string): ClassRow {
  return { name, folder: targetFolder(folder, { place }), weight, run, problem };
}

async function judgeOf(context: Context, { folder, seed: own }: Work) {
  const { options, signal } = context;
  const timeoutMs =
    options.text('timeout') === undefined ? TIMEOUT_MS : duration(options.text('timeout') ?? '', '--timeout');
  const passed = PASSED.flatMap((name) => options.texts(name).map((value) => `--${name}=${value}`));
  const patience = options.text('patience') ?? '0s';
  duration(patience, '--patience');
  const strict = options.flag('strict') ? ['--strict'] : [];
  const namespace = options.flag('no-namespace') ? null : await namespaceOf(context);
  const check = [
    process.execPath,
    fileURLToPath(new URL('../../../bin/peerprobe.js', import.meta.url)),
    'check',
    ...passed,
    `--patience=${patience}`,
    `--timeout=${timeoutMs}ms`,
    ...strict,
    ...(namespace === null ? ['--no-namespace'] : []),
  ];
  const workshop = new Workshop({ check, namespace, timeoutMs, clock: systemClock, signal });
  const circumstances = [version(), own, passed, patience, timeoutMs, strict, namespace !== null];
  const key = (target: ClassTarget): Promise<string> => targetKey(target, circumstances);
  return {
    key,
    async prepare(target: ClassTarget): Promise<Judged | null> {
      const problem = await workshop.build(target);
      return problem === null ? null : { problem, doubtful: false, run: null };
    },
    async known(target: ClassTarget): Promise<Judged | null> {
      const place = targetFolder(folder, target);
      const record = await readTarget(place);
      if (record === null || record.key !== (await key(target))) return null;
      const run = record.problem === null ? await readRun(place) : null;
      if (run === null && record.problem === null) return null;
      return { problem: record.problem, doubtful: record.doubtful, run };
    },
    async judge(target: ClassTarget): Promise<Judged | null> {
      const place = targetFolder(folder, target);
      const problem = await workshop.check(target, seedFor(own, target), place);
      if (problem === INTERRUPTED) return null;
      const run = problem === null ? await readRun(place) : null;
      if (run === null) {
        const why = problem ?? 'its check left no run that could be read';
        return { problem: why, doubtful: !why.startsWith('it was ended'), run };
      }
      return { problem, doubtful: isDoubtful(run), run };
    },
  };
}

/** Something could not be told, and others were in the way. */
function isDoubtful({ verdict, results }: RunReport): boolean {
  return (
    verdict === 'inconclusive' ||
    results.some((row) => row.verdict === 'inconclusive' && isOwnLateness(row.actual))
  );
}

async function namespaceOf({ out }: Context): Promise<readonly string[] | null> {
  const ability = await namespaceAbility();
  if (ability.ok) return ability.prefix;
  out.talk(`no network namespace here (${ability.reason}): what is announced stays inside 127.0.0.0/8`);
  return null;
}

/** Each target has lab addresses of its own, where all share a network. */
function seedFor(own: number, { name }: ClassTarget): number {
  return createHash('sha256').update(`${own} ${name}`).digest().readUInt32BE(0);
}

function progressLine(
  { outcome, known, willRepeat }: Extract<ClassEvent<Judged>, { type: 'ended' }>,
  row: ClassRow,
  place: number,
  of: number,
  { errTheme }: Context,
): string {
  const verdict = rowVerdict(row);
  const { run } = outcome;
  const style = verdict === 'pass' ? errTheme.ok : verdict === 'fail' ? errTheme.error : errTheme.warn;
  const told = outcome.problem?.split('\n')[0] ?? run?.start ?? failedRequirements(row).join(' ');
  const time = run?.durationMs === null || run === null ? '' : `  (${durationText(run.durationMs)})`;
  const more = willRepeat ? '  will be tried again' : known ? '  as before' : time;
  return `[${place}/${of}] ${style(verdict)} ${escapeText(row.name)}  ${escapeText(told)}${more}`;
}

/** `2/5`: the second of five parts. */
function shardChosen(text: string | undefined): { index: number; of: number } | null {
  if (text === undefined) return null;
  const [index = '', of = '', ...others] = text.split('/');
  if (others.length > 0 || of === '')
    throw new UsageError(`--shard: "${text}" is not a part such as 1/4`, 'the first of four parts');
  const parts = count(of, '--shard', { min: 1, max: MOST_SHARDS });
  return { index: count(index, '--shard', { min: 1, max: parts }), of: parts };
}

function refuse({ options, args, rest }: Context): void {
  if (args.length > 0 || rest !== null)
    throw new UsageError('--many takes its targets from its file alone', 'leave HOST:PORT and -- CMD away');
  const odd = [
    ...OTHER.filter((name) => options.flag(name)),
    ...OTHER_TEXT.filter((name) => options.text(name) !== undefined),
  ][0];
  if (odd !== undefined) throw new UsageError(`--${odd} does not go with --many`);
}

function defaultJobs(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(
    1,
    Math.min(JOBS_PER_CORE * availableParallelism(), Math.floor(memory / JOB_BYTES), MOST_JOBS),
  );
}
