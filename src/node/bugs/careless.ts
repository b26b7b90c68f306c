/**
 * Ways to read, write and die that careless nodes share: items changed after reading, bytes changed after
 * encoding, and the two ends that a datagram may bring about, the crash and the hang.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import type { KnownTlv, Tlv } from '../../wire/table.ts';
import { Walk } from '../../wire/walk.ts';
import type { Item, Reading, Rules } from '../rules.ts';

type Change = (peer: Endpoint) => Endpoint;

/** Reads as the rules do, then changes the items. */
export function readThen(rules: Rules, change: (items: readonly Item[]) => readonly Item[]): Rules['read'] {
  return (bytes) => {
    const reading: Reading = rules.read(bytes);
    return reading.ok ? { ok: true, items: change(reading.items) } : reading;
  };
}

/** Reads in another way whatever the rules can read. */
export function readBy(rules: Rules, items: (bytes: Uint8Array) => readonly Item[]): Rules['read'] {
  return (bytes) => {
    const reading = rules.read(bytes);
    return reading.ok ? { ok: true, items: items(bytes) } : reading;
  };
}

/** Reads each address through `change`. */
export function addressesRead(rules: Rules, change: Change): Rules['read'] {
  return readThen(rules, (items) =>
    items.map((item) => (item.type === 'peer-address' ? { ...item, peer: change(item.peer) } : item)),
  );
}

/** Writes each address through `change`. */
export function addressesSent(rules: Rules, change: Change): Rules['encode'] {
  return (tlvs) => rules.encode(tlvs.map((tlv) => (isAddress(tlv) ? { ...tlv, ...change(tlv) } : tlv)));
}

/** Encodes as the rules do, then changes each length byte. */
export function lengthsThrough(
  rules: Rules,
  change: (length: number, type: number) => number,
): Rules['encode'] {
  return (tlvs) =>
    rules.encode(tlvs).map((bytes) => {
      const lying = bytes.slice();
      const walk = new Walk();
      for (walk.start(bytes, 0, bytes.length); walk.next(); )
        lying[walk.at + 1] = change(walk.length, walk.type);
      return lying;
    });
}

/** Such a datagram ends the program. */
export function crashesOn(
  name: string,
  rules: Rules,
  isFatal: (bytes: Uint8Array) => boolean,
): Partial<Rules> {
  return {
    receive: (bytes) => {
      if (isFatal(bytes)) throw crash(name);
      return rules.receive(bytes);
    },
  };
}

/** What a bug throws where a C program would be killed. */
export function crash(name: string): Error {
  return new Error(`bug on purpose: ${name}`);
}

/** Such a datagram makes the program run in circles. */
export function hangsOn(rules: Rules, isFatal: (bytes: Uint8Array) => boolean): Partial<Rules> {
  const { hang, rules: hanging } = mayHang(rules);
  return {
    ...hanging,
    receive: (bytes) => {
      if (isFatal(bytes)) hang();
      return hanging.receive(bytes);
    },
  };
}

/** Rules that stop for ever once `hang` is called: nothing is read and nothing is sent any more. */
export function mayHang(rules: Rules): {
  readonly hang: () => void;
  readonly rules: Pick<Rules, 'receive' | 'react' | 'greet' | 'ask'>;
} {
  let hung = false;
  return {
    hang: () => {
      hung = true;
    },
    rules: {
      receive: (bytes) => (hung ? null : rules.receive(bytes)),
      react: (item, from, scene) => (hung ? [] : rules.react(item, from, scene)),
      greet: (peer, scene) => (hung ? [] : rules.greet(peer, scene)),
      ask: (peer, scene) => (hung ? [] : rules.ask(peer, scene)),
    },
  };
}

/** True if one of the TLVs of the datagram, as the walk finds them, is such a one; never for a wrong header. */
export function someTlv(bytes: Uint8Array, test: (walk: Walk) => boolean): boolean {
  const walk = new Walk();
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) if (test(walk)) return true;
  return false;
}

/** Bytes enough behind the end that careless readers find zeros there, as in a cleared buffer. */
export function padded(bytes: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 8);
  buffer.set(bytes);
  return buffer;
}

export function isAddress(tlv: Tlv): tlv is Extract<KnownTlv, { name: 'peer-address' }> {
  return tlv.name === 'peer-address';
}
