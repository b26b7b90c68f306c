import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/fuzz/case.ts';
import type { Finding } from '../../src/fuzz/finding.ts';
import { replay } from '../../src/fuzz/replay.ts';
import type { Suspicion } from '../../src/fuzz/suspicion.ts';
import type { SymptomKind } from '../../src/fuzz/symptom.ts';
import { duplicateOf, triage, type Verdict } from '../../src/fuzz/triage.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import type { Rules } from '../../src/node/rules.ts';
import { toHex } from '../../src/wire/bytes.ts';
import type { DraftItem } from '../../src/wire/craft.ts';
import { again } from '../support/again.ts';
import { bombardment } from '../support/bombardment.ts';
import { mortal, stillborn } from '../support/stillborn.ts';
import { inTurn } from '../support/turn.ts';
import { PLACE, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };
const unknown = (size: number, length = size + 2): DraftItem => ({
  name: 'tlv',
  type: 200,
  length,
  value: new Uint8Array(size).fill(7),
});

function node(bugName: string | null): VirtualFuzz {
  const bug = bugName === null ? null : bugNamed(bugName);
  if (bugName !== null && bug === null) throw new Error(`no bug ${bugName}`);
  return new VirtualFuzz((self, start) => {
    const config = nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
    return bug === null ? config : withBug(config, bug);
  });
}

const BLOCKED = { name: 'blocked', requirement: 'ROB-1', section: '2', summary: 'waits for datagrams alone' };

/** Nothing is done any more but what a datagram sets off, once one has come. */
function deafToTime({ receive, greet, ask }: Rules): Partial<Rules> {
  let heard = false;
  return {
    receive: (bytes) => {
      heard = true;
      return receive(bytes);
    },
    greet: (peer, scene) => (heard ? [] : greet(peer, scene)),
    ask: (peer, scene) => (heard ? [] : ask(peer, scene)),
  };
}

/** Plain traffic, with that datagram 60 steps before its end. */
function planted(bytes: Step['bytes'] | null): Step[] {
  const plain = Array.from({ length: 400 }, (_, i) =>
    step(i % 3 === 0 ? [HELLO] : i % 3 === 1 ? [REQUEST] : [HELLO, REQUEST], i % 7, 2 * i),
  );
  const place = plain[340];
  // Of a peer that says nothing else.
  if (bytes !== null && place !== undefined) plain[340] = { ...step(bytes, 7), at: place.at };
  return plain;
}

function suspicion(kind: SymptomKind, signature: string, steps: readonly Step[]): Suspicion {
  const symptom = { kind, signature, requirement: null, expected: '', actual: '' };
  return { symptom, ...PLACE, steps, last: 100, origin: 'test', output: 'last words' };
}

const SECONDS = 1000;
// Time to show it again, and not to make it small.
const HURRY_S = 1.2;

function triaged(
  fuzz: VirtualFuzz,
  what: Suspicion,
  known: readonly Finding[] = [],
  seconds = 600,
): Promise<Verdict> {
  const { clock } = fuzz.world;
  return fuzz.run(() =>
    triage(what, fuzz.world, { known, strict: false, until: clock.now() + seconds * SECONDS }),
  );
}

async function finding(fuzz: VirtualFuzz, what: Suspicion): Promise<Finding> {
  const verdict = await triaged(fuzz, what);
  if (verdict.kind !== 'finding') throw new Error(JSON.stringify(verdict));
  return verdict.finding;
}

const said = ({ case: { steps } }: Finding): string[] => steps.map(({ bytes }) => toHex(bytes));

describe('triage, in virtual time', () => {
  it.each<[string, SymptomKind, string, DraftItem[] | Uint8Array, string[], string]>([
    ['crash-on-cut', 'crash', 'SIGABRT', [HELLO, unknown(5, 255)], ['6801c8ff'], 'TLV-4'],
    ['crash-on-stray-byte', 'crash', 'SIGABRT', Uint8Array.of(104, 1, 1, 2, 77), ['68014d'], 'TLV-4'],
    ['crash-on-unknown', 'crash', 'SIGABRT', [HELLO, unknown(30), REQUEST], ['6801c802'], 'TLV-2'],
    ['hang-on-length-0', 'hang', 'hang', [HELLO, unknown(0, 0), HELLO], ['6801c800'], 'TLV-4'],
    ['hang-on-empty-body', 'hang', 'hang', [], ['6801'], 'HDR-3'],
    ['unknown-is-hello', 'wrong-answer', 'REQ-10 nothing-invented', [unknown(3)], ['6801c802'], 'REQ-10'],
  ])('%s comes down to what causes it', async (bug, kind, signature, items, hex, requirement) => {
    const { bytes } = step(items);
    const found = await finding(node(bug), suspicion(kind, signature, planted(bytes)));
    expect(said(found)).toEqual(hex);
    expect(found).toMatchObject({ kind, requirement, reproduced: { times: 5, of: 5 } });
    expect(found.id).toMatch(new RegExp(`^${kind}-[0-9a-f]{8}$`));
    expect(found.trace?.events.length).toBeGreaterThan(0);
  });

  it.each<[string, SymptomKind, RegExp]>([
    ['zero-entry', 'wrong-answer', /^REQ-10 /],
    ['hello-3s', 'schedule', /^HEL-1 /],
    ['stray-byte-sent', 'malformed-output', /^TLV-5 tlv-stray/],
  ])('%s needs no datagram at all', async (bug, kind, signature) => {
    const found = await finding(node(bug), suspicion(kind, '', planted(null)));
    expect(found.signature).toMatch(signature);
    expect(found.case.steps).toEqual([]);
    expect(duplicateOf(suspicion(kind, found.signature, planted(null)), [found])).toBe(found);
    expect(found.reproduced).toEqual({ times: 5, of: 5 });
  });

  it('is a hang, with its one datagram, where all timers stop at it and only answers go on', async () => {
    const fuzz = new VirtualFuzz((self, start) => {
      const config = nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
      return withBug(config, { ...BLOCKED, rules: deafToTime });
    });
    const found = await finding(fuzz, suspicion('schedule', 'HEL-1 schedule', planted(null)));
    expect(found).toMatchObject({ kind: 'hang', reproduced: { times: 5, of: 5 } });
    expect(said(found)).toEqual(['68010102']);
    expect(found.hint).toContain('any datagram');
  });

  it('finds a conforming node guilty of nothing that must be shown', async () => {
    const kinds = ['hang', 'wrong-answer', 'schedule', 'leak', 'malformed-output', 'storm'] as const;
    for (const kind of inTurn(kinds, 6)) {
      const verdict = await triaged(node(null), suspicion(kind, 'x', bombardment(3).slice(0, 12)));
      expect(verdict, kind).toEqual({ kind: 'unconfirmed', reason: 'it did not show again' });
    }
  });

  it('reports a death that does not show again, with the last that was sent', async () => {
    const steps = planted(null);
    const found = await finding(node(null), suspicion('crash', 'SIGSEGV', steps));
    expect(found).toMatchObject({
      signature: 'SIGSEGV',
      reproduced: { times: 0, of: 5 },
      output: 'last words',
      trace: null,
    });
    expect(found.case.steps.map(({ bytes }) => bytes)).toEqual(steps.slice(-256).map(({ bytes }) => bytes));
  });

  it('finds that no datagram is needed where none is, and knows that again by the time it takes', async () => {
    const fuzz = node(null);
    const { target, clock } = fuzz.world;
    fuzz.withTarget(mortal(4100)(target, clock));
    const crash = suspicion('crash', 'SIGSEGV', planted(null));
    const found = await finding(fuzz, crash);
    expect(found).toMatchObject({ requirement: 'ROB-1', reproduced: { times: 5, of: 5 } });
    expect(found.case.steps).toEqual([]);
    expect(found.hint).toContain('without any datagram');
    expect(duplicateOf(crash, [found])).toBeNull();
    const long = crash.steps.map((one) => ({ ...one, at: 10 * one.at }));
    expect(duplicateOf({ ...crash, steps: long }, [found])).toBe(found);
    expect(
      await fuzz.run(() => replay(found, fuzz.world, { times: 3, strict: false, calm: false })),
    ).toMatchObject({
      verdict: 'failing',
      shown: 3,
    });
    const mended = node(null);
    expect(
      await mended.run(() => replay(found, mended.world, { times: 3, strict: false, calm: false })),
    ).toMatchObject({
      verdict: 'fixed',
    });
  });

  it('does not take the end of a program that never came up for the fault', async () => {
    const fuzz = node(null);
    const { target, clock } = fuzz.world;
    fuzz.withTarget(stillborn(40)(target, clock));
    const found = await finding(fuzz, suspicion('exit', 'status 0', planted(null)));
    expect(found.reproduced.times).toBe(0);
  });

  it('ends in time, with what it has by then', async () => {
    const fuzz = node('zero-entry');
    const began = fuzz.world.clock.now();
    const verdict = await triaged(fuzz, suspicion('wrong-answer', '', planted(null)), [], 20);
    expect(fuzz.world.clock.now() - began).toBeLessThan(21 * SECONDS);
    expect(['finding', 'unconfirmed']).toContain(verdict.kind);
  });

  it('knows the same fault again, by its trigger or at the latest by its smallest case', async () => {
    const first = await finding(
      node('crash-on-cut'),
      suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes)),
    );
    const later = suspicion('crash', 'SIGABRT', planted(step([HELLO, unknown(9, 99)]).bytes));
    expect(duplicateOf(later, [first])).toBe(first);
    expect(await triaged(node('crash-on-cut'), later, [first])).toEqual({ kind: 'duplicate', of: first });
    // Nothing like the trigger among the last steps: looked at again.
    const far = { ...later, last: 3 };
    expect(duplicateOf(far, [first])).toBeNull();
    expect(await triaged(node('crash-on-cut'), far, [first])).toEqual({ kind: 'duplicate', of: first });
    expect(duplicateOf(suspicion('exit', 'status 1', later.steps), [first])).toBeNull();
  });

  it('knows a fault of the length of a datagram again, whatever the datagram holds', async () => {
    const of = (item: DraftItem, count: number): Step['bytes'] =>
      step(Array.from({ length: count }, () => item)).bytes;
    const first = await finding(
      node('crash-over-1400'),
      suspicion('crash', 'SIGABRT', planted(of(unknown(253), 8))),
    );
    expect(said(first).map((hex) => hex.length / 2 > 1400)).toEqual([true]);
    const later = suspicion('crash', 'SIGABRT', planted(of({ ...HELLO, name: 'hello' }, 900)));
    expect(duplicateOf(later, [first])).toBe(first);
    expect(await triaged(node('crash-over-1400'), { ...later, last: 3 }, [first])).toEqual({
      kind: 'duplicate',
      of: first,
    });
  });

  it('knows a length below 2 again, of whatever type', async () => {
    const [hello, request] = [Uint8Array.of(104, 1, 1, 0), Uint8Array.of(104, 1, 2, 2, 2, 0)];
    const first = await finding(node('crash-on-short'), suspicion('crash', 'SIGABRT', planted(hello)));
    expect(duplicateOf(suspicion('crash', 'SIGABRT', planted(request)), [first])).toBe(first);
    const other = suspicion('crash', 'SIGABRT', planted(Uint8Array.of(104, 1, 2, 1)));
    expect(duplicateOf(other, [first])).toBeNull();
  });

  it('does not report a death that does not show again beside one that was found', async () => {
    const first = await finding(
      node('crash-on-cut'),
      suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes)),
    );
    expect(await triaged(node(null), suspicion('crash', 'SIGABRT', planted(null)), [first])).toEqual({
      kind: 'unconfirmed',
      reason: 'it did not show again',
    });
    expect(await triaged(node(null), suspicion('exit', 'status 1', planted(null)), [first])).toMatchObject({
      kind: 'finding',
    });
  });

  it('says of a case that there was no time to make small neither a cause nor that it is another', async () => {
    const crash = suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes));
    const first = await finding(node('crash-on-cut'), crash);
    const other = suspicion('crash', 'SIGABRT', planted(step([unknown(5)]).bytes));
    const hurried = await triaged(node('crash-on-unknown'), other, [], HURRY_S);
    if (hurried.kind !== 'finding') throw new Error(JSON.stringify(hurried));
    expect(hurried.finding.case.steps.length).toBeGreaterThan(4);
    expect(hurried.finding).toMatchObject({ requirement: 'ROB-1' });
    expect(hurried.finding.hint).toContain('no time to find out');
    expect(await triaged(node('crash-on-unknown'), other, [first], HURRY_S)).toEqual({
      kind: 'unconfirmed',
      reason: 'there was no time to tell it from what was found before',
    });
  });

  it('tells two faults apart that end a program alike', async () => {
    const cut = await finding(
      node('crash-on-cut'),
      suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes)),
    );
    const other = suspicion('crash', 'SIGABRT', planted(step([unknown(5)]).bytes));
    expect(duplicateOf(other, [cut])).toBeNull();
    expect((await finding(node('crash-on-unknown'), other)).id).not.toBe(cut.id);
  });
});

describe('a finding run again', () => {
  it('still shows where the fault is, and does not where it is not', async () => {
    const found = await finding(
      node('crash-on-cut'),
      suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes)),
    );
    const fuzz = node('crash-on-cut');
    const still = await fuzz.run(() => again(found, fuzz.world));
    expect(still).toMatchObject({ times: 5, of: 5, symptom: { kind: 'crash', signature: 'SIGABRT' } });
    const mended = node(null);
    expect(await mended.run(() => again(found, mended.world))).toMatchObject({
      times: 0,
      of: 5,
      symptom: null,
    });
  });
});

describe('a node that somebody else started', () => {
  function running(bug: string | null): VirtualFuzz {
    const fuzz = node(bug);
    const { target } = fuzz.world;
    return fuzz.withTarget({ ...target, restartable: false, endpoint: PLACE.target, alone: false });
  }

  it('is not there any more once it has died: what was sent last is all that can be said', async () => {
    const found = await finding(
      running('crash-on-cut'),
      suspicion('crash', 'SIGABRT', planted(step([unknown(5, 255)]).bytes)),
    );
    expect(found).toMatchObject({ reproduced: { times: 0, of: 0 }, trace: null });
    expect(found.case.steps).toHaveLength(256);
    expect(found.hint).toMatch(/not ours to start.* -- CMD /);
  });
});
