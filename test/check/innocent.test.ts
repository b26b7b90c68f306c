import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import { rehearse } from '../../src/check/rehearsal.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { seededRandom } from '../../src/net/random.ts';
import { type NodeConfig, nodeConfig } from '../../src/node/config.ts';
import {
  DEFAULT_DIALECT,
  DIALECT_KEYS,
  type Dialect,
  dialectValues,
  parseDialect,
} from '../../src/node/dialect.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { inTurn } from '../support/turn.ts';
import { complaints, failed, virtualCheck } from '../support/virtual-check.ts';

// On a perfect link it passes without a word: see below.
const LINKS = [
  { name: 'jitter and delay', link: { delayMs: 5, jitterMs: 40, seed: 7 } },
  { name: '2 % loss', link: { loss: 0.02, delayMs: 2, jitterMs: 10, seed: 11 } },
];

describe('check never accuses a conforming node', () => {
  for (const { name, link } of LINKS) {
    it(`the default dialect over ${name}`, async () => {
      const result = await checkDialect(DEFAULT_DIALECT, link);
      expect(failed(result), complaints(result).join('\n')).toEqual([]);
    });
  }

  it('says nothing at all against the default dialect on a perfect link', async () => {
    const result = await checkDialect(DEFAULT_DIALECT, {});
    expect(complaints(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
  });

  it('tries every check behind the fence too, where some datagrams are held back', async () => {
    for (const seed of inTurn([1, 2, 3], 3)) {
      const config = (self: Endpoint, start: readonly Endpoint[]): NodeConfig =>
        nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
      const result = await virtualCheck(config, { seed }, undefined, [LOOPBACK]);
      expect(complaints(result), `seed ${seed}`).toEqual([]);
      expect(result.dropped).toBeGreaterThan(0);
    }
  });

  const choices = DIALECT_KEYS.flatMap((key) => dialectValues(key).map((value) => ({ key, value })));
  for (const { key, value } of inTurn(choices, 12)) {
    it(`${key}=${value}`, async () => {
      const parsed = parseDialect(key, value);
      if (!parsed.ok) throw new Error(parsed.error);
      const result = await checkDialect({ ...DEFAULT_DIALECT, ...parsed.dialect }, { jitterMs: 10, seed: 3 });
      expect(failed(result), complaints(result).join('\n')).toEqual([]);
      expect(result.verdict, complaints(result).join('\n')).toBe('pass');
      const { [key]: seen } = result.dialect;
      expect(seen).toBe(SEEN[`${key}=${value}`] === undefined ? value : SEEN[`${key}=${value}`]);
    });
  }

  it.each(dialectValues('requestInterval'))('sees requestInterval=%s in a watch of 65 s', async (value) => {
    const parsed = parseDialect('requestInterval', value);
    if (!parsed.ok) throw new Error(parsed.error);
    const dialect = { ...DEFAULT_DIALECT, ...parsed.dialect };
    const probes = PROBES.filter(({ check }) => check === 'requests-watched');
    const result = await rehearse(
      (self, start) => nodeConfig({ self, start, dialect, random: () => 0.5, allowPeer: () => true }),
      { probes, patienceMs: 65_000 },
    );
    expect(result.dialect.requestInterval).toBe(value);
  });

  it('sees what is done with odd addresses where lists hold what was announced', async () => {
    for (const oddAddresses of ['added', 'filtered'] as const) {
      const result = await checkDialect({ ...DEFAULT_DIALECT, list: 'known', oddAddresses }, {});
      expect(result.dialect.oddAddresses).toBe(oddAddresses);
    }
  });

  it('does not take a node for silent that answers no stranger at all', async () => {
    const result = await checkDialect({ ...DEFAULT_DIALECT, strangers: 'ignored' }, {});
    expect(result.dialect.emptyAnswer).toBe(null);
  });
});

// What shows otherwise, or not at all, in the usual time. Beside what the value says:
const SEEN: Readonly<Record<string, string | null>> = {
  // The second request comes after the end of all probes (--patience).
  'requestInterval=10s': null,
  'requestInterval=30s': null,
  'requestInterval=30s+at-once': null,
  // No probe waits for 30 s.
  'unheard=30s': 'longer than 4s',
  'unheard=forever': 'longer than 4s',
  // Lists of connected peers do not tell where a Hello goes that no lab peer can get.
  'oddAddresses=filtered': null,
  'oddAddresses=added': null,
  // The largest crowd, with start peer, witness and those who ask.
  'capacity=1024': 'at least 305',
};

function checkDialect(dialect: Dialect, link: object): ReturnType<typeof virtualCheck> {
  const random = seededRandom(5);
  return virtualCheck(
    (self, start) => nodeConfig({ self, start, dialect, random, allowPeer: () => true }),
    link,
  );
}
