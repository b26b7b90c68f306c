/**
 * How far a campaign has come, as JSON: what it needs to go on after it was killed, beside its findings.
 */
import {
  integer,
  isRecord,
  isTime,
  jsonValue,
  listOf,
  nullable,
  type Shape,
  shaped,
  shapeOf,
  text,
  words,
} from '../capture/shape.ts';
import { fromHex, toHex } from '../wire/bytes.ts';
import { MAX_DATAGRAM } from '../wire/table.ts';
import type { Tried, TriedCell } from './event.ts';

/** The name of its file in the folder of a campaign. */
export const STATE_FILE = 'state.json';

export interface CampaignState {
  readonly seed: number;
  /** All that was made, sent, lost (null: nobody knows) and held back so far. */
  readonly cases: number;
  readonly datagrams: number;
  readonly lost: number | null;
  readonly dropped: number;
  readonly elapsedMs: number;
  /** Instances that were started, and how many of them ended by themselves. */
  readonly instances: number;
  readonly deaths: number;
  /** What was tried; in the file only what was tried at all. Null where an older version wrote it. */
  readonly tried: Tried | null;
  /** Inputs that had an effect never seen before, in the order of their discovery; at most MAX_CORPUS are kept. */
  readonly corpus: readonly Uint8Array[];
}

/** Of a campaign that begins, but for its seed. */
export const NEW: Omit<CampaignState, 'seed'> = {
  cases: 0,
  datagrams: 0,
  lost: null,
  dropped: 0,
  elapsedMs: 0,
  instances: 0,
  deaths: 0,
  tried: null,
  corpus: [],
};

const VERSION = 1;
const MAX_CORPUS = 10_000;

export function stateText({ corpus, tried, ...rest }: CampaignState): string {
  const head = { schemaVersion: VERSION, tool: 'peerprobe', kind: 'fuzz' };
  const some = tried === null ? null : { ...tried, cells: tried.cells.filter(({ count }) => count > 0) };
  return `${JSON.stringify({ ...head, ...rest, tried: some, corpus: corpus.slice(-MAX_CORPUS).map(toHex) })}\n`;
}

/** Reads it; a string says what is wrong with it. Never throws. */
export function readState(content: string): CampaignState | string {
  const value = jsonValue(content);
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== VERSION) return `its schemaVersion is not ${VERSION}`;
  const record = shaped({ ...ADDED, ...value }, RECORD);
  if (typeof record === 'string') return `"${record}" is missing or wrong`;
  const { kind: _, corpus, ...rest } = record;
  return { ...rest, corpus: corpus.slice(-MAX_CORPUS).flatMap((hex) => fromHex(hex) ?? []) };
}

interface Plain extends Omit<CampaignState, 'corpus'> {
  readonly kind: 'fuzz';
  readonly corpus: readonly string[];
}

/** What states of older versions do not have. */
const ADDED = { instances: 0, deaths: 0, tried: null };

const CELL: Shape<Omit<TriedCell, 'type'>> = { length: text, position: text, state: text, count: amount };
const TRIED: Shape<Tried> = {
  cells: listOf(isTriedCell),
  generators: amounts,
  longest: amount,
  mostPeers: amount,
};

const RECORD: Shape<Plain> = {
  kind: words({ fuzz: 1 }),
  seed: integer,
  cases: amount,
  datagrams: amount,
  lost: nullable(amount),
  dropped: amount,
  elapsedMs: isTime,
  instances: amount,
  deaths: amount,
  tried: nullable(shapeOf(TRIED)),
  corpus: listOf(isDatagramHex),
};

function amount(value: unknown): value is number {
  return integer(value) && value >= 0;
}

export function isTriedCell(value: unknown): value is TriedCell {
  return isRecord(value) && text(value['type']) && shapeOf(CELL)(value);
}

function amounts(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every(amount);
}

function isDatagramHex(value: unknown): value is string {
  return text(value) && value.length <= 2 * MAX_DATAGRAM && fromHex(value) !== null;
}
