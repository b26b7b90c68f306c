/**
 * Addresses, each of them one object wherever it occurs: hundreds of nodes name each other millions of times, and an
 * object that knows its text and its node is compared and looked up without being read.
 */
import type { PeerKey } from '../node/peer.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** No node ever lived there: somebody invented it. */
export const NOBODY = -1;

export class Place implements Endpoint {
  readonly address: string;
  readonly port: number;
  readonly text: string;
  /** The number of the node that has it, or NOBODY. */
  readonly index: number;

  constructor({ address, port }: Endpoint, text: string, index: number) {
    this.address = address;
    this.port = port;
    this.text = text;
    this.index = index;
  }
}

// Invented addresses beyond so many are made again each time: they are no less right, but slower.
const MOST_KEPT = 65_536;

export class Places {
  readonly #byText = new Map<string, Place>();
  /** Where a socket says that a datagram comes from: always the same object for one socket. */
  readonly #bySender = new Map<Endpoint, Place>();

  /** Gives a node its address. */
  settle(endpoint: Endpoint, index: number): Place {
    const place = new Place(endpoint, endpointText(endpoint), index);
    this.#byText.set(place.text, place);
    return place;
  }

  of(endpoint: Endpoint): Place {
    if (endpoint instanceof Place) return endpoint;
    const text = endpointText(endpoint);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const place = new Place(endpoint, text, NOBODY);
    if (this.#byText.size < MOST_KEPT) this.#byText.set(text, place);
    return place;
  }

  /** What tables know it by: the number of its node, else its text. However it is written: bugs make objects anew. */
  keyOf(endpoint: Endpoint): PeerKey {
    const { index, text } = this.of(endpoint);
    return index === NOBODY ? text : index;
  }

  /** The place of an endpoint that comes again with every datagram of its socket. Bounded by the sockets. */
  ofSender(endpoint: Endpoint): Place {
    let place = this.#bySender.get(endpoint);
    if (place === undefined) {
      place = this.of(endpoint);
      this.#bySender.set(endpoint, place);
    }
    return place;
  }
}

/** The text of an endpoint, without building it again where it is at hand. */
export function textOf(endpoint: Endpoint): string {
  return endpoint instanceof Place ? endpoint.text : endpointText(endpoint);
}
