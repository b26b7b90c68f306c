import { expect, test, vi } from 'vitest';
import type { Corpus } from '../../src/fuzz/corpus/corpus.ts';
import { Feedback } from '../../src/fuzz/feedback.ts';
import { learn } from '../../src/fuzz/learn.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { toHex } from '../../src/wire/bytes.ts';
import type { DraftItem } from '../../src/wire/craft.ts';
import { MAX_DATAGRAM } from '../../src/wire/table.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';
import { conforming, fuzz } from '../support/virtual-campaign.ts';
import { peer, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

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
  expect(feedback.isNews({ list: 'known', greeting: null })).toBe(true);
  expect(feedback.chose([input], { list: 'known' })).toBe(true);
  expect(feedback.chose([HELLO], { list: 'known', greeting: null })).toBe(false);
  expect(feedback.news.map(toHex)).toEqual(['6801de02', '6801df02']);
});

test('stories teach: after which datagrams a free choice showed first', async () => {
  const nodes = new VirtualFuzz((self, start) =>
    nodeConfig({
      self,
      start,
      dialect: { ...DEFAULT_DIALECT, list: 'known' },
      random: () => 0.5,
      allowPeer: () => true,
    }),
  );
  const address: DraftItem = { name: 'peer-address', ...peer(7) };
  const steps = [...Array(60)].map((_, i) => step(i === 50 ? [address] : [{ name: 'hello' }], 0, 20 * i));
  const { trace } = await nodes.rerun({ steps, repeat: 1 }, { manner: 'observed', lingerMs: 2600 });
  const feedback = new Feedback([]);
  let rests = 0;
  const rest = async (): Promise<void> => {
    rests += 1;
  };
  await learn(trace, feedback, rest);
  expect(rests).toBe(8);
  expect(feedback.news.map(toHex)).toContain(toHex(step([address]).bytes));
  expect(feedback.isNews({ list: 'known' })).toBe(false);
  const { length } = feedback.news;
  await learn({ ...trace }, feedback, rest);
  expect([rests, feedback.news.length]).toEqual([8, length]);
});

test('a campaign learns from its stories', async () => {
  const chose = vi.spyOn(Feedback.prototype, 'chose');
  await fuzz(conforming(DEFAULT_DIALECT, 3), 3, { timeMs: 6000 });
  const news = chose.mock.calls.filter((_, i) => chose.mock.results[i]?.value === true);
  expect(news.some(([inputs, { requester }]) => inputs.length > 0 && requester === 'included')).toBe(true);
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
