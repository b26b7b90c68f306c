import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { withBug } from '../../../src/node/bugs/bug.ts';
import { BUGS } from '../../../src/node/bugs/table.ts';
import type { NodeConfig } from '../../../src/node/config.ts';
import { capture, conversation, place } from '../../support/conversation.ts';
import { inProcess } from '../terminal.ts';
import { peerprobe } from './program.ts';

interface Report {
  readonly verdict: string;
  readonly target: object;
  readonly results: readonly {
    readonly node: string;
    readonly requirement: string;
    readonly verdict: string;
  }[];
  readonly summary: Record<string, number>;
  readonly nodes: readonly {
    readonly endpoint: string;
    readonly verdict: string;
    readonly results: readonly unknown[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-strangers-'));
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  const bug = BUGS.find((one) => one.name === 'hello-3s');
  if (bug === undefined) throw new Error('no bug');
  const fine = [{ startPeer: null }, { startPeer: 0 }, { startPeer: 0 }];
  const faulty = [
    { startPeer: null },
    { startPeer: 0, spoil: (config: NodeConfig) => withBug(config, bug) },
    { startPeer: 0 },
  ];
  const whole = capture(await conversation(fine, 20_000));
  writeFileSync(file('fine.pcapng'), whole);
  writeFileSync(file('fine.pcapng.gz'), gzipSync(whole));
  writeFileSync(file('cut.pcapng'), whole.subarray(0, whole.length - 7));
  writeFileSync(file('faulty.pcapng'), capture(await conversation(faulty, 30_000)));
  const dns = { at: 0, from: { address: '10.0.0.1', port: 53 }, to: place(0), bytes: Uint8Array.of(1, 2, 3) };
  writeFileSync(file('foreign.pcapng'), capture([dns]));
});

describe('check --from, on strangers', () => {
  it('reports node by node, and exits by the worst', async () => {
    const fine = await peerprobe(['check', '--from', file('fine.pcapng')]);
    expect(fine.code).toBe(0);
    expect(fine.stdout.match(/^10\.0\.0\.1\d:420\d in .*fine\.pcapng: pass$/gm)).toHaveLength(3);
    expect(fine.stderr).toContain('3 nodes: 3 pass');
    const faulty = await peerprobe(['check', '--from', file('faulty.pcapng')]);
    expect(faulty.code).toBe(1);
    expect(faulty.stdout).toMatch(/^FAIL HEL-1 .*\n {5}actual {4}to 10\.0\.0\.10:4200: n \d/m);
    expect(faulty.stdout).toMatch(/frames {4}\d+ \d+/);
  });

  it('writes one JSON object with the nodes', async () => {
    const { stdout, code } = await peerprobe([
      'check',
      '--json',
      '--from',
      file('fine.pcapng'),
      file('faulty.pcapng'),
    ]);
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(report).toMatchObject({
      schemaVersion: 1,
      command: 'check',
      target: { endpoint: null, command: null },
      seed: null,
      verdict: 'fail',
      startedAt: '2023-11-14T22:13:20.300Z',
    });
    expect(report.nodes.map(({ verdict }) => verdict).toSorted()).toEqual(['fail', ...Array(5).fill('pass')]);
    expect(report.results.length).toBe(report.nodes.reduce((sum, node) => sum + node.results.length, 0));
    expect(report.results.filter(({ verdict }) => verdict === 'fail').map(({ node }) => node)).toEqual([
      '10.0.0.11:4201',
    ]);
    expect(report.summary['fail']).toBe(1);
  });

  it('judges the named node alone, and what was selected alone', async () => {
    const named = await peerprobe([
      'check',
      '--json',
      '--from',
      file('faulty.pcapng'),
      '--node',
      '10.0.0.10:4200',
    ]);
    expect(named.code).toBe(0);
    expect((JSON.parse(named.stdout) as Report).nodes.map(({ endpoint }) => endpoint)).toEqual([
      '10.0.0.10:4200',
    ]);
    const only = await peerprobe(['check', '--from', file('faulty.pcapng'), '--only', 'SIZ']);
    expect(only.code).toBe(0);
    expect(only.stdout).not.toContain('HEL-1');
  });

  it('shows what is before a damage, and exits with 5', async () => {
    const { code, stdout, stderr } = await peerprobe(['check', '--from', file('cut.pcapng')]);
    expect(code).toBe(5);
    expect(stdout).toContain('10.0.0.10:4200 in');
    expect(stderr).toMatch(/cut\.pcapng: damaged at offset \d+: the file ends inside a block/);
  });

  it('says that there is nothing to judge', async () => {
    const { code, stderr } = await inProcess(['check', '--from', file('foreign.pcapng')]);
    expect(code).toBe(3);
    expect(stderr).toContain('no datagram of the protocol in 1 packet;');
  });

  it('reads gzip', async () => {
    expect((await inProcess(['check', '--from', file('fine.pcapng.gz')])).code).toBe(0);
  });

  it.each([
    [['--from', 'nowhere.pcap'], 'nowhere.pcap'],
    [['--from', '-', '-'], 'twice'],
    [['--from', folder], 'run.json'],
    [['--from', file('fine.pcapng'), '--node', '10.0.0.1'], 'ADDR:PORT'],
    [['--from', file('fine.pcapng'), '--', './server'], 'no command'],
    [['--node', '10.0.0.1:1', '127.0.0.1:1'], '--node goes with --from'],
  ])('refuses %j', async (words, reason) => {
    const { code, stderr } = await inProcess(['check', ...words]);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });
});
