/**
 * The file of `check --many`: the targets of a class. What is wrong in it is said with its place; nothing is started.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { isRecord, text } from '../../capture/shape.ts';
import { STAGES } from '../../oracle/stage.ts';

/** One program or running node of a class. */
export interface ClassTarget {
  /** What people call it; each occurs once. */
  readonly name: string;
  /** Its folder in that of the run: the name, where it can be one. */
  readonly place: string;
  /** Where its build runs, and where relative paths in its command start from; absolute. */
  readonly folder: string;
  /** The words that start it; null for a node that runs already. */
  readonly command: readonly string[] | null;
  readonly build: readonly string[] | null;
  /** HOST:PORT as it stands there; null for a command. */
  readonly endpoint: string | null;
  /** The points that a faultless one gets. */
  readonly weight: number;
}

const MOST_TARGETS = 2000;
const MOST_NAME = 100;
/** What the stages are worth as they are. */
const WEIGHT = STAGES.reduce((sum, { worth }) => sum + worth, 0);
const MOST_WEIGHT = 1_000_000;
const FIELDS = ['name', 'command', 'build', 'folder', 'endpoint', 'weight'];

/** The targets; a string says what is wrong, and where. `base`: the folder that a relative `folder` starts from. Never throws. */
export function readTargets(content: string, base: string): readonly ClassTarget[] | string {
  const list = listOf(content);
  if (typeof list === 'string') return list;
  const targets: ClassTarget[] = [];
  const names = new Map<string, number>();
  for (const [i, value] of list.entries()) {
    const target = isRecord(value) ? targetOf(value, base) : 'it is no object';
    const called = isRecord(value) && text(value['name']) ? ` (${value['name'].slice(0, MOST_NAME)})` : '';
    if (typeof target === 'string') return `target ${i + 1}${called}: ${target}`;
    const twin = names.get(target.place.toLowerCase());
    if (twin !== undefined) return `target ${i + 1}${called}: target ${twin} has that name already`;
    names.set(target.place.toLowerCase(), i + 1);
    targets.push(target);
  }
  return targets;
}

/** Every `of`th target from the `index`th, both from 1: which part it is does not depend on the machine. */
export function shardOf<T>(targets: readonly T[], { index, of }: { index: number; of: number }): T[] {
  return targets.filter((_, i) => i % of === index - 1);
}

function listOf(content: string): readonly unknown[] | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return `it is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!Array.isArray(value)) return 'it is no list: [{"name": "alice", "command": ["./server"]}, ...]';
  if (value.length === 0) return 'its list is empty';
  if (value.length > MOST_TARGETS) return `it has more than ${MOST_TARGETS} targets`;
  return value;
}

function targetOf(value: Readonly<Record<string, unknown>>, base: string): ClassTarget | string {
  const { name, command, build, folder = '.', endpoint, weight } = value;
  const odd = Object.keys(value).find((key) => !FIELDS.includes(key));
  if (odd !== undefined) return `"${odd}" is no field of a target; there are ${FIELDS.join(', ')}`;
  if (!text(name) || name.trim() === '' || name.length > MOST_NAME)
    return `"name" must be a text of 1 to ${MOST_NAME} characters`;
  if ((command === undefined) === (endpoint === undefined)) return 'it needs either "command" or "endpoint"';
  if (command !== undefined && !isCommand(command)) return `"command" ${NO_COMMAND}`;
  if (build !== undefined && !isCommand(build)) return `"build" ${NO_COMMAND}`;
  if (endpoint !== undefined && !text(endpoint)) return '"endpoint" must be a text: "127.0.0.1:4200"';
  if (endpoint !== undefined && (build !== undefined || value['folder'] !== undefined))
    return 'what runs already is not built, and has no folder';
  if (!text(folder) || folder === '' || folder.includes('\0')) return '"folder" must be a path';
  if (weight !== undefined && !isWeight(weight))
    return `"weight" must be a number above 0, at most ${MOST_WEIGHT}`;
  return {
    name,
    place: placeOf(name),
    folder: resolve(base, folder),
    command: command ?? null,
    build: build ?? null,
    endpoint: endpoint ?? null,
    weight: weight ?? WEIGHT,
  };
}

const NO_COMMAND = 'must be a list of words: ["./server"], ["make", "-C", "src"]';

function isCommand(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((word) => text(word) && !word.includes('\0')) &&
    value[0] !== ''
  );
}

function isWeight(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= MOST_WEIGHT;
}

// No name of a folder that means another one, hides, or needs quotes in a shell.
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function placeOf(name: string): string {
  if (SAFE.test(name)) return name;
  const readable = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${readable.slice(0, 40) || 'target'}-${hash}`;
}
