/** Schemas of `sniff --timeline`, a line for each change, and of `sniff --peers-at`. */
import type { Bound, Uncertainty } from '../../sniff/belief/belief-event.ts';
import type { NodeBelief, PeerBelief } from '../../sniff/belief/snapshot.ts';
import { ENDPOINT } from './datagram.ts';
import { VERSION_1 } from './head.ts';
import {
  COUNT,
  either,
  exactly,
  listOf,
  NUMBER,
  nullable,
  oneOf,
  record,
  recordOf,
  type Schema,
  SECONDS,
  TEXT,
  TRUTH,
  told,
  wordOf,
} from './shape.ts';

const BOUND = told(
  wordOf<Bound>({ must: true, may: true, no: true }),
  'every conforming node, some, or none',
);

const WHY = wordOf<Uncertainty>({
  unheard: true,
  mute: true,
  unreadable: true,
  crowded: true,
  late: true,
  fresh: true,
});

const EXCUSE = either(
  record({ type: exactly('announced'), by: ENDPOINT }),
  record({ type: exactly('start') }),
  record({ type: exactly('pause'), ms: NUMBER }),
);

const CANNOT_TELL = listOf(TEXT);
const CAUSE = { frame: COUNT };

export const SNIFF_TIMELINE = either(
  record({ ...VERSION_1, time: SECONDS, event: exactly('begin') }),
  change('heard', { again: TRUTH, ...CAUSE }),
  change('silent', { since: SECONDS }),
  change('connected', { peer: ENDPOINT, before: oneOf(['new', 'may', 'expired']), early: TRUTH, ...CAUSE }),
  change('may-be-connected', { peer: ENDPOINT, why: WHY, ...CAUSE }),
  change('doubted', { peer: ENDPOINT, lastHello: SECONDS }),
  change('expired', { peer: ENDPOINT, lastHello: SECONDS, pauseMs: NUMBER }),
  change('advertised', {
    peer: ENDPOINT,
    to: ENDPOINT,
    lastHello: SECONDS,
    alive: TRUTH,
    excuse: nullable(EXCUSE),
    ...CAUSE,
  }),
  record({ time: SECONDS, event: exactly('end'), cannotTell: CANNOT_TELL }),
);

/** Of several captures each line with a frame says whose. */
function change(event: string, fields: Readonly<Record<string, Schema>>): Schema {
  const file = 'frame' in fields ? { file: TEXT } : {};
  return record({ time: SECONDS, event: exactly(event), node: ENDPOINT, ...fields }, file);
}

const TIME = nullable(SECONDS);

const PEER = recordOf<PeerBelief>(
  {
    peer: ENDPOINT,
    connected: BOUND,
    known: BOUND,
    listed: BOUND,
    why: nullable(WHY),
    since: TIME,
    lastHello: TIME,
    expiredAt: TIME,
    announced: nullable(record({ time: SECONDS, by: ENDPOINT })),
    excuse: nullable(EXCUSE),
    greetedAt: TIME,
    claimedAt: TIME,
  },
  {},
);

const NODE = recordOf<NodeBelief>(
  {
    node: ENDPOINT,
    heard: nullable(record({ first: SECONDS, last: SECONDS })),
    mute: TRUTH,
    told: COUNT,
    peers: listOf(PEER),
  },
  {},
);

export const SNIFF_PEERS_AT = record({
  ...VERSION_1,
  time: SECONDS,
  begin: SECONDS,
  nodes: listOf(NODE),
  cannotTell: CANNOT_TELL,
});
