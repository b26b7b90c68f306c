import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW, readState, stateText } from '../../src/fuzz/campaign-state.ts';
import type { Finding } from '../../src/fuzz/finding.ts';
import { findingText, readFinding } from '../../src/fuzz/finding-record.ts';
import { readSuspicion, suspicionText } from '../../src/fuzz/suspicion-record.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import { addressText } from '../../src/wire/endpoint.ts';
import { SEED } from '../support/arbitrary.ts';
import { findingOf, HOSTILE, suspicionOf } from '../support/finding.ts';

const FOUND = { seed: 7, version: '0.1.0' };
const WHOLE = JSON.parse(findingText(findingOf(), FOUND));

const endpoint = fc.record({
  address: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(addressText),
  port: fc.integer({ min: 1, max: 65_535 }),
});
const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constant(HOSTILE));
const steps = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 60_000, noNaN: true, noDefaultInfinity: true }),
      from: endpoint,
      bytes: fc.uint8Array({ maxLength: 24 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) => list.toSorted((a, b) => a.at - b.at));
const symptom = {
  kind: fc.constantFrom('crash', 'wrong-answer', 'storm', 'leak' as const),
  signature: words,
  requirement: fc.option(fc.constantFrom(...REQUIREMENTS.map(({ id }) => id))),
  expected: words,
  actual: words,
};
const places = { startPeer: fc.option(endpoint), target: endpoint, origin: words, output: words };
const finding = fc.record({
  ...symptom,
  ...places,
  id: fc.stringMatching(/^[a-z]{1,9}-[0-9a-f]{8}$/),
  case: fc.record({ steps, repeat: fc.integer({ min: 1, max: 50 }) }),
  reproduced: fc.integer({ min: 0, max: 9 }).map((times) => ({ times, of: 9 })),
  hint: fc.option(words),
  seen: fc.integer({ min: 1, max: 1e9 }),
  trace: fc.constant(null),
});

function damaged(change: Record<string, unknown>): string {
  const read = readFinding(JSON.stringify({ ...WHOLE, ...change }));
  if (typeof read !== 'string') throw new Error('it was read');
  return read;
}

describe('a finding in a file', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(finding, (one) => {
        const text = findingText(one as Finding, FOUND);
        expect(readFinding(text)).toEqual({ ...FOUND, finding: one });
      }),
      { seed: SEED },
    );
  });

  it('has the keys that programs read', () => {
    expect(WHOLE).toMatchObject({
      schemaVersion: 1,
      id: 'crash-3f2a91c0',
      kind: 'crash',
      steps: [{ at: 0, from: '127.10.20.127:32530', hex: '68010100' }],
      datagrams: ['68010100'],
      startPeer: '127.9.8.127:32600',
      reproduced: '5/5',
    });
  });

  it('keeps the end of what a target printed, and what is too long does not make it unreadable', () => {
    const long = `${'x'.repeat(100_000)}the end`;
    const read = readFinding(findingText(findingOf({ output: long, actual: long, hint: long }), FOUND));
    expect(typeof read !== 'string' && read.finding.output.endsWith('the end')).toBe(true);
  });

  it('is refused with the field that is wrong', () => {
    expect(readFinding('{')).toBe('it is no JSON object');
    expect(readFinding('[]')).toBe('it is no JSON object');
    expect(damaged({ schemaVersion: 2 })).toBe('its schemaVersion is not 1');
    const wrong: Record<string, readonly unknown[]> = {
      id: ['../../etc', 'crash-', 'a/b-1', 5, undefined, 'CRASH-1'],
      kind: ['boom', null, 'toString'],
      signature: [null, 7, 'x'.repeat(100_000)],
      requirement: ['ROB-99', 1],
      repeat: [0, -1, 1.5, '2', Number.MAX_VALUE],
      steps: [null, {}, 'x'],
      startPeer: ['nowhere', '127.0.0.1:0', 3],
      target: ['127.0.0.1', '1.2.3.4:99999', null, '127.0.0.01:4200'],
      reproduced: ['6/5', '5', null, '1/2/3'],
      seed: ['7', 0.5],
      output: [7],
    };
    for (const [field, values] of Object.entries(wrong)) {
      for (const value of values) expect(damaged({ [field]: value })).toBe(`"${field}" is missing or wrong`);
    }
  });

  it('may have no step at all where a program ends, and nowhere else', () => {
    const nothing = { steps: [], datagrams: [] };
    expect(readFinding(JSON.stringify({ ...WHOLE, ...nothing }))).toMatchObject({
      finding: { case: { steps: [] } },
    });
    for (const kind of ['hang', 'leak', 'wrong-answer', 'schedule', 'storm', 'malformed-output'])
      expect(damaged({ ...nothing, kind })).toBe('"steps" is missing or wrong');
  });

  it('is refused with the step that is wrong', () => {
    const [good] = WHOLE.steps;
    const wrong: Record<string, readonly unknown[]> = {
      at: ['0', -1, null, 1e300],
      from: ['', '127.0.0.1:0', '300.0.0.1:5'],
      hex: ['6', 'zz', null, '00'.repeat(65_508)],
    };
    for (const [field, values] of Object.entries(wrong)) {
      for (const value of values)
        expect(damaged({ steps: [good, { ...good, [field]: value }] })).toBe(
          `"steps[1].${field}" is missing or wrong`,
        );
    }
    expect(damaged({ steps: [{ ...good, at: 5 }, good] })).toBe('"steps[1].at" is missing or wrong');
    expect(damaged({ steps: [null] })).toBe('"steps[0].at" is missing or wrong');
  });

  it('makes nobody send for ever', () => {
    const [good] = WHOLE.steps;
    expect(damaged({ repeat: 20_000_000 })).toBe('it would send more than 10000000 datagrams');
    expect(damaged({ steps: [good, { ...good, at: 3_600_001 }] })).toBe(
      'it would take more than an hour to send',
    );
  });

  it('takes no command and nothing else that it does not know', () => {
    const read = readFinding(JSON.stringify({ ...WHOLE, command: ['rm', '-rf', '/'], __proto__: { x: 1 } }));
    expect(JSON.stringify(read)).not.toContain('rm');
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...Object.keys(WHOLE)), (json, field) => {
        expect(readFinding(json)).toBeTypeOf('string');
        const mixed = readFinding(JSON.stringify({ ...WHOLE, [field]: JSON.parse(json) }));
        expect(['string', 'object']).toContain(typeof mixed);
      }),
      { seed: SEED },
    );
  });
});

describe('a suspicion in a file', () => {
  const one = fc.record({ ...places, symptom: fc.record(symptom), steps, last: fc.constantFrom(0, 1) });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(one, (suspicion) => {
        expect(readSuspicion(suspicionText(suspicion as ReturnType<typeof suspicionOf>))).toEqual(suspicion);
      }),
      { seed: SEED },
    );
  });

  it('keeps of too many steps the last', () => {
    const [first, second] = suspicionOf().steps;
    if (first === undefined || second === undefined) throw new Error('two steps');
    const many = Array.from({ length: 100_100 }, (_, at) => ({ ...first, at }));
    const read = readSuspicion(suspicionText(suspicionOf({ steps: many, last: 100_100 })));
    expect(typeof read !== 'string' && [read.steps.length, read.last, read.steps.at(-1)?.at]).toEqual([
      100_000, 100_000, 100_099,
    ]);
  });

  it('is refused with the field that is wrong', () => {
    const whole = JSON.parse(suspicionText(suspicionOf()));
    const read = (change: object): unknown => readSuspicion(JSON.stringify({ ...whole, ...change }));
    expect(read({ last: 3 })).toBe('"last" is missing or wrong');
    expect(read({ last: -1 })).toBe('"last" is missing or wrong');
    expect(read({ symptom: { ...whole.symptom, kind: 'x' } })).toBe('"symptom.kind" is missing or wrong');
    expect(read({ steps: [] })).toBe('"steps" is missing or wrong');
    expect(read({ target: null })).toBe('"target" is missing or wrong');
    expect(readSuspicion('null')).toBe('it is no JSON object');
  });
});

describe('the state of a campaign', () => {
  const state = {
    ...NEW,
    seed: 1,
    cases: 10,
    datagrams: 40,
    lost: null,
    dropped: 3,
    elapsedMs: 1234.5,
    corpus: [Uint8Array.of(104, 1), new Uint8Array(0)],
  };

  it('comes back as it was', () => {
    expect(readState(stateText(state))).toEqual(state);
    expect(readState(stateText({ ...state, lost: 2, corpus: [] }))).toEqual({
      ...state,
      lost: 2,
      corpus: [],
    });
  });

  it('is refused with the field that is wrong', () => {
    const whole = JSON.parse(stateText(state));
    for (const [field, value] of Object.entries({
      deaths: -1,
      tried: { cells: [{ type: 'hello' }], generators: {}, longest: 0, mostPeers: 0 },
      kind: 'run',
      cases: -1,
      corpus: ['6'],
      lost: 'x',
      seed: null,
    }))
      expect(readState(JSON.stringify({ ...whole, [field]: value }))).toBe(`"${field}" is missing or wrong`);
  });
});
