import { describe, expect, it } from 'vitest';
import { judgeGrown } from '../../src/fuzz/grown.ts';
import type { Trace, TraceEvent } from '../../src/oracle/trace.ts';
import { craft } from '../../src/wire/craft.ts';
import { PLACE, peer } from '../support/virtual-fuzz.ts';

const HELLO = craft({ items: [{ name: 'hello' }] });
const KIB = 1024;

/** A sample, then after so many datagrams the next one. */
function trace(counts: readonly number[], rss: (sample: number, sent: number) => number): Trace {
  const events: TraceEvent[] = [];
  let at = 0;
  let sent = 0;
  const look = (i: number): void => {
    const used = { rss: 6000 * KIB + rss(i, sent), threads: 1, fds: 5, processes: 1 };
    events.push({ type: 'sample', at: ++at, check: 'nothing-kept', ...used });
  };
  look(0);
  for (const [i, count] of counts.entries()) {
    for (let j = 0; j < count; j++) {
      events.push({ type: 'sent', at: ++at, from: peer(0), to: PLACE.target, bytes: HELLO });
      sent += 1;
    }
    look(i + 1);
  }
  return { ...PLACE, startedAt: 0, alone: true, events };
}

const WINDOWS = [200, 200, 800, 800, 3200, 3200, 3200, 3200];
const pages = (bytes: number): number => Math.floor(bytes / 4096) * 4096;

describe('memory from the first look to the last', () => {
  it('grows where each datagram costs a little, however little 20 MiB are away', () => {
    const judged = judgeGrown(trace(WINDOWS, (_, sent) => pages(48 * sent)));
    expect(judged.verdict).toBe('fail');
    expect(judged.actual).toMatch(/about 4[78] bytes for each/);
  });

  it('grows where it is a great deal', () => {
    expect(judgeGrown(trace([200, 200], (_, sent) => 64 * KIB * sent)).verdict).toBe('fail');
  });

  it.each<[string, (sample: number, sent: number) => number]>([
    ['stays', () => 0],
    ['settles', (sample) => 900 * KIB * (1 - 0.4 ** sample)],
    ['goes up once', (sample) => (sample > 5 ? 3000 * KIB : 0)],
    ['goes up and down', (sample) => (sample % 2) * 2000 * KIB],
    ['grows by less than a page each time', (sample) => 4 * KIB * sample],
    ['falls', (sample) => -100 * KIB * sample],
  ])('is no leak where it %s', (_, rss) => {
    expect(judgeGrown(trace(WINDOWS, rss)).verdict).toBe('pass');
  });

  it('tells nothing of growth that was seen in short windows alone', () => {
    expect(judgeGrown(trace([200, 200, 800, 800], (_, sent) => 400 * sent)).verdict).toBe('pass');
  });
});
