/** Schemas of `node` and `send`: a line for each thing that happens. */
import type { IgnoreReason, RefusalReason } from '../../node/event.ts';
import type { SendSummary } from '../../send/event.ts';
import { CONTENT, CONTENT_ADDED, ENDPOINT, SIGHTING } from './datagram.ts';
import { DIALECT, VERSION_1 } from './head.ts';
import {
  COUNT,
  either,
  exactly,
  HEX,
  listOf,
  nullable,
  oneOf,
  type RequiredOf,
  record,
  type Schema,
  SECONDS,
  TEXT,
  TRUTH,
  told,
  wordOf,
} from './shape.ts';

const REFUSAL = wordOf<RefusalReason>({
  fence: true,
  odd: true,
  full: true,
  stranger: true,
  limit: true,
});
const IGNORED = wordOf<IgnoreReason>({
  self: true,
  fence: true,
  size: true,
  header: true,
  malformed: true,
});

export const NODE = either(
  happening('listening', { ...VERSION_1, endpoint: ENDPOINT, dialect: DIALECT, bug: nullable(TEXT) }),
  happening('peer-known', {
    peer: ENDPOINT,
    by: told(nullable(ENDPOINT), 'who named it; null: given at start, or it said Hello'),
  }),
  happening('peer-connected', { peer: ENDPOINT }),
  happening('peer-expired', { peer: ENDPOINT }),
  happening('peer-forgotten', { peer: ENDPOINT, reason: oneOf(['silent', 'evicted']) }),
  happening('refused', { peer: ENDPOINT, reason: REFUSAL }),
  happening('datagram-ignored', { from: ENDPOINT, reason: IGNORED, payload: HEX }),
  happening('died', { bug: TEXT, reason: TEXT }),
  happening('stopped', {
    durationMs: COUNT,
    known: COUNT,
    connected: COUNT,
    refused: COUNT,
    ignored: COUNT,
    unshown: told(COUNT, 'lines that were left out: the output was read too slowly'),
  }),
);

function happening(event: string, fields: Readonly<Record<string, Schema>>): Schema {
  return record({ event: exactly(event), time: SECONDS, ...fields });
}

const SUM: RequiredOf<Omit<SendSummary, 'type'>> = {
  sent: COUNT,
  bytes: COUNT,
  refused: told(COUNT, 'kept back by the fence'),
  skipped: told(COUNT, 'packets of a capture that were no datagram to send'),
  replies: COUNT,
  others: told(COUNT, 'from somebody else'),
  lost: nullable(COUNT),
  durationMs: COUNT,
};

export const SEND = either(
  record(
    {
      event: told(oneOf(['sent', 'reply', 'other']), 'other: from somebody who is not the target'),
      ...SIGHTING,
      ...CONTENT,
    },
    CONTENT_ADDED,
  ),
  record({ event: exactly('refused'), origin: nullable(TEXT), address: TEXT }),
  record({ event: exactly('summary'), ...VERSION_1, target: ENDPOINT, damaged: TRUTH, ...SUM }),
);

const NOTATION = told(listOf(TEXT), 'what send takes to make it again');

export const SEND_DRY_RUN = record(
  {
    event: exactly('would-send'),
    ...VERSION_1,
    origin: told(nullable(TEXT), 'file and line that it comes from'),
    notation: NOTATION,
    ...CONTENT,
    payload: HEX,
    lies: listOf(record({ start: COUNT, end: COUNT, text: TEXT })),
    outsideFence: told(nullable(TEXT), 'what keeps it from being sent'),
  },
  CONTENT_ADDED,
);

export const EXPLAIN = record({ ...VERSION_1, notation: NOTATION, ...CONTENT, payload: HEX }, CONTENT_ADDED);
