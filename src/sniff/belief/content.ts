/**
 * What a datagram says to any reader and to some, read without an object for each address: a long capture lists
 * millions. The rules are those of oracle/family.ts and oracle/answer.ts.
 */
import { addressAt, addressesAnywhere, type EndpointNumber } from '../../oracle/bounds.ts';
import { canonicalLength, HEADER, MAX_DATAGRAM, TLVS } from '../../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../../wire/walk.ts';

const HELLO = TLVS.hello.type;
const ADDRESS = TLVS['peer-address'].type;
const ADDRESS_SIZE = canonicalLength(TLVS['peer-address']);
const NOBODY = new Float64Array(0);

/** One datagram at a time. */
export class Content {
  /** A lenient reader finds a Hello, and some reader does. */
  hello = false;
  maybeHello = false;
  /** Every reader sees the same TLVs in it. */
  wellFormed = false;
  /** The addresses that a lenient reader finds. Valid until the next `read`, as `announced` is. */
  listed: ArrayLike<EndpointNumber> = NOBODY;
  /** Those that some reader finds: in a malformed datagram any offset may be a TLV's (TLV-6). */
  announced: ArrayLike<EndpointNumber> = NOBODY;
  /** Room for all that a datagram can list: an array that is emptied and filled again and again is made anew each time. */
  readonly #room = new Float64Array(Math.ceil(MAX_DATAGRAM / ADDRESS_SIZE));
  readonly #walk = new Walk();

  read(bytes: Uint8Array): void {
    const walk = this.#walk;
    let count = 0;
    this.hello = false;
    walk.start(bytes, 0, bytes.length);
    this.wellFormed = walk.header === HeaderFault.none;
    while (walk.next()) {
      if (walk.fault !== Fault.none) this.wellFormed = false;
      if (!walk.hasFields) continue;
      if (walk.type === HELLO) this.hello = true;
      else if (walk.type === ADDRESS) this.#room[count++] = addressAt(bytes, walk.at);
    }
    this.listed = count === 0 ? NOBODY : this.#room.subarray(0, count);
    this.announced = this.wellFormed ? this.listed : addressesAnywhere(bytes);
    this.maybeHello = this.wellFormed ? this.hello : bytes.indexOf(HELLO, HEADER.size) >= 0;
  }
}
