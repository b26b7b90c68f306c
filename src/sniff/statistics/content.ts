/**
 * What a datagram says, as counts: one walk, no object for what is in order. What is not is taken apart by `dissect`,
 * which alone knows what to blame. One Content reads datagram after datagram; a property holds it to `dissect`.
 */
import { u32 } from '../../capture/integer.ts';
import { dissect } from '../../wire/dissect.ts';
import { ISSUES, type IssueCode } from '../../wire/issue.ts';
import { MAX_SENT, nameOf, rowOf, TLV_HEADER, TLVS, type TlvName } from '../../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../../wire/walk.ts';
import { GROWING } from './arrays.ts';

/** All codes, in the order of the counts. */
export const ISSUE_CODES = Object.keys(ISSUES) as readonly IssueCode[];

/** The type numbers of what is counted. */
export const TYPE = {
  hello: rowOf('hello').type,
  request: rowOf('peer-request').type,
  address: rowOf('peer-address').type,
} as const;
const [PORT] = TLVS['peer-address'].fields;
/** Where the fields of a Peer Address are. */
export const PORT_AT = TLV_HEADER.size;
export const ADDRESS_AT = PORT_AT + PORT.kind.size;

export class Content {
  /** TLVs by type number, and issues by ISSUE_CODES, of all that was read so far. */
  readonly types: Float64Array;
  readonly issues = new Float64Array(ISSUE_CODES.length);
  /** Of the last datagram: TLVs that say Hello, that ask, and that name a peer, their fields being there. */
  hellos = 0;
  requests = 0;
  addresses = 0;
  /** It begins as the protocol says (§1.1). */
  headed = false;
  /** It cannot be read as it stands. */
  malformed = false;
  /** The snap length cut it. */
  cut = false;
  /** Bytes on the wire. */
  length = 0;
  /** The codes of its issues; an empty list most times. */
  codes: readonly IssueCode[] = NONE;
  readonly #walk = new Walk();
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;

  constructor(arrays = GROWING) {
    this.types = arrays.float64(256, 256);
  }

  /** Reads `bytes[start, end)` of a datagram that held `length` bytes. The bytes stay the caller's. */
  read(bytes: Uint8Array, start: number, end: number, length: number): void {
    if (this.#bytes !== bytes) this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.length = Math.max(length, end - start);
    this.cut = this.length > end - start;
    this.#walkThrough();
  }

  #walkThrough(): void {
    const { types } = this;
    const walk = this.#walk;
    const hellos = types[TYPE.hello] ?? 0;
    const requests = types[TYPE.request] ?? 0;
    const addresses = types[TYPE.address] ?? 0;
    let unsaid = 0;
    let unasked = 0;
    let unnamed = 0;
    walk.start(this.#bytes, this.#start, this.#end);
    this.headed = walk.header === HeaderFault.none;
    let right = this.headed && this.length <= MAX_SENT;
    while (walk.next()) {
      const { type } = walk;
      const isRight = walk.fault === Fault.none;
      types[type] = (types[type] ?? 0) + 1 + (isRight ? walk.repeat() : 0);
      if (isRight) continue;
      right = false;
      if (walk.hasFields) continue;
      if (type === TYPE.hello) unsaid++;
      else if (type === TYPE.request) unasked++;
      else if (type === TYPE.address) unnamed++;
    }
    this.hellos = (types[TYPE.hello] ?? 0) - hellos - unsaid;
    this.requests = (types[TYPE.request] ?? 0) - requests - unasked;
    this.addresses = (types[TYPE.address] ?? 0) - addresses - unnamed;
    this.malformed = false;
    this.codes = right ? NONE : this.#blame();
  }

  /** Goes through the peers that the last datagram names: addresses as unsigned numbers. */
  eachAddress(use: (address: number, port: number) => void): void {
    const walk = this.#walk;
    const bytes = this.#bytes;
    for (walk.start(bytes, this.#start, this.#end); walk.next(); ) {
      if (walk.type !== TYPE.address || !walk.hasFields) continue;
      use(u32(bytes, walk.at + ADDRESS_AT, false), PORT.kind.read(bytes, walk.at + PORT_AT));
    }
  }

  #blame(): readonly IssueCode[] {
    const { issues } = dissect(this.#bytes.subarray(this.#start, this.#end), this.length);
    for (const { code, severity } of issues) {
      const at = ISSUE_CODES.indexOf(code);
      this.issues[at] = (this.issues[at] ?? 0) + 1;
      if (severity === 'malformed') this.malformed = true;
    }
    return issues.map(({ code }) => code);
  }
}

const NONE: readonly IssueCode[] = [];

/** The name of a TLV's type, or its number as a text. */
export function typeName(type: number): TlvName | string {
  return nameOf(type) ?? String(type);
}
