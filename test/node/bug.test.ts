/**
 * Each bug on purpose differs from a conforming node in one small scene: what the conforming node shows, what
 * the one with the bug shows.
 */
import { describe, expect, test } from 'vitest';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS, bugNamed } from '../../src/node/bugs/table.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import { Bench, benchConfig, endpoint, HELLO, named } from './bench.ts';
import { ADDRESS_SCENES } from './scenes/address.ts';
import { ANSWER_SCENES } from './scenes/answer.ts';
import { PEER_SCENES } from './scenes/peer.ts';
import { A, B, C, known, type Scene, START } from './scenes/scene.ts';
import { WIRE_SCENES } from './scenes/wire.ts';

const PARTS = [WIRE_SCENES, PEER_SCENES, ANSWER_SCENES, ADDRESS_SCENES];
const SCENES: Record<string, Scene> = Object.assign({}, ...PARTS);

describe.each(BUGS.map((bug) => [bug.name, bug] as const))('%s', (name, bug) => {
  const scene = SCENES[name];
  const config = benchConfig({}, { start: [endpoint(START)] });

  test('shows, and a conforming node does not', () => {
    expect(scene?.right).not.toEqual(scene?.wrong);
    expect(scene?.act(new Bench(config))).toEqual(scene?.right);
    expect(scene?.act(new Bench(withBug(config, bug)))).toEqual(scene?.wrong);
  });

  test('names a requirement and a section, and is found by name', () => {
    expect(REQUIREMENTS.filter(({ level }) => level !== 'free').map(({ id }) => id)).toContain(
      bug.requirement,
    );
    expect(bug.section).toMatch(/^[12](\.\d)?$/);
    expect(bugNamed(name)).toBe(bug);
  });
});

test('names are unique, and each has its scene', () => {
  expect(BUGS.map((bug) => bug.name).sort()).toEqual(PARTS.flatMap(Object.keys).sort());
  expect(bugNamed('none')).toBeNull();
});

test('there is a bug for every requirement that a node can break by what it says', () => {
  const bugged = new Set(BUGS.map((bug) => bug.requirement));
  const without = REQUIREMENTS.filter(({ id, level }) => level !== 'free' && !bugged.has(id));
  // A second socket (HDR-5) and an ICMP error (ROB-2) are out of its reach; REQ-2 and REQ-5 leave the choice.
  expect(without.map(({ id }) => id)).toEqual(['HDR-5', 'REQ-2', 'REQ-5', 'ROB-2']);
});

test('two nodes with a bug that holds state do not share it', () => {
  const bug = BUGS.find(({ name }) => name === 'stale-buffer');
  if (bug === undefined) throw new Error('no such bug');
  const [first, second] = [new Bench(withBug(benchConfig(), bug)), new Bench(withBug(benchConfig(), bug))];
  first.say(A, named(B), HELLO);
  second.receive(C, Uint8Array.of(104, 1));
  expect(known(second)).toEqual([]);
});
