/**
 * Looks at every datagram that comes from a target under bombardment, at the cost of a few microseconds: is it well
 * formed, does it come from the right port, may what it lists be listed? Its objections are suspicions.
 */
import { counted, sentence } from '../lang/sentence.ts';
import type { Arrival } from '../net/world.ts';
import { addressAt, type Bounds, type EndpointNumber } from '../oracle/bounds.ts';
import { issueSaid } from '../oracle/issue-said.ts';
import { dissect } from '../wire/dissect.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { canonicalLength, MAX_SENT, TLVS } from '../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../wire/walk.ts';
import { type Symptom, seen } from './symptom.ts';

/** What a datagram from the target tells. Written anew by each `look`. */
export interface Heard {
  hello: boolean;
  request: boolean;
  /** Addresses that it lists. */
  listed: number;
}

const HELLO = TLVS.hello.type;
const REQUEST = TLVS['peer-request'].type;
const ADDRESS = TLVS['peer-address'].type;
const ADDRESS_SIZE = canonicalLength(TLVS['peer-address']);

export class Sentry {
  /** The first objection; null as long as there is none. */
  symptom: Symptom | null = null;
  readonly heard: Heard = { hello: false, request: false, listed: 0 };
  /** Whom the last datagram lists: the first `heard.listed` of them. */
  readonly listed = new Float64Array(65_536 / ADDRESS_SIZE);
  readonly #target: Endpoint;
  readonly #bounds: Bounds;
  /** Nobody but us can have told the target anything, or speak in its name. */
  readonly #alone: boolean;
  readonly #walk = new Walk();

  constructor(target: Endpoint, bounds: Bounds, alone: boolean) {
    this.#target = target;
    this.#bounds = bounds;
    this.#alone = alone;
  }

  /** Reads one datagram; false if it is none of the target's. */
  look({ at, from, bytes }: Arrival): boolean {
    const { heard } = this;
    [heard.hello, heard.request, heard.listed] = [false, false, 0];
    if (from.port !== this.#target.port || from.address !== this.#target.address) {
      if (this.#alone && from.address === this.#target.address) this.#object(otherPort());
      return false;
    }
    const walk = this.#walk;
    walk.start(bytes, 0, bytes.length);
    let broken = walk.header !== HeaderFault.none || bytes.length > MAX_SENT;
    while (walk.next()) {
      if (walk.fault !== Fault.none) broken = true;
      else if (walk.type === HELLO) heard.hello = true;
      else if (walk.type === REQUEST) heard.request = true;
      else if (walk.type === ADDRESS) this.listed[heard.listed++] = addressAt(bytes, walk.at);
    }
    if (broken) this.#object(malformed(bytes));
    if (this.#alone) for (let i = 0; i < heard.listed; i++) this.#question(this.listed[i] ?? 0, at);
    return true;
  }

  #question(key: EndpointNumber, at: number): void {
    const objection = this.#bounds.objection(key, at);
    if (objection !== null) this.#object(objection === 'gone' ? gone() : invented());
  }

  #object(symptom: Symptom): void {
    this.symptom ??= symptom;
  }
}

function otherPort(): Symptom {
  return {
    kind: 'wrong-answer',
    signature: 'HDR-5 source-port',
    requirement: 'HDR-5',
    expected: 'everything leaves from the port that the node is bound to',
    actual: 'a datagram came from another port of its address',
  };
}

function malformed(bytes: Uint8Array): Symptom {
  const issue = dissect(bytes).issues[0];
  const code = issue?.code ?? 'datagram-long';
  const requirement = issue?.requirement ?? 'TLV-5';
  return {
    kind: 'malformed-output',
    signature: `${requirement} ${code}`,
    requirement,
    expected: 'every datagram that a node sends is well formed, and of at most 1400 bytes',
    ...seen(
      issue === undefined
        ? sentence('a datagram of {size}', { size: counted(bytes.length, 'byte') })
        : issueSaid(issue, bytes.length),
    ),
  };
}

function invented(): Symptom {
  return {
    kind: 'wrong-answer',
    signature: 'REQ-10 nothing-invented',
    requirement: 'REQ-10',
    expected: 'each listed address said Hello, was announced, or was given at start',
    actual: 'an address is listed of which nobody ever said anything',
  };
}

function gone(): Symptom {
  return {
    kind: 'wrong-answer',
    signature: 'HEL-4 still-listed',
    requirement: 'HEL-4',
    expected: 'a peer that has been silent for 4 s is listed no more',
    actual: 'a peer is listed that has said nothing for more than 6.5 s, and that nobody announced',
  };
}
