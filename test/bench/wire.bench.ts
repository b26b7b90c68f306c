import { bench, describe } from 'vitest';
import { dissect } from '../../src/wire/dissect.ts';
import { encode } from '../../src/wire/encode.ts';
import { parse } from '../../src/wire/parse.ts';
import type { Message } from '../../src/wire/table.ts';
import { Walk } from '../../src/wire/walk.ts';

// The largest answer: 174 addresses in 1394 bytes (§2.2). Look at the ratios, not at the rates.
const answer: Message = {
  tlvs: Array.from({ length: 174 }, (_, i) => ({
    name: 'peer-address',
    port: 4200 + i,
    address: `127.0.0.${i}`,
  })),
};
const bytes = encode(answer);

describe('an answer of 174 addresses', () => {
  const walk = new Walk();
  bench('walk', () => {
    for (walk.start(bytes, 0, bytes.length); walk.next(); );
  });
  bench('dissect', () => void dissect(bytes));
  bench('parse', () => void parse(bytes));
  bench('encode', () => void encode(answer));
});
