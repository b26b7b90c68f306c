import { expect, it } from 'vitest';
import { PROBES } from '../../../src/check/catalogue.ts';
import { nodeConfig } from '../../../src/node/config.ts';
import { eventsOf } from '../../../src/oracle/trace.ts';
import { virtualCheck } from '../../support/virtual-check.ts';

const EXPIRY_MS = 4000;

it('a newcomer is looked for while all closed ports are still greeted', async () => {
  const { runs } = await virtualCheck(
    (self, start) => nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }),
    {},
    PROBES.filter(({ check }) => check === 'icmp-survived'),
  );
  const trace = runs[0]?.trace;
  if (trace === undefined) throw new Error('no run');
  const newcomer = eventsOf(trace, 'expect').find(({ stimulus }) => stimulus.startsWith('a newcomer'));
  const begun = eventsOf(trace, 'expect').filter(({ control }) => control === 'before');
  const controls = Math.max(...begun.map(({ at }) => at));
  // Its Hello is the first word of the peer that leaves, which says one alone.
  const hellos = eventsOf(trace, 'sent').filter(({ at, bytes }) => at >= controls && bytes.length === 4);
  const leaving = hellos.find(
    ({ from }) => eventsOf(trace, 'sent').filter((one) => one.from.port === from.port).length === 1,
  );
  expect(newcomer?.until).toBeLessThan((leaving?.at ?? 0) + EXPIRY_MS);
  const announced = eventsOf(trace, 'sent').findLast(({ bytes }) => bytes[2] === 3);
  expect(newcomer?.at).toBeGreaterThan((announced?.at ?? Number.POSITIVE_INFINITY) + 1000);
});
