/**
 * `check --many FILE`: a class of targets, each checked by itself; what they add up to, and a folder that `report` reads.
 */
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ClassEvent, runClass } from '../../check/class/class-run.ts';
import { type ClassTarget, shardOf } from '../../check/class/target-file.ts';
import type { Language } from '../../lang/language.ts';
import { counted, tell } from '../../lang/sentence.ts';
import { systemClock } from '../../net/clock.ts';
import { machineMemory } from '../../net/machine-memory.ts';
import { namespaceAbility } from '../../net/namespace.ts';
import { type ClassRow, failedRequirements, rowVerdict } from '../../report/class/class-report.ts';
import { problemLine } from '../../report/class/class-words.ts';
import { escapeText } from '../../report/escape.ts';
import { durationText } from '../../report/time-text.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { count, duration, seed, seedOrFresh } from '../value.ts';
import { version } from '../version.ts';
import { beginClass, holdsRun, keepTarget, readClass, takeClass, targetFolder } from './class-folder.ts';
import { ClassMaster, type Judged } from './class-master.ts';
import { deliverClass, keepRow } from './class-output.ts';
import { allowedTargets, fencedTarget } from './fence-option.ts';
import { targetsOf } from './target-list.ts';

const MOST_JOBS = 256;
/** A check mostly waits: so many for each core, as far as the memory goes. */
const JOBS_PER_CORE = 5;
const JOB_BYTES = 512 * 1024 * 1024;
const MOST_SHARDS = 10_000;

/** Options of `check` that say what is done with one target: nothing for many. */
const OTHER = ['watch', 'stages', 'dry-run'];
const OTHER_TEXT = ['repeat', 'baseline'];

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
  if (holdsRun(folder))
    throw new UsageError(`--out ${folder}: it holds another run`, 'choose another folder');
  const given = options.text('seed');
  const record = {
    version: version(),
    seed: given === undefined ? (earlier?.seed ?? seedOrFresh(undefined)) : seed(given, '--seed'),
    startedAt: new Date().toISOString(),
    targets: targets.map(named),
  };
  const lock = takeClass(folder);
  try {
    beginClass(folder, record);
    const rows = await judgeAll(context, { folder, seed: record.seed, targets, jobs });
    return await deliverClass(context, folder, { ...record, rows });
  } finally {
    lock.release();
  }
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
  const { out, signal, lang } = context;
  const done = new Map<ClassTarget, ClassRow>();
  const judge = new ClassMaster(context, work, await namespaceOf(context));
  for await (const event of runClass(targets, judge, {
    jobs,
    builds: availableParallelism(),
    clock: systemClock,
    signal,
  })) {
    if (event.type === 'again') {
      const targets = counted(event.targets.length, 'target');
      out.talk(tell(lang, '{targets} could not be told in company: again, alone', { targets }));
      continue;
    }
    const { target, outcome } = event;
    const row = rowOf(target, outcome, folder);
    done.set(target, row);
    // After all else: what is marked as done is whole.
    if (!event.known) {
      const own = targetFolder(folder, target);
      keepRow(own, row, lang);
      keepTarget(own, {
        key: judge.keyOf(target),
        problem: outcome.problem,
        problemSaid: outcome.problemSaid,
        doubtful: event.willRepeat,
      });
    }
    out.talk(progressLine(event, row, done.size, targets.length, context));
  }
  if (signal.aborted) out.talk(tell(lang, 'stopped: the same command with this --out goes on from here'));
  return targets.map((target) => done.get(target) ?? rowOf(target, NOT_YET, folder));
}

const NOT_YET: Judged = { problem: null, doubtful: false, run: null };

function rowOf({ name, place, weight }: ClassTarget, judged: Judged, folder: string): ClassRow {
  const { run, problem, problemSaid } = judged;
  return { name, folder: targetFolder(folder, { place }), weight, run, problem, problemSaid };
}

/** What puts a command into a network namespace; null if that is not wanted, or not to be had. */
async function namespaceOf({ options, out }: Context): Promise<readonly string[] | null> {
  if (options.flag('no-namespace')) return null;
  const ability = await namespaceAbility();
  if (ability.ok) return ability.prefix;
  out.talk(`no network namespace here (${ability.reason}): what is announced stays inside 127.0.0.0/8`);
  return null;
}

function progressLine(
  { outcome, known, willRepeat }: Extract<ClassEvent<Judged>, { type: 'ended' }>,
  row: ClassRow,
  place: number,
  of: number,
  { errTheme, lang }: Context,
): string {
  const verdict = rowVerdict(row);
  const { run } = outcome;
  const style = verdict === 'pass' ? errTheme.ok : verdict === 'fail' ? errTheme.error : errTheme.warn;
  const told = problemLine(row, lang) ?? requirementsText(row, lang);
  const time = run?.durationMs === null || run === null ? '' : `  (${durationText(run.durationMs, lang)})`;
  const mark = willRepeat ? 'will be tried again' : known ? 'as before' : null;
  const more = mark === null ? time : `  ${tell(lang, mark)}`;
  return `[${place}/${of}] ${style(tell(lang, verdict))} ${escapeText(row.name)}  ${escapeText(told)}${more}`;
}

/** Those that fail, or else those that could not be told. */
function requirementsText(row: ClassRow, lang: Language): string {
  const failed = failedRequirements(row);
  if (failed.length > 0 || rowVerdict(row) === 'pass') return failed.join(' ');
  const unsure = (row.run?.results ?? []).filter(({ verdict }) => verdict === 'inconclusive');
  const ids = [...new Set(unsure.map(({ requirement }) => requirement))];
  return ids.length === 0 ? tell(lang, 'nothing could be told') : ids.join(' ');
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
  // Before anything is made or started.
  const timeout = options.text('timeout');
  if (timeout !== undefined) duration(timeout, '--timeout');
}

function defaultJobs(): number {
  const bearable = Math.floor(machineMemory() / JOB_BYTES);
  return Math.max(1, Math.min(JOBS_PER_CORE * availableParallelism(), bearable, MOST_JOBS));
}
