import { expect, it } from 'vitest';
import { readTargets, shardOf } from '../../../src/check/class/target-file.ts';

const read = (targets: unknown) => readTargets(JSON.stringify(targets), '/class');

it('reads commands and endpoints', () => {
  expect(
    read([
      { name: 'alice', command: ['./server'], build: ['make'], folder: 'alice', weight: 20 },
      { name: 'bob', endpoint: '127.0.0.1:4200' },
    ]),
  ).toEqual([
    {
      name: 'alice',
      place: 'alice',
      folder: '/class/alice',
      command: ['./server'],
      build: ['make'],
      endpoint: null,
      weight: 20,
    },
    {
      name: 'bob',
      place: 'bob',
      folder: '/class',
      command: null,
      build: null,
      endpoint: '127.0.0.1:4200',
      weight: 10,
    },
  ]);
});

it('gives names that are no folders one of their own', () => {
  const names = ['../../etc', 'Zoé B.', 'zoé b', '..', '-rf', 'a/b', 'a b', '\u001b[2J', 'x'.repeat(90)];
  const targets = read(names.map((name) => ({ name, command: ['x'] })));
  if (typeof targets === 'string') throw new Error(targets);
  const places = targets.map(({ place }) => place);
  for (const place of places) expect(place).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
  expect(new Set(places).size).toBe(names.length);
});

it.each<[unknown, string]>([
  [{ targets: [] }, 'no list'],
  [[], 'empty'],
  [['alice'], 'target 1: it is no object'],
  [[{ command: ['x'] }], 'target 1: "name" must be'],
  [[{ name: ' ', command: ['x'] }], '"name" must be'],
  [[{ name: 'a' }], 'target 1 (a): it needs either "command" or "endpoint"'],
  [[{ name: 'a', command: ['x'], endpoint: 'h:1' }], 'either'],
  [[{ name: 'a', command: './server 4200' }], '"command" must be a list of words'],
  [[{ name: 'a', command: [] }], '"command" must be'],
  [[{ name: 'a', command: [''] }], '"command" must be'],
  [[{ name: 'a', command: ['x', 1] }], '"command" must be'],
  [[{ name: 'a', command: ['x\0'] }], '"command" must be'],
  [[{ name: 'a', command: ['x'], build: 'make' }], '"build" must be'],
  [[{ name: 'a', command: ['x'], folder: 3 }], '"folder" must be'],
  [[{ name: 'a', command: ['x'], weight: 0 }], '"weight" must be'],
  [[{ name: 'a', command: ['x'], weight: '20' }], '"weight" must be'],
  [[{ name: 'a', endpoint: 'h:1', build: ['make'] }], 'is not built'],
  [[{ name: 'a', comand: ['x'] }], '"comand" is no field of a target'],
  [
    [
      { name: 'a', command: ['x'] },
      { name: 'A', command: ['y'] },
    ],
    'target 2 (A): target 1 has that name already',
  ],
])('%j is wrong', (targets, said) => {
  expect(read(targets)).toContain(said);
});

it('says where a file is no JSON', () => {
  expect(readTargets('[{"name": }]', '/')).toMatch(/^it is no JSON: .*/);
});

it('takes each target into one part, whatever the parts', () => {
  const targets = Array.from({ length: 61 }, (_, i) => i);
  for (const of of [1, 2, 7, 61, 80]) {
    const parts = Array.from({ length: of }, (_, i) => shardOf(targets, { index: i + 1, of }));
    expect(parts.flat().toSorted((a, b) => a - b)).toEqual(targets);
    const sizes = parts.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  }
});
