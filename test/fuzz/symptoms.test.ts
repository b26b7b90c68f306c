import { describe, expect, it } from 'vitest';
import type { Case, Step } from '../../src/fuzz/case.ts';
import { type Manner, watchesFor } from '../../src/fuzz/rerun.ts';
import type { Symptom, SymptomKind } from '../../src/fuzz/symptom.ts';
import { symptomsOf } from '../../src/fuzz/symptoms.ts';
import type { LinkOptions } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../src/node/dialect.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import { again } from '../support/again.ts';
import { SEED } from '../support/arbitrary.ts';
import { bombardment } from '../support/bombardment.ts';
import { COMBINATIONS } from '../support/combination.ts';
import { inTurn } from '../support/turn.ts';
import { PLACE, peer, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };
const unknown = (size: number, length?: number): DraftItem => ({
  name: 'tlv',
  type: 200,
  value: new Uint8Array(size),
  ...(length === undefined ? {} : { length }),
});

function conforming(dialect: Dialect, seed: number, link: LinkOptions): VirtualFuzz {
  const random = seededRandom(seed);
  return new VirtualFuzz(
    (self, start) => nodeConfig({ self, start, dialect, random, allowPeer: () => true }),
    { ...link, seed },
  );
}

const WATCHES = [
  { manner: 'alone', lingerMs: 1300 },
  { manner: 'awake', lingerMs: 2400 },
  { manner: 'calm', lingerMs: 1600 },
  { manner: 'observed', lingerMs: 12_500 },
] as const satisfies readonly { readonly manner: Manner; readonly lingerMs: number }[];

describe(`a conforming node shows no symptom (seed ${SEED})`, () => {
  const links: readonly LinkOptions[] = [{}, { jitterMs: 20 }, { loss: 0.02, delayMs: 2, jitterMs: 10 }];
  for (const [i, dialect] of inTurn([...COMBINATIONS.entries()], 6)) {
    it(`whatever it is free to do: combination ${i}`, async () => {
      for (const [l, link] of links.entries()) {
        for (const watch of WATCHES) {
          const shown = async (seed: number): Promise<Symptom[]> => {
            const fuzz = conforming(dialect, seed, link);
            const { trace, ready } = await fuzz.rerun({ steps: bombardment(SEED + i), repeat: 1 }, watch);
            expect(ready).toBe(true);
            return symptomsOf(trace);
          };
          const seed = SEED + 100 * i + l;
          const symptoms = await shown(seed);
          // Where one in fifty is lost, three tries may all be, once in some ten thousand runs: a symptom is one that
          // shows again.
          const isLoss =
            symptoms.length > 0 && link.loss !== undefined && (await shown(seed + 50)).length === 0;
          expect(isLoss ? [] : symptoms, `${watch.manner} ${JSON.stringify(link)}`).toEqual([]);
        }
      }
    });
  }

  it('and says so where a finding is run again', async () => {
    const fuzz = conforming(DEFAULT_DIALECT, 1, {});
    const finding = { ...symptom('crash'), case: { steps: [step([HELLO])], repeat: 1 }, ...PLACE };
    expect(await fuzz.run(() => again(finding, fuzz.world))).toEqual({
      times: 0,
      of: 5,
      symptom: null,
      trace: null,
    });
  });
});

function symptom(kind: SymptomKind): {
  kind: SymptomKind;
  signature: string;
  requirement: null;
  expected: string;
  actual: string;
} {
  return { kind, signature: '', requirement: null, expected: '', actual: '' };
}

const announced: DraftItem = { name: 'peer-address', ...peer(6) };
const crowd = (count: number, at = 0): Step[] =>
  Array.from({ length: count }, (_, i) => ({
    at,
    from: { address: `127.${100 + (i >> 6)}.${130 + (i & 63)}.127`, port: 32_650 + (i & 31) },
    bytes: craft({ items: [HELLO] }),
  }));

/** A bug on purpose, the kind of its symptom, and what sets it off. */
const BUGS: readonly (readonly [
  name: string,
  kind: SymptomKind,
  signature: RegExp,
  steps: readonly Step[],
])[] = [
  ['crash-on-short', 'crash', /SIGABRT/, [step([unknown(0, 1)])]],
  ['crash-on-cut', 'crash', /SIGABRT/, [step([unknown(0, 255)])]],
  ['crash-on-stray-byte', 'crash', /SIGABRT/, [step(Uint8Array.of(104, 1, 200))]],
  ['crash-on-short-address', 'crash', /SIGABRT/, [step(Uint8Array.of(104, 1, 3, 4, 1, 2))]],
  ['crash-on-unknown', 'crash', /SIGABRT/, [step([unknown(0)])]],
  ['hang-on-length-0', 'hang', /^hang/, [step([unknown(0, 0)])]],
  ['hang-on-length-1', 'hang', /^hang/, [step([unknown(0, 1)])]],
  ['hang-on-empty-body', 'hang', /^hang/, [step([])]],
  ['hang-on-long-body', 'hang', /^hang/, [step(Array.from({ length: 20 }, () => unknown(60)))]],
  ['hang-on-long-tlv', 'hang', /^hang/, [step([unknown(200)])]],
  ['answer-without-header', 'malformed-output', /^HDR-2 /, [step([HELLO])]],
  ['version-0-sent', 'malformed-output', /^HDR-2 /, [step([HELLO])]],
  ['short-hello-length', 'malformed-output', /^TLV-5 tlv-short/, [step([HELLO])]],
  ['long-hello-length', 'malformed-output', /^TLV-5 /, [step([HELLO])]],
  ['stray-byte-sent', 'malformed-output', /^TLV-5 /, [step([HELLO])]],
  ['buffer-sent-whole', 'malformed-output', /^(TLV-5|SIZ-1) /, [step([HELLO])]],
  ['length-without-header-sent', 'malformed-output', /^TLV-[15] /, [step([HELLO])]],
  ['second-datagram-without-header', 'malformed-output', /^HDR-2 /, crowd(200)],
  ['zero-entry', 'wrong-answer', /^REQ-10 /, [step([HELLO])]],
  ['lists-itself', 'wrong-answer', /^REQ-10 /, [step([HELLO])]],
  ['anything-connects', 'wrong-answer', /^REQ-10 /, [step([unknown(3)])]],
  ['request-connects', 'wrong-answer', /^REQ-10 /, [step([REQUEST])]],
  ['unknown-is-hello', 'wrong-answer', /^REQ-10 /, [step([unknown(3)])]],
  ['expiry-never', 'wrong-answer', /^HEL-4 /, [step([HELLO])]],
  ['expiry-40s', 'wrong-answer', /^HEL-4 /, [step([HELLO])]],
  ['answers-once', 'wrong-answer', /^REQ-1 /, [step([REQUEST])]],
  ['port-little-endian-sent', 'wrong-answer', /^(ADR-2|REQ-3|REQ-10) /, [step([HELLO])]],
  ['list-cut-10', 'wrong-answer', /^REQ-3 /, [...crowd(20), ...crowd(20, 1300)]],
  ['listed-without-high-bit', 'wrong-answer', /^REQ-10 /, [step([HELLO])]],
  ['known-never-connects', 'wrong-answer', /^REQ-3 /, [step([announced]), step([HELLO], 6)]],
  ['hello-3s', 'schedule', /^HEL-1/, [step([HELLO])]],
  ['hello-500ms', 'schedule', /^HEL-1/, [step([HELLO])]],
  ['hello-burst', 'schedule', /^HEL-1/, [step([HELLO])]],
  ['hello-newest-only', 'schedule', /^HEL-1/, [step([HELLO])]],
  ['start-peer-entered-twice', 'schedule', /^HEL-1/, [step([HELLO])]],
];

describe('a bug on purpose', () => {
  it.each(inTurn(BUGS, 4))('%s shows as %s', async (name, kind, signature, steps) => {
    const bug = bugNamed(name);
    if (bug === null) throw new Error(`no bug ${name}`);
    const theCase: Case = { steps, repeat: 1 };
    const seen: string[] = [];
    for (const watch of watchesFor(kind)) {
      const fuzz = new VirtualFuzz((self, start) =>
        withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
      );
      const { trace } = await fuzz.rerun(theCase, watch);
      seen.push(
        ...symptomsOf(trace)
          .filter((one) => one.kind === kind)
          .map((one) => {
            expect(one.actual).not.toContain('[object');
            return one.signature;
          }),
      );
    }
    expect(
      seen.filter((one) => signature.test(one)),
      seen.join('\n'),
    ).not.toEqual([]);
  });
});
