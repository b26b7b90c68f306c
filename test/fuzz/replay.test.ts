import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/fuzz/finding.ts';
import { relocated } from '../../src/fuzz/relocate.ts';
import { type Replayed, replay } from '../../src/fuzz/replay.ts';
import { replaySuite, type SuiteOutcome } from '../../src/fuzz/replay-suite.ts';
import type { SymptomKind } from '../../src/fuzz/symptom.ts';
import type { World } from '../../src/fuzz/world.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { LabAddresses } from '../../src/net/lab-address.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Instance, Target } from '../../src/net/target.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import type { DraftItem } from '../../src/wire/craft.ts';
import { findingOf, step as rawStep } from '../support/finding.ts';
import { IDLE } from '../support/idle.ts';
import { PLACE, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

const HELLO: DraftItem = { name: 'hello' };
const unknown = (length: number): DraftItem => ({ name: 'tlv', type: 200, value: new Uint8Array(0), length });

function finding(kind: SymptomKind, signature: string, items: readonly DraftItem[]): Finding {
  return findingOf({ ...PLACE, kind, signature, case: { steps: [step(items)], repeat: 1 } });
}

const CRASH = finding('crash', 'SIGABRT', [unknown(255)]);

function nodes(name: string | null): VirtualFuzz {
  const bug = name === null ? null : bugNamed(name);
  return new VirtualFuzz((self, start) => {
    const config = nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
    return bug === null ? config : withBug(config, bug);
  });
}

function replayed(one: Finding, fuzz: VirtualFuzz, change: Partial<World> = {}): Promise<Replayed> {
  const world = { ...fuzz.world, ...change };
  const options = { times: 3, strict: false, calm: false };
  return fuzz.run(() => replay(one, world, options));
}

const BUGS: readonly (readonly [bug: string, finding: Finding])[] = [
  ['crash-on-cut', CRASH],
  ['hang-on-length-0', finding('hang', 'hang', [unknown(0)])],
  ['answer-without-header', finding('malformed-output', 'HDR-2 magic-wrong', [HELLO])],
  ['zero-entry', finding('wrong-answer', 'REQ-10 nothing-invented', [HELLO])],
  ['hello-3s', finding('schedule', 'HEL-1 hello-schedule', [HELLO])],
];

describe('a finding once more', () => {
  it.each(BUGS)('still fails with %s', async (bug, one) => {
    const result = await replayed(one, nodes(bug));
    expect(result).toMatchObject({ verdict: 'failing', reason: null, symptom: { kind: one.kind } });
    expect([result.shown, result.of]).toEqual([3, 3]);
  });

  it.each(BUGS)('is fixed in a node without %s', async (_, one) => {
    expect(await replayed(one, nodes(null))).toEqual({
      verdict: 'fixed',
      shown: 0,
      of: 3,
      symptom: null,
      reason: null,
      passing: false,
    });
  });

  it('still fails if it ends the node by another name', async () => {
    const renamed = finding('sanitizer', 'heap-buffer-overflow in parse', [unknown(255)]);
    const result = await replayed(renamed, nodes('crash-on-cut'));
    expect(result).toMatchObject({ verdict: 'failing', symptom: { kind: 'crash', signature: 'SIGABRT' } });
  });

  it('is not held against a node for another fault that it has', async () => {
    expect((await replayed(CRASH, nodes('zero-entry'))).verdict).toBe('fixed');
  });

  it('cannot be told of a node that does not come up, or answers nobody', async () => {
    const fuzz = nodes(null);
    const { target } = fuzz.world;
    const still: Target = {
      ...target,
      start: async () => IDLE,
    };
    expect(await replayed(CRASH, fuzz, { target: still })).toMatchObject({
      verdict: 'unknown',
      reason: 'the target answered nobody before the case was sent',
      passing: true,
    });
    const gone: Target = {
      ...target,
      async start(_, __, onExit) {
        const end = { code: 1, signal: null, byUs: false, reason: null, sanitizer: null, output: '' };
        onExit({ type: 'exited', at: fuzz.world.clock.now(), ...end });
        return { ...IDLE, holdsPort: () => false };
      },
    };
    expect(await replayed(CRASH, fuzz, { target: gone })).toMatchObject({
      verdict: 'unknown',
      reason: 'the target did not come up',
    });
  });

  it('cannot be told to hang if it never reacts', async () => {
    const fuzz = nodes(null);
    const target = { ...fuzz.world.target, start: async () => IDLE };
    const hang = finding('hang', 'hang', [unknown(0)]);
    expect((await replayed(hang, fuzz, { target })).verdict).toBe('unknown');
  });

  it('cannot be told where the fence holds its datagrams back', async () => {
    const fuzz = nodes(null);
    const outside = findingOf({
      ...PLACE,
      case: { steps: [rawStep('680103081092' + '0a010203')], repeat: 1 },
    });
    const target = { ...fuzz.world.target, fence: [LOOPBACK] };
    expect(await replayed(outside, fuzz, { target })).toMatchObject({
      verdict: 'unknown',
      reason: 'the fence held back 1 of its datagrams',
      passing: false,
    });
  });

  it('cannot be told by a few re-runs if it showed in few when it was found', async () => {
    const seldom = (times: number): Finding => ({ ...CRASH, reproduced: { times, of: 5 } });
    expect(await replayed(seldom(0), nodes(null))).toMatchObject({ verdict: 'unknown', passing: false });
    expect(await replayed(seldom(1), nodes(null))).toMatchObject({
      verdict: 'unknown',
      reason: 'it showed in 1 of 5 re-runs when it was found: --times 14 would tell',
    });
    expect((await replayed(seldom(4), nodes(null))).verdict).toBe('fixed');
    expect((await replayed(seldom(1), nodes('crash-on-cut'))).verdict).toBe('failing');
  });

  it('cannot be told when it is interrupted', async () => {
    const fuzz = nodes(null);
    const stop = new AbortController();
    stop.abort();
    expect(await replayed(CRASH, fuzz, { signal: stop.signal })).toMatchObject({
      verdict: 'unknown',
      reason: 'it was interrupted',
    });
  });
});

describe('a finding against a node that runs', () => {
  const AT = { address: '127.0.0.1', port: 4200 };

  async function running(
    bug: string | null,
    one: Finding,
    change: Partial<Instance> = {},
  ): Promise<Replayed> {
    const fuzz = nodes(bug);
    const instance = await fuzz.world.target.start(AT, PLACE.startPeer, () => undefined);
    const target: Target = {
      ...fuzz.world.target,
      endpoint: AT,
      restartable: false,
      reserve: async () => AT,
      start: async () => ({ ...instance, ...change, stop: async () => undefined }),
    };
    return replayed(one, fuzz, { target });
  }

  it('is fixed, or still fails, whether or not its end can be seen', async () => {
    expect((await running(null, CRASH)).verdict).toBe('fixed');
    expect(await running('crash-on-cut', CRASH)).toMatchObject({
      verdict: 'failing',
      symptom: { actual: 'the node is gone: nobody holds its port any more' },
    });
    expect(await running('crash-on-cut', CRASH, { holdsPort: () => null })).toMatchObject({
      verdict: 'failing',
      symptom: { actual: 'the node answers nobody any more' },
    });
    const malformed = finding('malformed-output', 'HDR-2 magic-wrong', [HELLO]);
    expect((await running('answer-without-header', malformed)).verdict).toBe('failing');
  });

  it('cannot be told if it was seen by what is not seen of such a node', async () => {
    const wrong = finding('wrong-answer', 'REQ-10 nothing-invented', [HELLO]);
    expect(await running('zero-entry', wrong)).toMatchObject({ verdict: 'unknown', passing: false });
    expect((await running(null, { ...wrong, startPeer: null })).verdict).toBe('fixed');
    const report = finding('sanitizer', 'runtime error in parse', [HELLO]);
    expect(await running(null, report)).toMatchObject({ verdict: 'unknown', passing: false });
  });

  it('cannot be told if nobody is there', async () => {
    const fuzz = nodes(null);
    const target: Target = {
      ...fuzz.world.target,
      endpoint: AT,
      restartable: false,
      reserve: async () => AT,
      start: async () => ({ ...IDLE, holdsPort: () => false }),
    };
    expect(await replayed(CRASH, fuzz, { target })).toMatchObject({
      verdict: 'unknown',
      reason: 'the target answered nobody before the case was sent',
    });
  });
});

describe('a suite of findings', () => {
  async function outcomes(
    findings: readonly Finding[],
    fuzz: VirtualFuzz,
    target: Target,
  ): Promise<SuiteOutcome[]> {
    const all: SuiteOutcome[] = [];
    await fuzz.run(async () => {
      const suite = replaySuite(findings, { ...fuzz.world, target }, { times: 2, strict: false });
      for await (const outcome of suite) all.push(outcome);
    });
    return all;
  }

  it('tells each once, and tries alone what could not be told among the others', async () => {
    const fuzz = nodes('crash-on-cut');
    const { target } = fuzz.world;
    const startPeer = { address: '127.77.88.127', port: 32_700 };
    let starts = 0;
    const shy: Target = {
      ...target,
      async start(at, first, onExit) {
        const instance = await target.start(at, first, onExit);
        // As on a busy machine: those of one finding do not come up in time.
        if (first?.port !== startPeer.port || ++starts > 2) return instance;
        await instance.stop();
        return { ...instance, holdsPort: () => false };
      },
    };
    const harmless = finding('crash', 'SIGABRT', [HELLO]);
    const all = await outcomes(
      [{ ...CRASH, startPeer }, harmless, harmless, harmless, harmless, harmless],
      fuzz,
      shy,
    );
    expect(all.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(all.at(-1)).toMatchObject({ index: 0, replayed: { verdict: 'failing' } });
    expect(all.slice(0, -1).every(({ replayed: { verdict } }) => verdict === 'fixed')).toBe(true);
  });
});

describe('the places of a case that was found elsewhere', () => {
  const steps = [
    rawStep('6801', 0, { address: '10.0.0.5', port: 32_600 }),
    rawStep('6801', 1, { address: '127.1.2.127', port: 32_600 }),
    rawStep('6801', 2, { address: '10.0.0.5', port: 32_600 }),
  ];
  const addresses = new LabAddresses(seededRandom(1), 1);

  it('are of the lab where the target is here', () => {
    const [a, b, c] = relocated({ steps, repeat: 2 }, null, addresses, null).case.steps.map(
      ({ from }) => from,
    );
    expect(a?.address).toMatch(/^127\.\d+\.\d+\.127$/);
    expect([b, c]).toEqual([{ address: '127.1.2.127', port: 32_600 }, a]);
  });

  it("are the start peer's own where it sends them", () => {
    const start = { address: '10.0.0.5', port: 32_600 };
    const here = relocated({ steps, repeat: 1 }, start, addresses, null);
    expect(here.case.steps[0]?.from).toEqual(here.startPeer);
    expect(here.startPeer?.address).toMatch(/^127\./);
  });

  it('are of the one address toward a target elsewhere, each with a port of its own', () => {
    const moved = relocated({ steps, repeat: 1 }, null, addresses, '10.0.0.9').case.steps.map(
      ({ from }) => from,
    );
    expect(moved).toEqual([
      { address: '10.0.0.9', port: 32_600 },
      { address: '10.0.0.9', port: 32_601 },
      { address: '10.0.0.9', port: 32_600 },
    ]);
  });
});
