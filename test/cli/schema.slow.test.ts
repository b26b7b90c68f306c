import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import { comparison, repetition } from '../../src/cli/commands/check-repeat.ts';
import { REGISTRY } from '../../src/cli/registry.ts';
import { checkJson } from '../../src/report/check-json.ts';
import { fuzzJson } from '../../src/report/fuzz-json.ts';
import { interopJson } from '../../src/report/interop-json.ts';
import { replayJson } from '../../src/report/replay-text.ts';
import { SCHEMAS } from '../../src/report/schema/catalogue.ts';
import { hellos, naming, pcapOf } from '../sniff/belief/scene.ts';
import { classFolder } from '../support/class-folder.ts';
import { findingOf, suspicionOf } from '../support/finding.ts';
import { freePort } from '../support/free-port.ts';
import { checkReport, foundRow, fuzzReport, reportJson, row } from '../support/run-report.ts';
import { expectFit, isClosedFit, isFit, linesOf } from '../support/schema.ts';
import { faulty, fuzz } from '../support/virtual-campaign.ts';
import { virtualCheck } from '../support/virtual-check.ts';
import { configured, virtualInterop } from '../support/virtual-interop.ts';
import { peerprobe } from './commands/program.ts';
import { FakeProcess, inProcess, type } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-schema-'));
afterAll(() => rmSync(folder, { recursive: true }));
const place = (name: string): string => join(folder, name);

const FACTS = {
  version: '0.1.0',
  endpoint: null,
  command: ['./server'],
  seed: 7,
  startedAt: new Date(0),
  durationMs: 10.5,
};

/** What the commands printed, by the name of the schema. */
const outputs = new Map<string, unknown[]>();
const note = (name: string, ...values: unknown[]): void => {
  const plain: unknown[] = JSON.parse(JSON.stringify(values));
  outputs.set(name, [...(outputs.get(name) ?? []), ...plain]);
};

async function printed(name: string, command: string, ...argv: string[]): Promise<void> {
  note(name, ...linesOf((await inProcess([command, '--json', ...argv])).stdout));
}

beforeAll(async () => {
  const lines = [
    [0, 8, 9] as const,
    ...hellos(6000, 18, 1, 2),
    ...hellos(6100, 18, 2, 1),
    ...hellos(10_000, 3, 3, 1),
    [22_600, 2, 1, '68010202'] as const,
    [22_700, 1, 2, naming(2, 3)] as const,
    // Cut, too short for its fields, unknown, extra, not ours, to itself.
    [22_800, 1, 2, '6801'] as const,
    [22_801, 1, 2, '680103041068'] as const,
    [22_802, 1, 2, '6801c803ff010402ff'] as const,
    [22_803, 1, 2, '680103'] as const,
    [22_804, 1, 2, 'ffff'] as const,
    [22_805, 1, 1, '68010102'] as const,
  ];
  const [capture, cut, one] = [place('a.pcap'), place('cut.pcap'), place('one.json')];
  writeFileSync(capture, pcapOf(lines));
  writeFileSync(cut, pcapOf(lines).subarray(0, -3));

  await printed('sniff', 'sniff', capture, '-x', '--all');
  // The short way hands out its bytes and uses them again: not for a terminal in memory.
  for (const files of [[capture], [capture, cut]]) {
    note('sniff', ...linesOf((await peerprobe(['sniff', '--json', ...files])).stdout));
  }
  for (const file of [capture, cut]) await printed('sniff-summary', 'sniff', '--summary', file);
  await inProcess(['sniff', '--summary', '--json', '-o', one, capture]);
  await printed('sniff-summary', 'merge', one, one);
  await printed('sniff-timeline', 'sniff', '--timeline', capture);
  await printed('sniff-peers-at', 'sniff', '--peers-at', '+20s', capture);
  await printed('check-from', 'check', '--from', capture);

  const words = ['hello,len=5', 'peer-address=10.0.0.1:4200', 'tlv=200:ff,len=1'];
  await printed('send-dry-run', 'send', '127.0.0.1:4200', ...words, '--dry-run');
  await printed('explain', 'explain', ...words);
  await printed('check-dry-run', 'check', '--dry-run', '--', './server');
  await printed('check-dry-run', 'check', '127.0.0.1:4200', '--dry-run', '--only', 'TLV');
  await printed('check-list', 'check', '--list');
  await printed('check-explain', 'check', 'explain', 'TLV', 'REQ-4');
  await printed('check-matrix', 'check', '--matrix', '--only', 'TLV-2');
  await printed('completion', 'completion', 'fish');
  await printed('dissector', 'dissector');
  // It alone takes several lines for its object.
  note('doctor', JSON.parse((await inProcess(['doctor', '--json'])).stdout));
  await printed('simulate', 'simulate', '--nodes', '8', '--time', '20s', '--bug', 'hello-never:20%');
  await printed('simulate', 'simulate', '--nodes', '4', '--time', '5s', '--single');

  const met = await virtualInterop([configured(null), configured('hello-ping-pong')]);
  const [pairing] = met.pairings;
  const trouble = { role: 'third', text: 'it ended', output: 'no luck' } as const;
  const pairings =
    pairing === undefined ? [] : [...met.pairings, { ...pairing, third: null, troubles: [trouble] }];
  const nodes = ['A', 'B'].map((id) => ({
    id,
    name: 'x',
    command: id === 'A' ? ['./x'] : null,
    folder: null,
  }));
  const { version, seed, startedAt, durationMs } = FACTS;
  const facts = { version, seed, startedAt, durationMs, timeMs: 15_000, nodes, interrupted: false };
  const interop = interopJson({ ...met, pairings }, facts, () => ['captures/A-B-1-pair.pcapng']);
  note('interop', interop);

  const probes = PROBES.filter(({ requirement }) => /^(HDR|TLV)/.test(requirement));
  const checked = await virtualCheck(faulty('length-without-header-read', 1), {}, probes);
  const [first] = checked.findings.filter(({ judgement }) => judgement.verdict === 'fail');
  const places = new Map(first === undefined ? [] : [[first, { capture: 'a.pcapng', packets: [1, 2] }]]);
  const check = checkJson(checked, FACTS, places);
  note('check', check);
  const ran = { result: checked, facts: FACTS, epochMs: 0 };
  note('check', {
    ...check,
    ...repetition([ran, { ...ran, result: { ...checked, findings: checked.findings.slice(1) } }])?.json,
    ...comparison(checked, [], 'before.json', false).json,
  });
  const campaign = await fuzz(faulty('hang-on-length-0', 1), 1, { timeMs: 2000 });
  const unconfirmed = [{ suspicion: suspicionOf(), reason: 'it did not show again' }];
  const findings = [...campaign.result.findings, findingOf()];
  note('fuzz', fuzzJson({ ...campaign.result, findings, unconfirmed }, FACTS, new Map()));
  const finding = findingOf();
  const symptom = { ...finding, case: undefined };
  const { kind, signature, requirement, expected, actual } = symptom;
  const replayed = { verdict: 'failing', shown: 3, of: 5, reason: null, passing: false } as const;
  const shown = { ...replayed, symptom: { kind, signature, requirement, expected, actual } };
  note('replay', replayJson([{ file: 'x', finding, replayed: shown }], [{ file: 'y', message: 'z' }], FACTS));

  writeFileSync(place('a.json'), JSON.stringify(check));
  const datagram = {
    direction: 'sent',
    from: '127.0.0.1:1',
    to: '127.0.0.1:2',
    hex: '6801',
    marks: [],
  } as const;
  const evidence = { capture: 'x', packets: [1] };
  const before = checkReport([row('TLV-2', 'x', { verdict: 'fail', datagram, evidence })]);
  writeFileSync(place('b.json'), JSON.stringify(reportJson(before)));
  writeFileSync(place('f.json'), JSON.stringify(reportJson(fuzzReport([foundRow('crash-1')]))));
  writeFileSync(place('m.json'), JSON.stringify(interop));
  await printed('report', 'report', ...['a', 'b', 'f', 'm'].map((one) => place(`${one}.json`)));
  await printed('report-diff', 'report', 'diff', place('b.json'), place('a.json'));

  const judged = reportJson(checkReport([row('TLV-3', 'x', { verdict: 'fail' })]));
  const targets = { a: judged, b: judged, c: 'its build ended with status 2', d: null };
  const classOf = classFolder(place('class'), targets);
  await printed('check-many', 'report', classOf);
  const later = classFolder(place('later'), { a: reportJson(checkReport([row('TLV-3', 'x')])), c: judged });
  await printed('report-diff-classes', 'report', 'diff', classOf, later);

  await spoken();
}, 90_000);

/** A node that hears everything that a node has to say something about, and what `send` says of its answers. */
async function spoken(): Promise<void> {
  const port = String(await freePort());
  const world = new FakeProcess();
  const running = type(['node', port, '127.0.0.1', '9', '--json'], REGISTRY, { process: world });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const words = ['hello', 'peer-request', 'peer-address=127.0.0.1:9', 'peer-address=0.0.0.0:0'];
  await printed('send', 'send', `127.0.0.1:${port}`, ...words, '--listen', '300ms');
  await printed('send', 'send', `127.0.0.1:${port}`, 'raw=01', '--listen', '0s', '--magic', '9');
  world.emit('SIGINT');
  note('node', ...linesOf((await running).stdout));
}

test('every form of --json has a schema, and every schema has been held against real output', () => {
  expect([...outputs.keys()].sort()).toEqual([...SCHEMAS.keys()].sort());
  const commands = REGISTRY.map(({ name }) => name).filter((name) => name !== 'merge');
  const described = [...SCHEMAS.keys()].map((name) => name.split('-')[0]);
  expect([...new Set(described)].sort()).toEqual(commands.sort());
});

test('the package holds them', () => {
  const built = fileURLToPath(new URL('../../dist/schemas/', import.meta.url));
  expect(readdirSync(built).sort()).toEqual([...SCHEMAS.keys()].map((name) => `${name}.json`).sort());
  for (const [name, schema] of SCHEMAS) {
    expect(JSON.parse(readFileSync(join(built, `${name}.json`), 'utf8'))).toEqual(schema);
  }
});

describe.each([...SCHEMAS.keys()])('%s', (name) => {
  test('fits what is printed, field by field', () => {
    expect(outputs.get(name)?.length).toBeGreaterThan(0);
    for (const value of outputs.get(name) ?? []) expectFit(name, value);
  });

  test('is refused with a field renamed, or away, but for those that may be', () => {
    let tried = 0;
    const optional = [...OPTIONAL, ...(name === 'check' ? ['runs', 'flaky', 'baseline'] : [])];
    for (const value of (outputs.get(name) ?? []).slice(0, MOST_VALUES)) {
      for (const path of paths(value).slice(0, MOST_PATHS)) {
        if (isFree(name, path)) continue;
        const field = path.at(-1) ?? '';
        const away = changed(value, path);
        const renamed = changed(value, path, `${field}2`);
        expect([path, isClosedFit(name, renamed)]).toEqual([path, false]);
        expect([path, isFit(name, away)]).toEqual([path, optional.includes(field) && isFit(name, away)]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(2);
  });
});

const MOST_VALUES = 25;
const MOST_PATHS = 200;
/** Objects whose names are not ours, but of what is counted there. */
const FREE = ['said', 'tlvs', 'issues', 'examples', 'notUdp', 'cutBeforeUdp', 'brokenHeaders', 'generators'];
/** Those that a file was read for, with the names that it has. */
const READ_BACK = /^(report|check-many)$/;

function isFree(name: string, path: readonly string[]): boolean {
  const parents = path.slice(0, -1);
  const last = parents.at(-1) ?? '';
  // What fills the slots of a sentence is not described.
  if (parents.includes('values')) return true;
  return FREE.includes(last) || (last === 'dialect' && READ_BACK.test(name));
}

const OPTIONAL =
  'captured payload foreign internal checksum fragments interface file offset extra drops lost said'.split(
    ' ',
  );

/** The way to each field of each object, the first of each list alone. */
function paths(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
  return fields.flatMap(([name, inner]) => [
    ...(Array.isArray(value) ? [] : [[...way, name]]),
    ...paths(inner, [...way, name]),
  ]);
}

/** A copy without the field at the end of the way, which has another name in it, if one is given. */
function changed(value: unknown, path: readonly string[], name?: string): unknown {
  const copy = structuredClone(value);
  let parent = copy as Record<string, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  const field = path.at(-1) ?? '';
  if (name !== undefined) parent[name] = parent[field];
  delete parent[field];
  return copy;
}
