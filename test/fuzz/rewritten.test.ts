import { describe, expect, it } from 'vitest';
import type { Case, Step } from '../../src/fuzz/case.ts';
import { minimise } from '../../src/fuzz/minimise.ts';
import { rewritten } from '../../src/fuzz/rewritten.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { parse } from '../../src/wire/parse.ts';

const peer = (i: number): Step['from'] => ({ address: `127.60.${i & 127}.127`, port: 32_600 + (i >> 7) });
const address = (i: number): DraftItem => ({ name: 'peer-address', ...peer(1000 + i) });
const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };
const step = (i: number, items: readonly DraftItem[]): Step => ({
  at: 5 * i,
  from: peer(i),
  bytes: craft({ items }),
});

/** The distinct endpoints that are announced in well-formed datagrams, and the peers that said Hello. */
function told({ steps }: Case): {
  readonly announced: number;
  readonly greeted: number;
  readonly asked: boolean;
} {
  const [announced, greeted] = [new Set<string>(), new Set<string>()];
  let asked = false;
  for (const { from, bytes } of steps) {
    const read = parse(bytes);
    for (const tlv of read.ok ? read.message.tlvs : []) {
      if (tlv.name === 'peer-address') announced.add(endpointText(tlv));
      if (tlv.name === 'hello') greeted.add(endpointText(from));
      if (tlv.name === 'peer-request') asked = true;
    }
  }
  return { announced: announced.size, greeted: greeted.size, asked };
}

/** `calls` bounds it. */
async function minimised(
  steps: readonly Step[],
  shows: (theCase: Case) => boolean,
): Promise<readonly Step[]> {
  let calls = 0;
  const count = async (one: Case): Promise<boolean> => {
    calls += 1;
    return shows(one);
  };
  const { case: small } = await minimise({ steps, repeat: 1 }, count, { width: 2 });
  expect(calls).toBeLessThan(150);
  return small.steps;
}

describe('a long case written anew', () => {
  it('is one datagram where it is the number of announced peers that matters', async () => {
    const steps = Array.from({ length: 300 }, (_, i) =>
      step(i % 9, i % 3 === 0 ? [address(i % 150)] : [HELLO]),
    );
    const [only, ...more] = await minimised(steps, (one) => told(one).announced >= 33);
    expect(more).toEqual([]);
    const read = only === undefined ? null : parse(only.bytes);
    expect(read?.ok === true ? read.message.tlvs.map(({ name }) => name) : []).toEqual(
      Array(33).fill('peer-address'),
    );
  });

  it('is as many datagrams as the addresses need, none over 1400 bytes', async () => {
    const steps = Array.from({ length: 900 }, (_, i) => step(0, [address(i)]));
    const small = await minimised(steps, (one) => told(one).announced >= 400);
    expect(small).toHaveLength(3);
    expect(Math.max(...small.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1400);
  });

  it('is a Hello of each peer where it is their number that matters, and a request if that sets it off', async () => {
    const noise = (i: number): DraftItem[] => [
      HELLO,
      address(i),
      { name: 'tlv', type: 99, value: new Uint8Array(9) },
    ];
    const steps = Array.from({ length: 400 }, (_, i) => step(i % 200, i === 390 ? [REQUEST] : noise(i)));
    const crowd = await minimised(steps, (one) => told(one).greeted >= 120);
    expect(crowd).toHaveLength(120);
    expect(crowd.every(({ bytes }) => bytes.length === 4)).toBe(true);
    const asking = await minimised(steps, (one) => told(one).greeted >= 120 && told(one).asked);
    expect(asking).toHaveLength(120);
  });

  it('is not tried where it would be no shorter, nor with addresses that nobody announced whole', () => {
    expect(rewritten({ steps: [step(1, [address(1)])], repeat: 1 })).toEqual([]);
    const cut = { ...step(1, []), bytes: craft({ items: [address(2)] }).subarray(0, 7) };
    for (const { steps } of rewritten({ steps: [cut, cut, step(2, [HELLO])], repeat: 3 }))
      expect(told({ steps, repeat: 1 }).announced).toBe(0);
  });
});
