/**
 * The laws of DESIGN 1 and 2 for any bytes, messages and drafts. The three levels are also held to a fourth
 * reading, written here from the exercise alone.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, equal } from '../../src/wire/bytes.ts';
import { craft, draftDissection, draftMessage } from '../../src/wire/craft.ts';
import { dissect, isMalformed, leaves, undissect } from '../../src/wire/dissect.ts';
import { encode, encodeAll, encodeTlv } from '../../src/wire/encode.ts';
import { formatNotation, parseNotation } from '../../src/wire/notation.ts';
import { parse, parseDissection } from '../../src/wire/parse.ts';
import { HEADER, MAX_SENT } from '../../src/wire/table.ts';
import { Fault, HeaderFault, Walk } from '../../src/wire/walk.ts';
import { datagram, draft, message, SEED } from '../support/arbitrary.ts';
import { RUNS } from '../support/runs.ts';

console.info(`laws of wire: PEERPROBE_SEED=${SEED}`);
// The time bounds the search for a smaller failure; a law that holds needs some seconds.
const LAW = { seed: SEED, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: true };

describe('any bytes', () => {
  test('come apart and together again, each in one leaf', () => {
    law(datagram(), (bytes) => {
      const dissection = dissect(bytes);
      let at = 0;
      for (const leaf of leaves(dissection)) {
        if (leaf.start !== at || leaf.end <= at) return false;
        at = leaf.end;
      }
      return at === bytes.length && equal(undissect(dissection), bytes);
    });
  });

  test('have issues that lie inside the datagram, in order', () => {
    const sizes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }));
    law(fc.tuple(datagram(), sizes), ([bytes, more]) => {
      const { issues, length } = dissect(bytes, bytes.length + more);
      return issues.every(({ start, end }, i) => {
        const before = issues[i - 1]?.start ?? 0;
        return before <= start && start <= end && end <= length && (start < end || length === 0);
      });
    });
  });

  test('are read alike by walk, dissect, parse and a reading of the exercise', () => {
    law(datagram(), (bytes) => {
      const reading = read(bytes);
      const dissection = dissect(bytes);
      expect(walked(bytes)).toEqual(reading);
      const header = !dissection.issues.some(({ path }) => ['header', 'magic', 'version'].includes(path));
      const tlvs = dissection.tlvs.map(({ type, start, end, fault }) => ({ type, start, end, fault }));
      expect({ header, tlvs }).toEqual(reading);
      const right = reading.header && reading.tlvs.every((found) => found.fault === Fault.none);
      const result = parse(bytes);
      expect(result.ok).toBe(right);
      expect(isMalformed(dissection)).toBe(!right);
      if (result.ok) expect(equal(encode(result.message), bytes)).toBe(true);
      else expect(result.issues.length).toBeGreaterThan(0);
    });
  });

  test('are walked alike one by one and in rows of alike TLVs', () => {
    fc.assert(
      fc.property(datagram(), fc.nat(4), (bytes, times) => {
        // The TLVs again and again: rows are seldom otherwise.
        const body = bytes.subarray(HEADER.size);
        const all = concat([bytes, ...new Array<Uint8Array>(times).fill(body)]);
        expect(walkedInRows(all)).toEqual(walked(all));
      }),
    );
  });

  test('are walked alike wherever they lie in a larger buffer', () => {
    law(fc.tuple(datagram(), datagram(), datagram()), ([before, bytes, after]) => {
      const whole = concat([before, bytes, after]);
      expect(walked(whole, before.length, before.length + bytes.length)).toEqual(walked(bytes));
    });
  });

  test('are drafted, and crafted from the draft and from its words', () => {
    law(datagram(), (bytes) => {
      const found = draftDissection(dissect(bytes));
      const result = parseNotation(formatNotation(found));
      expect(result).toEqual({ ok: true, draft: found });
      return equal(craft(found), bytes) && result.ok && equal(craft(result.draft), bytes);
    });
  });

  test('that a capture cut keep the issues of what was kept, and gain none', () => {
    law(fc.tuple(datagram(), fc.nat()), ([bytes, cut]) => {
      const whole = dissect(bytes);
      const size = cut % (bytes.length + 1);
      const kept = dissect(bytes.subarray(0, size), bytes.length);
      for (const issue of kept.issues) expect(whole.issues).toContainEqual(issue);
      for (const issue of whole.issues) if (issue.end <= size) expect(kept.issues).toContainEqual(issue);
    });
  });
});

describe('any message', () => {
  test('is parsed from what it encodes to', () => {
    law(message(), (given) => {
      expect(parse(encode(given))).toEqual({ ok: true, message: given });
    });
  });

  test('crafts without overrides to what it encodes to', () => {
    law(message(), (given) => equal(craft(draftMessage(given)), encode(given)));
  });

  test('is not malformed wherever a capture cuts it', () => {
    law(fc.tuple(message(), fc.nat()), ([given, cut]) => {
      const bytes = encode(given);
      const cuts = bytes.length <= 64 ? [...bytes.keys()] : [cut % bytes.length];
      return cuts.every((size) => {
        const dissection = dissect(bytes.subarray(0, size), bytes.length);
        return !isMalformed(dissection) && !parseDissection(dissection).ok;
      });
    });
  });

  test('is spread over datagrams in order, none over the limit, none emptier than need be', () => {
    const limits = fc.oneof(fc.constant(MAX_SENT), fc.integer({ min: 257, max: 600 }));
    law(fc.tuple(message(), limits), ([{ tlvs }, limit]) => {
      const datagrams = encodeAll(tlvs, limit);
      const messages = datagrams
        .map((bytes) => parse(bytes))
        .flatMap((result) => (result.ok ? [result.message] : []));
      expect(messages.length).toBe(datagrams.length);
      expect(messages.flatMap((one) => one.tlvs)).toEqual(tlvs);
      expect(datagrams.every((bytes) => bytes.length <= limit)).toBe(true);
      messages.forEach(({ tlvs: [first] }, i) => {
        const room = limit - (datagrams[i - 1]?.length ?? limit); // left over in the datagram before
        expect(first === undefined ? 0 : encodeTlv(first).length).toBeGreaterThan(room);
      });
    });
  });
});

describe('any draft', () => {
  test('is read back from its words', () => {
    law(draft(), (given) => {
      expect(parseNotation(formatNotation(given))).toEqual({ ok: true, draft: given });
    });
  });
});

describe('any words', () => {
  const part = fc.oneof(
    fc.constantFrom('hello', 'peer-request', 'peer-address', 'tlv', 'raw', '--magic', '--version', '--raw'),
    fc.constantFrom('=', ',', ':', 'len=', 'extra=', 'port=', 'address=', '10.0.0.1:4200', '200:', '0x', ''),
    fc.constantFrom(
      '0',
      '5',
      '255',
      '256',
      '65536',
      '4294967295',
      '1.2.3.4',
      'zz',
      '__proto__',
      'constructor',
    ),
    fc.string({ maxLength: 3 }),
  );
  const likely = fc.constantFrom(
    ...[
      'hello',
      'hello,len=5',
      'HELLO',
      'peer-request,extra=DEad',
      'hello,len=0x0A,extra=',
      'raw=',
      'raw=0102',
    ],
    ...[
      'peer-address,address=1.2.3.4,port=5',
      'peer-address,address=5,port=5',
      'peer-address=1.2.3.4:5,len=0',
    ],
    ...['tlv=0x1:', 'tlv=200:0a0B,len=255', '--magic', '--version', '--raw', '105', '0x2', '6801'],
  );
  const word = fc.oneof(
    likely,
    fc.array(part, { maxLength: 5 }).map((parts) => parts.join('')),
  );
  const words = fc.array(word, { maxLength: 4 });

  test('are a draft that crafts, or a message that says why not: nothing throws', () => {
    law(words, (given) => {
      const result = parseNotation(given);
      if (!result.ok) return result.message.length > 0 && result.word !== undefined;
      return craft(result.draft).length >= 0;
    });
  });

  test('that are taken mean the same in the one way of writing', () => {
    let taken = 0;
    law(words, (given) => {
      const result = parseNotation(given);
      if (!result.ok) return;
      taken += 1;
      expect(parseNotation(formatNotation(result.draft))).toEqual(result);
    });
    expect(taken).toBeGreaterThan(RUNS / 20);
  });
});

/** Holds (does not throw or return false) for RUNS of them, or fails with the smallest for which it does not. */
function law<T>(values: fc.Arbitrary<T>, holds: (value: T) => unknown): void {
  fc.assert(
    fc.property(values, (value) => holds(value) !== false),
    LAW,
  );
}

interface Reading {
  readonly header: boolean;
  readonly tlvs: { type: number; start: number; end: number; fault: Fault }[];
}

/** The exercise read plainly, by its own numbers: 104, 1; type, length; 3 is an address of 8 bytes. */
function read(bytes: Uint8Array): Reading {
  if (bytes.length < 2 || bytes[0] !== 104 || bytes[1] !== 1) return { header: false, tlvs: [] };
  const tlvs: Reading['tlvs'] = [];
  let start = 2;
  while (start < bytes.length) {
    const [type = 0, length] = bytes.subarray(start, start + 2);
    const rest = { type, start, end: bytes.length };
    if (length === undefined) return { header: true, tlvs: [...tlvs, { ...rest, fault: Fault.stray }] };
    if (length < 2) return { header: true, tlvs: [...tlvs, { ...rest, fault: Fault.short }] };
    if (start + length > bytes.length)
      return { header: true, tlvs: [...tlvs, { ...rest, fault: Fault.cut }] };
    const fault = type === 3 && length < 8 ? Fault.fields : Fault.none;
    tlvs.push({ type, start, end: start + length, fault });
    start += length;
  }
  return { header: true, tlvs };
}

function walked(bytes: Uint8Array, from = 0, to = bytes.length): Reading {
  const walk = new Walk();
  walk.start(bytes, from, to);
  const tlvs: Reading['tlvs'] = [];
  while (walk.next()) {
    tlvs.push({ type: walk.type, start: walk.at - from, end: walk.end - from, fault: walk.fault });
  }
  return { header: walk.header === HeaderFault.none, tlvs };
}

function walkedInRows(bytes: Uint8Array): Reading {
  const walk = new Walk();
  walk.start(bytes, 0, bytes.length);
  const tlvs = [];
  while (walk.next()) {
    const { at, end, type, length, fault } = walk;
    const count = fault === Fault.none ? walk.repeat() : 0;
    for (let i = 0; i <= count; i++)
      tlvs.push({ type, start: at + i * length, end: end + i * length, fault });
  }
  return { header: walk.header === HeaderFault.none, tlvs };
}
