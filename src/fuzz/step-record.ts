/**
 * Steps as JSON: `{at, from, hex}` each, as DESIGN §3 has them. What is read back is checked one by one, and bounded
 * in count, bytes and time: a foreign file makes us neither send for ever nor hold what it says.
 */
import { isRecord, isTime, text } from '../capture/shape.ts';
import { fromHex, toHex } from '../wire/bytes.ts';
import { type Endpoint, endpointText, parseEndpoint } from '../wire/endpoint.ts';
import { MAX_DATAGRAM } from '../wire/table.ts';
import type { Step } from './case.ts';

export interface StepRecord {
  readonly at: number;
  /** `127.1.2.127:32600`. */
  readonly from: string;
  readonly hex: string;
}

export const MAX_STEPS = 100_000;
const MAX_BYTES = 64 * 1024 * 1024;

export function stepRecords(steps: readonly Step[]): StepRecord[] {
  return steps.map(({ at, from, bytes }) => ({ at, from: endpointText(from), hex: toHex(bytes) }));
}

/** As many of the last steps as can be read back. */
export function lastSteps(steps: readonly Step[]): readonly Step[] {
  let first = steps.length;
  for (let bytes = 0; first > 0 && steps.length - first < MAX_STEPS; first--) {
    bytes += steps[first - 1]?.bytes.length ?? 0;
    if (bytes > MAX_BYTES) break;
  }
  return steps.slice(first);
}

/** The steps, maybe none, or the first field that is wrong: `steps[3].hex`. Never throws. */
export function readSteps(value: unknown): readonly Step[] | string {
  if (!Array.isArray(value) || value.length > MAX_STEPS) return 'steps';
  const steps: Step[] = [];
  let bytes = 0;
  for (const [i, one] of value.entries()) {
    const step = readStep(one, steps.at(-1)?.at ?? 0);
    if (typeof step === 'string') return `steps[${i}].${step}`;
    bytes += step.bytes.length;
    if (bytes > MAX_BYTES) return `steps[${i}].hex`;
    steps.push(step);
  }
  return steps;
}

/** An endpoint as text, such as `127.0.0.1:4200`; null if it is none that can be sent from or to. */
export function readEndpoint(value: unknown): Endpoint | null {
  const endpoint = text(value) ? parseEndpoint(value) : null;
  return endpoint === null || endpoint.port === 0 ? null : endpoint;
}

function readStep(value: unknown, earliest: number): Step | string {
  if (!isRecord(value)) return 'at';
  const { at, from, hex } = value;
  const sender = readEndpoint(from);
  if (!isTime(at) || at < earliest) return 'at';
  if (sender === null) return 'from';
  const bytes = text(hex) && hex.length <= 2 * MAX_DATAGRAM ? fromHex(hex) : null;
  return bytes === null ? 'hex' : { at, from: sender, bytes };
}
