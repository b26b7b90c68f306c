import { expect, test } from 'vitest';
import type { Corpus } from '../../src/fuzz/corpus/corpus.ts';
import { Feedback } from '../../src/fuzz/feedback.ts';
import { toHex } from '../../src/wire/bytes.ts';
import { MAX_DATAGRAM } from '../../src/wire/table.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';

const cast = fuzzCast(4, false);
const HELLO = Uint8Array.of(104, 1, 1, 2);

function all(corpus: Corpus): string[] {
  return Array.from({ length: corpus.size }, (_, index) => toHex(corpus.at(index)));
}

test('an input whose answer is news is kept, and mutations begin with it', () => {
  const feedback = new Feedback([Uint8Array.of(1, 2, 3)]);
  const input = Uint8Array.of(104, 1, 222, 2);
  expect(all(feedback.corpusFor(cast))).toContain('010203');
  expect(feedback.answered(input, HELLO, 1)).toBe(true);
  // Somebody else may use the buffer again.
  input[2] = 223;
  expect(feedback.answered(input, HELLO, 1)).toBe(false);
  expect(feedback.news.map(toHex)).toEqual(['6801de02']);
  expect(all(feedback.corpusFor(cast))).toContain('6801de02');
  expect(all(feedback.corpusFor(cast))).not.toContain('6801df02');
  expect(feedback.chose(input, { list: 'known' })).toBe(true);
  expect(feedback.news.map(toHex)).toEqual(['6801de02', '6801df02']);
});

test('what an earlier run kept is kept on', () => {
  const feedback = new Feedback([], [Uint8Array.of(7)]);
  feedback.answered(Uint8Array.of(8), HELLO, 1);
  expect(feedback.news.map(toHex)).toEqual(['07', '08']);
});

test('number and bytes of what is kept are bounded: the newest stays', () => {
  const many = Array.from({ length: 3000 }, (_, i) => Uint8Array.of(i >>> 8, i));
  expect(new Feedback([], many).news.map(toHex)).toEqual(many.slice(-1024).map(toHex));
  const large = Array.from({ length: 40 }, (_, i) => new Uint8Array(MAX_DATAGRAM).fill(i));
  expect(new Feedback([], large).news.map(([first]) => first)).toEqual(
    Array.from({ length: 16 }, (_, i) => i + 24),
  );
});
