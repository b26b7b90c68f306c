/** What the kernel (kernel/given.ts) is told: numbers that stand in tables here, and where the tables are that it works on. */
import { swapped } from '../capture/checksum.ts';
import { PROTOCOL } from '../capture/ip-protocol.ts';
import { ARPHRD_FRAD, ARPHRD_NETLINK, ARPHRD_RADIOTAP } from '../capture/link.ts';
import { RECORD_HEADER } from '../capture/pcap.ts';
import { PACKET_AT, PLAIN_FRAME } from '../capture/pcapng.ts';
import { BLOCK } from '../capture/pcapng-block.ts';
import { HEADER, MAX_SENT, TLV_HEADER } from '../wire/table.ts';
import { LARGEST_FALSE_MESSAGE } from './internal.ts';
import { PAGE_BITS, PAGES_A_ROW } from './statistics/bucket-table.ts';
import { type Claims, MAX_ALL, MAX_CLAIMS } from './statistics/claims.ts';
import { ADDRESS_AT, PORT_AT, TYPE } from './statistics/content.ts';
import { FLOW, FLOW_SIZE, KEY } from './statistics/flows.ts';
import { INTERVAL_SCALE } from './statistics/histogram.ts';
import { DRAWN } from './statistics/scatter.ts';
import { SPREAD_SIZE, type Spreads } from './statistics/spreads.ts';
import type { Summary } from './summary.ts';

const FLOAT = Float64Array.BYTES_PER_ELEMENT;
const WORD = Uint32Array.BYTES_PER_ELEMENT;

export const CONSTANTS = {
  RECORD_HEADER,
  PACKET_BLOCK: BLOCK.packet,
  PACKET_AT,
  PLAIN_FRAME,
  UDP: PROTOCOL.udp,
  ARPHRD_NETLINK,
  ARPHRD_FRAD,
  ARPHRD_RADIOTAP,
  HEADED: swapped((HEADER.magic << 8) | HEADER.version),
  HEADER_SIZE: HEADER.size,
  TLV_SIZE: TLV_HEADER.size,
  HELLO: TYPE.hello,
  REQUEST: TYPE.request,
  ADDRESS: TYPE.address,
  MAX_SENT,
  LARGEST_FALSE_MESSAGE,
  FLOW_SIZE: FLOW_SIZE * FLOAT,
  KEY_SOURCE: KEY.source * WORD,
  KEY_DESTINATION: KEY.destination * WORD,
  KEY_PORTS: KEY.ports * WORD,
  KEY_NODE: KEY.node * WORD,
  DATAGRAMS: FLOW.datagrams * FLOAT,
  BYTES: FLOW.bytes * FLOAT,
  FIRST: FLOW.first * FLOAT,
  LAST: FLOW.last * FLOAT,
  HELLOS: FLOW.hellos * FLOAT,
  HELLO_FIRST: FLOW.helloFirst * FLOAT,
  HELLO_LAST: FLOW.helloLast * FLOAT,
  REQUESTS: FLOW.requests * FLOAT,
  REQUEST_FIRST: FLOW.requestFirst * FLOAT,
  REQUEST_LAST: FLOW.requestLast * FLOAT,
  ANSWERS: FLOW.answers * FLOAT,
  ADDRESSES: FLOW.addresses * FLOAT,
  MAX_CLAIMS,
  MAX_ALL,
  ADDRESS_AT,
  PORT_AT,
  PAGE_BITS,
  PAGES_A_ROW,
  SPREAD_SIZE: SPREAD_SIZE * FLOAT,
  COARSE_BITS: INTERVAL_SCALE.coarseBits,
  FINE_FROM: INTERVAL_SCALE.from,
  FINE_TO: INTERVAL_SCALE.to,
  FINE_BITS: INTERVAL_SCALE.bits,
  FINE_FIRST: INTERVAL_SCALE.first,
  FAR: INTERVAL_SCALE.far,
  DRAWN,
};

/** Where the tables are. */
export function places({ statistics, content }: Summary): Record<string, number> {
  const { flows, claims, intervals, sizes } = statistics;
  return {
    TYPES: content.types.byteOffset,
    FLOW_PLACES: flows.places.byteOffset,
    FLOW_NUMBERS: flows.numbers.byteOffset,
    ...claimPlaces(claims),
    ...spreadPlaces('INTERVAL', intervals),
    ...spreadPlaces('SIZE', sizes),
  };
}

function claimPlaces({ counts, kept, firsts, lasts, nexts, ends }: Claims): Record<string, number> {
  return {
    CLAIM_COUNTS: counts.byteOffset,
    CLAIMS_KEPT: kept.byteOffset,
    CLAIM_FIRSTS: firsts.byteOffset,
    CLAIM_LASTS: lasts.byteOffset,
    CLAIM_NEXTS: nexts.byteOffset,
    CLAIM_PLACES: ends.places.byteOffset,
    CLAIM_MASK: ends.places.length - 1,
    CLAIM_OWNERS: ends.owners.byteOffset,
    CLAIM_ADDRESSES: ends.addresses.byteOffset,
    CLAIM_PORTS: ends.ports.byteOffset,
  };
}

function spreadPlaces(name: string, { numbers, table }: Spreads): Record<string, number> {
  return {
    [`${name}_PLACES`]: table.places.byteOffset,
    [`${name}_INDEX`]: table.index.byteOffset,
    [`${name}_COUNTS`]: table.counts.byteOffset,
    [`${name}_NUMBERS`]: numbers.byteOffset,
  };
}
