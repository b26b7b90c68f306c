/**
 * Builds and judges the targets of a class as they are: each with a build in its folder, then a check of our own program
 * with the target in it, in a process group and a folder of its own. What a check finds lies in the folder it is given.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { machineMemory } from '../../net/machine-memory.ts';
import { namespaceEnv } from '../../net/namespace.ts';
import type { Clock } from '../../net/world.ts';
import { type HeldEnd, heldRun } from './held-run.ts';
import { refusalSaid, startRefusal } from './refusal.ts';
import type { ClassTarget } from './target-file.ts';
import { placedCommand } from './target-key.ts';

export interface WorkshopOptions {
  /** Words that start `check` of our own program with the options of this run, all but `--out`, `--seed` and the target. */
  readonly check: readonly string[];
  /** Words that put a command into a network namespace; null: there is none. */
  readonly namespace: readonly string[] | null;
  /** What a check may take, in ms; it judges then what is done by then. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const BUILD_MS = 120_000;
/** What a check has to sum up and to end its target. */
const ENDING_MS = 30_000;
const MIB = 1024 * 1024;
/** Many instances of a target live at once, and ours beside them. */
const MOST_PROCESSES = 2000;
const WORK_LIMITS = { bytes: 512 * MIB, files: 20_000 };
/** The name of the folder that a target runs in. */
const WORK = 'work';
/** Of what a build has printed. */
const MOST_LINES = 20;

export class Workshop {
  readonly #options: WorkshopOptions;
  readonly #memory = machineMemory() / 2;

  constructor(options: WorkshopOptions) {
    this.#options = options;
  }

  /** Why it could not be built; null if it could, or need not be. */
  async build({ build, folder }: ClassTarget): Promise<Sentence | null> {
    if (build === null) return null;
    const { clock, signal } = this.#options;
    const limits = {
      ms: BUILD_MS,
      bytes: null,
      files: null,
      memory: this.#memory,
      processes: MOST_PROCESSES,
    };
    try {
      const end = await heldRun({ argv: build, folder, env: process.env, limits, clock, signal });
      return end.code === 0 ? null : withOutput(buildEnd(end), end);
    } catch (error) {
      return sentence('its build could not be started: {why}', { why: startRefusal(error) });
    }
  }

  /**
   * Checks it, with what is left of it in `out`, which is emptied before. Why it could not be judged; null if it could:
   * then `out` has the run. After the signal nothing follows from either.
   */
  async check(target: ClassTarget, seed: number, out: string): Promise<Sentence | null> {
    const { check, namespace, timeoutMs, clock, signal } = this.#options;
    const work = join(out, WORK);
    await rm(out, { recursive: true, force: true });
    await mkdir(out);
    await mkdir(work);
    const words = [...check, '--out', out, '--seed', String(seed)];
    const own = target.endpoint === null && namespace !== null;
    const argv =
      target.endpoint === null
        ? [...(namespace ?? []), ...words, '--', ...(await placedCommand(target))]
        : [...words, target.endpoint];
    const limits = {
      ...WORK_LIMITS,
      ms: timeoutMs + ENDING_MS,
      memory: this.#memory,
      processes: MOST_PROCESSES,
    };
    try {
      const env = own ? namespaceEnv() : process.env;
      const end = await heldRun({ argv, folder: work, env, limits, clock, signal });
      if (end.reason !== null) return sentence(WAS_ENDED, { reason: end.reason });
      return end.code !== null && JUDGED.has(end.code) ? null : refusalOf(end);
    } catch (error) {
      return sentence('its check could not be started: {why}', { why: startRefusal(error) });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

/** The exit codes of a check that came to a verdict (DESIGN §3). */
const JUDGED: ReadonlySet<number> = new Set([0, 1, 3]);

/** We ended its check, which would come to the same again. */
export const WAS_ENDED = 'it was ended: {reason}';

function buildEnd({ code, signal, reason }: HeldEnd): Sentence {
  if (reason !== null) return sentence('its build was ended: {reason}', { reason });
  return signal === null
    ? sentence('its build ended with status {code}', { code: String(code) })
    : sentence('its build was ended by {signal}', { signal });
}

function checkEnd({ code, signal }: HeldEnd): Sentence {
  return signal === null
    ? sentence('its check ended with status {code}', { code: String(code) })
    : sentence('its check was ended by {signal}', { signal });
}

/** The last lines that it printed are told as they are. */
function withOutput(end: Sentence, { output }: HeldEnd): Sentence {
  const text = output.trimEnd().split('\n').slice(-MOST_LINES).join('\n');
  return text === '' ? end : sentence('{name}: {text}', { name: end, text });
}

const OWN_WORDS = 'peerprobe check: ';

/** What our own program says of its end comes last, behind what it told before: its first line says it all. */
function refusalOf(end: HeldEnd): Sentence {
  const said = end.output.split('\n').findLast((line) => line.startsWith(OWN_WORDS));
  return said === undefined
    ? withOutput(checkEnd(end), end)
    : refusalSaid(said.slice(OWN_WORDS.length).trimEnd());
}
