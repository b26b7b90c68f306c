/** Schemas of `sniff`: its lines, and the summary that `merge` adds up. */
import type { ChecksumState } from '../../capture/udp.ts';
import type { Amount, FalseMessages } from '../../sniff/internal.ts';
import type { Both, FlowFacts, More, NodeFacts, Regular } from '../../sniff/statistics/facts.ts';
import type { Spread } from '../../sniff/statistics/spreads.ts';
import type { FileSummary, Kind, Place } from '../../sniff/summary.ts';
import type { SummaryFacts } from '../../sniff/summary-facts.ts';
import { ISSUES } from '../../wire/issue.ts';
import { CONTENT, CONTENT_ADDED, ENDPOINT, REQUIREMENT, SIGHTING } from './datagram.ts';
import { DIALECT_SEEN, RUN_VERDICT, VERSION_1 } from './head.ts';
import {
  COUNT,
  either,
  exactly,
  listOf,
  mapOf,
  NUMBER,
  nullable,
  oneOf,
  type RequiredOf,
  record,
  recordOf,
  type Schema,
  SECONDS,
  TEXT,
  TRUTH,
  told,
} from './shape.ts';

export const SNIFF = record(
  { ...SIGHTING, ...CONTENT },
  {
    ...CONTENT_ADDED,
    internal: told(exactly(true), 'a datagram of a node to itself, never blamed'),
    checksum: exactly('wrong'),
    fragments: COUNT,
    interface: TEXT,
    file: TEXT,
    offset: told(COUNT, 'of its record, in the (decompressed) file'),
  },
);

const AMOUNT = recordOf<Amount>({ datagrams: COUNT, bytes: COUNT }, {});
const BOTH = recordOf<Both>({ sent: COUNT, received: COUNT }, {});
const TIME = nullable(SECONDS);
const REGULAR = recordOf<Regular>({ datagrams: COUNT, first: TIME, last: TIME }, {});
const SPREAD = recordOf<Spread>(
  {
    n: COUNT,
    min: nullable(NUMBER),
    max: nullable(NUMBER),
    median: nullable(NUMBER),
    p95: nullable(NUMBER),
    buckets: told(listOf(COUNT), 'number of a bucket, count, number, count …'),
  },
  {},
);

const NODE = recordOf<NodeFacts>(
  {
    endpoint: ENDPOINT,
    sent: AMOUNT,
    received: AMOUNT,
    first: TIME,
    last: TIME,
    malformed: COUNT,
    hellos: BOTH,
    requests: BOTH,
    answers: BOTH,
    addresses: COUNT,
    helloIntervalUs: told(SPREAD, 'microseconds'),
    requestIntervalUs: told(SPREAD, 'microseconds'),
    answerAddresses: SPREAD,
    claims: record({ count: COUNT, more: TRUTH, peers: listOf(TEXT) }),
  },
  {},
);

const FLOW = recordOf<FlowFacts>(
  {
    source: ENDPOINT,
    destination: ENDPOINT,
    datagrams: COUNT,
    bytes: COUNT,
    first: TIME,
    last: TIME,
    malformed: COUNT,
    hellos: REGULAR,
    requests: REGULAR,
    answers: COUNT,
    addresses: COUNT,
  },
  {},
);

const DAMAGE = record({ offset: COUNT, message: TEXT });
const FILE = recordOf<FileSummary>({ file: TEXT, packets: COUNT, damaged: nullable(DAMAGE) }, {});
const PLACE = recordOf<Place>({ file: TEXT, frame: COUNT, offset: COUNT }, {});

const EXAMPLES: Schema = {
  type: 'object',
  properties: Object.fromEntries(Object.keys(ISSUES).map((code) => [code, PLACE])),
};

const FACTS: RequiredOf<SummaryFacts> = {
  ...VERSION_1,
  packets: told(COUNT, 'every packet of the files'),
  udp: COUNT,
  ours: COUNT,
  foreign: COUNT,
  internal: COUNT,
  malformed: COUNT,
  damaged: nullable(record({ file: TEXT, offset: COUNT, message: TEXT })),
  selected: COUNT,
  cut: COUNT,
  dropped: COUNT,
  first: TIME,
  last: TIME,
  bytes: recordOf<Record<Kind, number>>({ ours: COUNT, foreign: COUNT, internal: COUNT }, {}),
  tlvs: mapOf(COUNT),
  issues: mapOf(COUNT),
  examples: told(EXAMPLES, 'where each issue was first met'),
  checksums: recordOf<Record<ChecksumState, number>>(
    { right: COUNT, wrong: COUNT, absent: COUNT, cut: COUNT, unknown: COUNT },
    {},
  ),
  fragments: recordOf<SummaryFacts['fragments']>(
    { reassembled: COUNT, unfinished: COUNT, overlapping: COUNT, cut: COUNT },
    {},
  ),
  notUdp: mapOf(COUNT),
  cutBeforeUdp: mapOf(COUNT),
  brokenHeaders: mapOf(COUNT),
  files: listOf(FILE),
  nodes: listOf(NODE),
  conversations: listOf(FLOW),
  more: recordOf<More>({ datagrams: COUNT, bytes: COUNT, claims: TRUTH, buckets: COUNT }, {}),
  speakers: listOf(TEXT),
  falseMessages: listOf(
    recordOf<FalseMessages>(
      { source: TEXT, destination: TEXT, internal: TRUTH, datagrams: COUNT, bytes: COUNT },
      {},
    ),
  ),
};

const VIOLATION = record({
  requirement: REQUIREMENT,
  check: TEXT,
  verdict: oneOf(['fail', 'warn']),
  actual: TEXT,
  hint: nullable(TEXT),
  frames: listOf(COUNT),
});

const JUDGED = listOf(
  record({
    endpoint: ENDPOINT,
    file: TEXT,
    verdict: RUN_VERDICT,
    dialect: DIALECT_SEEN,
    violations: listOf(VIOLATION),
  }),
);

/** A live capture adds what it missed. */
export const SNIFF_SUMMARY = record(
  { ...FACTS, judged: nullable(JUDGED), notJudged: told(nullable(TEXT), 'why nobody was judged') },
  { drops: either(COUNT, exactly('unknown')), lost: COUNT },
);
