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
  text,
  words,
} from '../capture/shape.ts';
import { fromHex, toHex } from '../wire/bytes.ts';
import { MAX_DATAGRAM } from '../wire/table.ts';

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
  /** Inputs that had an effect never seen before, in the order of their discovery; at most MAX_CORPUS are kept. */
  readonly corpus: readonly Uint8Array[];
}

const VERSION = 1;
const MAX_CORPUS = 10_000;

export function stateText({ corpus, ...rest }: CampaignState): string {
  const head = { schemaVersion: VERSION, tool: 'peerprobe', kind: 'fuzz' };
  return `${JSON.stringify({ ...head, ...rest, corpus: corpus.slice(-MAX_CORPUS).map(toHex) })}\n`;
}

/** Reads it; a string says what is wrong with it. Never throws. */
export function readState(content: string): CampaignState | string {
  const value = jsonValue(content);
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== VERSION) return `its schemaVersion is not ${VERSION}`;
  const record = shaped(value, RECORD);
  if (typeof record === 'string') return `"${record}" is missing or wrong`;
  const { kind: _, corpus, ...rest } = record;
  return { ...rest, corpus: corpus.slice(-MAX_CORPUS).flatMap((hex) => fromHex(hex) ?? []) };
}

interface Plain extends Omit<CampaignState, 'corpus'> {
  readonly kind: 'fuzz';
  readonly corpus: readonly string[];
}

const RECORD: Shape<Plain> = {
  kind: words({ fuzz: 1 }),
  seed: integer,
  cases: amount,
  datagrams: amount,
  lost: nullable(amount),
  dropped: amount,
  elapsedMs: isTime,
  corpus: listOf(isDatagramHex),
};

function amount(value: unknown): value is number {
  return integer(value) && value >= 0;
}

function isDatagramHex(value: unknown): value is string {
  return text(value) && value.length <= 2 * MAX_DATAGRAM && fromHex(value) !== null;
}
