/**
 * The requirements as data: one row each of what the exercise asks of a node. Ids are a public contract: never
 * renumbered, only appended. `dialect` names the free choices that a row leaves open.
 */

import type { PlainPhrase } from '../lang/french.ts';

/** `must`: breaking it is a failure; `should`: a warning; `free`: several behaviours conform. */
export type Level = 'must' | 'should' | 'free';

/** What the text asks of a node, or leaves to it. */
export interface Requirement {
  readonly id: string;
  /** Sections of the exercise; `-` where it follows from being a server at all. */
  readonly section: string;
  readonly level: Level;
  /** What a conforming node does: completes the sentence "the node ...". */
  readonly title: PlainPhrase;
  readonly dialect?: readonly string[];
}

/** Every requirement, in the order of the text's sections. */
export const REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'HDR-1',
    section: '1.1',
    level: 'must',
    title: 'ignores a datagram whole that does not start with 104, 1',
  },
  { id: 'HDR-2', section: '1.1', level: 'must', title: 'starts every datagram it sends with 104, 1' },
  {
    id: 'HDR-3',
    section: '1.1',
    level: 'must',
    title: 'acts on every TLV of a body, in order; an empty body is fine',
  },
  { id: 'HDR-4', section: '1.1', level: 'must', title: 'acts on the bytes of this datagram alone' },
  { id: 'HDR-5', section: '2', level: 'must', title: 'sends everything from the port it is bound to' },
  { id: 'TLV-1', section: '1.2', level: 'must', title: 'counts type and length bytes in a length' },
  {
    id: 'TLV-2',
    section: '1.2',
    level: 'must',
    title: 'skips TLVs of unknown type and acts on their neighbours',
  },
  { id: 'TLV-3', section: '1.2', level: 'must', title: 'ignores bytes beyond the known layout of a TLV' },
  {
    id: 'TLV-4',
    section: '1.2',
    level: 'must',
    title: 'takes no harm from a malformed TLV and reads nothing outside it',
  },
  { id: 'TLV-5', section: '1.2', level: 'must', title: 'sends well-formed TLVs only' },
  {
    id: 'TLV-6',
    section: '1.2',
    level: 'free',
    title: 'acts on the rest of a datagram with a malformed TLV, or drops it',
    dialect: ['malformed.short', 'malformed.cut', 'malformed.stray', 'malformed.address'],
  },
  {
    id: 'TLV-7',
    section: '1.2',
    level: 'free',
    title: 'may send unknown TLVs, and TLVs with extra bytes',
    dialect: ['extraTlvs'],
  },
  {
    id: 'HEL-1',
    section: '1.3',
    level: 'must',
    title: 'says Hello to every known peer every second',
    dialect: ['helloPhase', 'silentPeers'],
  },
  {
    id: 'HEL-2',
    section: '1.3',
    level: 'must',
    title: 'adds and connects whoever says Hello, by address and port',
    dialect: ['capacity'],
  },
  { id: 'HEL-3', section: '1.3', level: 'must', title: 'renews a peer with each of its Hellos' },
  { id: 'HEL-4', section: '1.3', level: 'must', title: 'drops a peer that is silent for 4 s' },
  { id: 'HEL-5', section: '1.3', level: 'must', title: 'lets nothing but a Hello connect or renew' },
  { id: 'HEL-6', section: '1.3', level: 'must', title: 'takes a dropped peer back with its next Hello' },
  {
    id: 'HEL-7',
    section: '1.3',
    level: 'should',
    title: 'does not reply to a Hello with a Hello',
    dialect: ['greeting'],
  },
  {
    id: 'REQ-1',
    section: '1.4',
    level: 'must',
    title: 'answers a Peer Request to its sender with its connected peers',
    dialect: ['emptyAnswer'],
  },
  {
    id: 'REQ-2',
    section: '1.4',
    level: 'should',
    title: 'answers a sender that never said Hello',
    dialect: ['strangers'],
  },
  { id: 'REQ-3', section: '1.4, 2.2', level: 'must', title: 'lists all of its connected peers' },
  { id: 'REQ-4', section: '1.4', level: 'should', title: 'lists connected peers only', dialect: ['list'] },
  { id: 'REQ-5', section: '1.4', level: 'should', title: 'lists the requester too', dialect: ['requester'] },
  { id: 'REQ-6', section: '1.4', level: 'should', title: 'lists nobody twice in one answer' },
  { id: 'REQ-7', section: '1.4', level: 'should', title: 'answers within a second' },
  {
    id: 'REQ-8',
    section: '1, 1.4',
    level: 'should',
    title: 'asks each connected peer at a regular interval',
    dialect: ['requestInterval'],
  },
  { id: 'REQ-9', section: '1.4', level: 'should', title: 'does nothing on a Peer Request but answer it' },
  { id: 'REQ-10', section: '1.4', level: 'must', title: 'invents no address' },
  { id: 'REQ-11', section: '1.4', level: 'free', title: 'may limit its answers', dialect: ['answers'] },
  {
    id: 'ADR-1',
    section: '1.5',
    level: 'must',
    title: 'says Hello to an address that a connected peer announced',
    dialect: ['hearsay'],
  },
  {
    id: 'ADR-2',
    section: '1.5',
    level: 'must',
    title: 'reads and writes port and address in network byte order',
  },
  { id: 'ADR-3', section: '1.5', level: 'should', title: 'lets a Peer Address wait for the schedule' },
  {
    id: 'ADR-4',
    section: '2.2',
    level: 'free',
    title: 'keeps an announced address that never says Hello as long as it likes',
    dialect: ['unheard'],
  },
  {
    id: 'ADR-5',
    section: '1.5',
    level: 'must',
    title: 'takes no harm from odd addresses',
    dialect: ['oddAddresses'],
  },
  { id: 'SIZ-1', section: '2.2', level: 'must', title: 'sends no datagram over 1400 bytes' },
  {
    id: 'SIZ-2',
    section: '2.2',
    level: 'must',
    title: 'takes no harm from datagrams of any size',
    dialect: ['receiveLimit'],
  },
  { id: 'SIZ-3', section: '2.2', level: 'must', title: 'reads a datagram of up to 1400 bytes whole' },
  { id: 'ROB-1', section: '-', level: 'must', title: 'survives whatever arrives' },
  { id: 'ROB-2', section: '-', level: 'must', title: 'survives an ICMP error from a dead peer' },
  { id: 'ROB-3', section: '-', level: 'should', title: 'keeps its schedule and its peers under a flood' },
  {
    id: 'ROB-4',
    section: '-',
    level: 'should',
    title: 'uses bounded memory, however many peers are announced',
  },
  {
    id: 'ROB-5',
    section: '-',
    level: 'must',
    title: 'uses no memory, descriptor or process for each datagram',
  },
];

const BY_ID: ReadonlyMap<string, Requirement> = new Map(REQUIREMENTS.map((row) => [row.id, row]));

/** The row of an id; an unknown id is our bug. */
export function requirement(id: string): Requirement {
  const row = BY_ID.get(id);
  if (row === undefined) throw new Error(`no requirement ${id}`);
  return row;
}
