/**
 * A suspicion as JSON, so that a campaign that is killed before it looked into it does so when it resumes.
 */
import { integer, isRecord, jsonValue, nullable, type Shape, shaped } from '../capture/shape.ts';
import { endpointText } from '../wire/endpoint.ts';
import { lastSteps, readEndpoint, readSteps, stepRecords } from './step-record.ts';
import type { Suspicion } from './suspicion.ts';
import { begin, end, SYMPTOM, shortText, symptomRecord } from './symptom-record.ts';

const VERSION = 1;

/** The text of its file. Of more steps than can be read back the last are kept. */
export function suspicionText({
  symptom,
  target,
  startPeer,
  steps,
  last,
  origin,
  output,
}: Suspicion): string {
  const kept = lastSteps(steps);
  const record = {
    schemaVersion: VERSION,
    symptom: symptomRecord(symptom),
    target: endpointText(target),
    startPeer: startPeer === null ? null : endpointText(startPeer),
    last: Math.min(last, kept.length),
    origin: begin(origin),
    output: end(output),
    steps: stepRecords(kept),
  };
  return `${JSON.stringify(record)}\n`;
}

/** Reads its file; a string says what is wrong with it. Never throws. */
export function readSuspicion(content: string): Suspicion | string {
  const value = jsonValue(content);
  if (!isRecord(value)) return 'it is no JSON object';
  if (value['schemaVersion'] !== VERSION) return `its schemaVersion is not ${VERSION}`;
  const record = shaped(value, RECORD);
  if (typeof record === 'string') return wrong(record);
  const symptom = shaped(value['symptom'], SYMPTOM);
  if (typeof symptom === 'string') return wrong(`symptom.${symptom}`);
  const steps = readSteps(value['steps']);
  if (typeof steps === 'string') return wrong(steps);
  if (steps.length === 0) return wrong('steps');
  const [target, startPeer] = [readEndpoint(record.target), readEndpoint(record.startPeer)];
  if (target === null) return wrong('target');
  if (startPeer === null && record.startPeer !== null) return wrong('startPeer');
  if (record.last < 0 || record.last > steps.length) return wrong('last');
  return { ...record, symptom, steps, target, startPeer };
}

interface Plain {
  readonly target: string;
  readonly startPeer: string | null;
  readonly last: number;
  readonly origin: string;
  readonly output: string;
}

const RECORD: Shape<Plain> = {
  target: shortText,
  startPeer: nullable(shortText),
  last: integer,
  origin: shortText,
  output: shortText,
};

function wrong(field: string): string {
  return `"${field}" is missing or wrong`;
}
