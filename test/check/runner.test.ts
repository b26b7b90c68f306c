import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import type { CheckResult } from '../../src/check/event.ts';
import type { Probe } from '../../src/check/probe.ts';
import { peerlessStart } from '../../src/check/probes/peerless-start.ts';
import { quietStart } from '../../src/check/probes/quiet-start.ts';
import { check } from '../../src/check/runner.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Target } from '../../src/net/target.ts';
import { memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { type NodeConfig, nodeConfig } from '../../src/node/config.ts';
import { eventsOf } from '../../src/oracle/trace.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { IDLE } from '../support/idle.ts';
import { runningCheck } from '../support/running-memory.ts';
import { complaints } from '../support/virtual-check.ts';

function conforming(self: Endpoint, start: readonly Endpoint[]): NodeConfig {
  return nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
}

describe('a target that somebody else runs', () => {
  it('is not accused by checks in each other’s company', async () => {
    const result = await runningCheck(conforming, { probes: PROBES });
    expect(complaints(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
    // DESIGN 5: under 20 s, of which memory, told of a real process alone, takes two.
    expect(result.tookMs).toBeLessThan(18_000);
  });

  it('with a table of sixteen is not accused for what crowds kept out of it', async () => {
    const result = await runningCheck((self, start) => ({ ...conforming(self, start), capacity: 16 }), {
      probes: PROBES,
    });
    const accused = complaints(result).filter((line) => / fail| warn/.test(line));
    expect(accused).toEqual([]);
    expect(result.tookMs).toBeGreaterThan(20_000);
  });

  it('that lives, holds its port and says nothing any more has failed', async () => {
    const bug = BUGS.find(({ name }) => name === 'hang-on-long-body');
    if (bug === undefined) throw new Error('no such bug');
    const result = await runningCheck((self, start) => withBug(conforming(self, start), bug), {
      probes: PROBES,
    });
    expect(result.ended).toBe('lost');
    expect(complaints(result).join('\n')).toContain(
      'ROB-1 alive fail: the node lives and fell silent for good',
    );
  });

  it('never has more than twelve lab peers connected, but for the crowds', async () => {
    const probes = PROBES.filter((probe) => probe.crowd !== true);
    const { runs } = await runningCheck(conforming, { probes });
    const hellos = (runs[0]?.trace.events ?? []).flatMap((event) =>
      event.type === 'sent' && isHello(event.bytes) ? [{ at: event.at, port: event.from.port }] : [],
    );
    const most = Math.max(
      ...hellos.map(
        ({ at }) =>
          new Set(hellos.filter((one) => one.at <= at && one.at > at - 4000).map((one) => one.port)).size,
      ),
    );
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(12);
  });

  it('that goes away ends the run at once, and is not failed for it', async () => {
    const result = await runningCheck(conforming, { probes: PROBES, endsAfterMs: 4000 });
    expect(result.ended).toBe('lost');
    expect(result.verdict).toBe('inconclusive');
    expect(result.tookMs).toBeLessThan(4500);
    expect(complaints(result).filter((line) => / fail| warn/.test(line))).toEqual([]);
    expect(complaints(result).join('\n')).toContain(
      'HEL-1 hello-schedule inconclusive: not done: the node went away',
    );
    expect(complaints(result).join('\n')).toContain(
      'ROB-1 alive inconclusive: the node let go of its port during the check',
    );
    expect(result.findings.filter(({ undone }) => undone === true).length).toBeGreaterThan(10);
    // What was not done is no step that its author has to take next.
    expect(result.progress).toMatchObject({ completeUpTo: null, next: null });
  });
});

describe('the time that a run may take', () => {
  it('leaves what is not done then inconclusive', async () => {
    const result = await runningCheck(conforming, { probes: PROBES, timeoutMs: 3000 });
    expect(result.tookMs).toBeLessThanOrEqual(3010);
    expect(result.verdict).toBe('inconclusive');
    expect(complaints(result).join('\n')).toContain('HEL-1 hello-schedule inconclusive: not done in time');
  });

  it('changes nothing if it suffices', async () => {
    const probes = PROBES.filter((probe) => probe.requirement === 'REQ-1');
    expect((await runningCheck(conforming, { probes, timeoutMs: 60_000 })).verdict).toBe('pass');
  });
});

describe('a program that does not come up', () => {
  it('is started twice, not once for each check, and named', async () => {
    const { result, starts } = await startCheck({ code: 2, signal: null, output: 'usage: node PORT' });
    expect(starts).toBe(2);
    expect(result.start).toMatchObject({
      problem: 'ended',
      text: 'the program ended by itself with status 2 before it sent anything, with a usage message',
      output: 'usage: node PORT',
    });
    expect(result.verdict).toBe('inconclusive');
    expect(result.findings.filter(({ judgement }) => judgement.verdict === 'fail')).toEqual([]);
  });

  it('names the signal that ended it', async () => {
    const { result } = await startCheck({ code: null, signal: 'SIGSEGV', output: '' });
    expect(result.start?.text).toContain('SIGSEGV');
  });
});

it('no probe gets an instance whose start peer has greeted on behalf of another', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1 });
  const world = { clock, network, random: seededRandom(1) };
  const target = memoryTarget(clock, network, conforming);
  const first = new Set([peerlessStart.check]);
  const probes = [quietStart, peerlessStart];
  const options = { probes, strict: false, world, width: 2, first };
  const runs = await clock.run(async () => {
    for await (const event of check(target, options)) if (event.type === 'finished') return event.result.runs;
    throw new Error('a run without a result');
  });
  const quiet = runs.find(({ probe }) => probe === quietStart)?.trace;
  const sent = quiet === undefined ? [] : eventsOf(quiet, 'sent');
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter(({ from }) => from.port === quiet?.startPeer?.port)).toEqual([]);
});

function isHello(bytes: Uint8Array): boolean {
  return bytes[0] === 104 && bytes[1] === 1 && bytes[2] === 1;
}

/** Checks a program that ends at once like that. */
async function startCheck(
  end: { readonly code: number | null; readonly signal: string | null; readonly output: string },
  probes: readonly Probe[] = PROBES,
): Promise<{ readonly result: CheckResult; readonly starts: number }> {
  const clock = new VirtualClock();
  let starts = 0;
  const target: Target = {
    endpoint: null,
    command: ['./node'],
    restartable: true,
    alone: true,
    fence: null,
    reserve: async () => ({ address: '127.0.0.1', port: 4200 }),
    start: async (_at, _peer, onExit) => {
      starts += 1;
      clock.at(clock.now() + 30, () => {
        onExit({ type: 'exited', at: clock.now(), byUs: false, reason: null, sanitizer: null, ...end });
      });
      return { ...IDLE, holdsPort: () => false };
    },
  };
  const world = { clock, network: new MemoryNetwork(clock), random: seededRandom(1) };
  return clock.run(async () => {
    for await (const event of check(target, { probes, strict: false, world, width: 16 })) {
      if (event.type === 'finished') return { result: event.result, starts };
    }
    throw new Error('a run without a result');
  });
}
