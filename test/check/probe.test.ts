import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import { peersOf, secondsOf } from '../../src/check/probe.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { told } from '../../src/oracle/answer.ts';
import { eventsOf, type Trace } from '../../src/oracle/trace.ts';
import { virtualCheck } from '../support/virtual-check.ts';

// What the runner plans by: a wrong word makes a run slow, or fills the table of a target.
describe.each(PROBES.map((probe) => [probe.check, probe] as const))(
  'what %s says of itself',
  (_name, probe) => {
    it('holds against a conforming node', async () => {
      const result = await virtualCheck(
        (self, start) => nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }),
        {},
        [probe],
      );
      const trace = result.runs[0]?.trace;
      if (trace === undefined) throw new Error('not run');
      const seconds = ((trace.events.at(-1)?.at ?? 0) - (trace.startedAt ?? 0)) / 1000;
      // The short ones fit in anywhere.
      if (seconds > 9) expect(Math.abs(seconds - secondsOf(probe)), `seconds: ${seconds}`).toBeLessThan(2);
      if (probe.crowd === true) return;
      // The start peer and the witness are not the probe's own.
      const peers = connectedAtOnce(trace) - 2;
      expect(peersOf(probe), 'peers that it has connected at one time').toBeGreaterThanOrEqual(peers);
    });
  },
);

function connectedAtOnce(trace: Trace): number {
  const hellos = eventsOf(trace, 'sent').filter((event) => told(event.bytes).hello);
  const counts = hellos.map(({ at }) => {
    const recent = hellos.filter((one) => one.at <= at && one.at > at - 4000);
    return new Set(recent.map(({ from }) => `${from.address}:${from.port}`)).size;
  });
  return Math.max(0, ...counts);
}
