import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PcapWriter } from '../../src/capture/pcap-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { REGISTRY } from '../../src/cli/registry.ts';
import { findingText } from '../../src/fuzz/finding-record.ts';
import { classFolder } from '../support/class-folder.ts';
import { capture, conversation } from '../support/conversation.ts';
import { findingOf } from '../support/finding.ts';
import { freePort } from '../support/free-port.ts';
import { liveWorks } from '../support/live.ts';
import { need, needAbility } from '../support/need.ts';
import { checkReport, reportJson, row } from '../support/run-report.ts';
import { PROGRAM, type Running, start } from './commands/program.ts';
import { OUTCOMES, type Outcome } from './example-outcome.ts';

const EXAMPLES = (await Promise.all(REGISTRY.map((one) => one.load()))).flatMap(({ examples }) => examples);
const LIMIT_MS = 120_000;

const place = mkdtempSync(join(tmpdir(), 'peerprobe-examples-'));
const ports = { helper: 0, own: 0, second: 0, third: 0 };
let helper: Running | null = null;

beforeAll(async () => {
  for (const name of ['helper', 'own', 'second', 'third'] as const) ports[name] = await freePort();
  helper = start(['node', String(ports.helper)], '', [], 15 * LIMIT_MS);
  await helper.said('listening on');
  await furnish();
});
afterAll(async () => {
  helper?.child.kill('SIGTERM');
  await helper?.outcome;
  rmSync(place, { recursive: true, force: true });
});

/** What the examples speak of: captures, a server, findings, runs, parts of a class. */
async function furnish(): Promise<void> {
  const at = (path: string): string => {
    const whole = join(place, path);
    mkdirSync(dirname(whole), { recursive: true });
    return whole;
  };
  const program = (name: string, words: string): void => {
    writeFileSync(at(name), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' ${words}"$@"\n`, {
      mode: 0o755,
    });
  };
  program('bin/peerprobe', '');
  program('server', 'node ');
  const said = await conversation([{ startPeer: null }, { startPeer: 0 }, { startPeer: 0 }], 20_000);
  const whole = capture(said);
  for (const name of ['capture.pcapng', 'captures/one.pcapng']) writeFileSync(at(name), whole);
  for (const name of ['capture.pcap.gz', 'b.pcapng.gz']) writeFileSync(at(name), gzipSync(whole));
  const writer = new PcapWriter(RAW_IP);
  const packets = said.map(({ at: ms, from, to, bytes }) =>
    writer.packet({ time: BigInt(Math.round(ms * 1e6)), bytes: udpFrame(from, to, bytes) }),
  );
  writeFileSync(at('a.pcap'), Buffer.concat([writer.header(), ...packets]));
  writeFileSync(at('old.pcap'), Buffer.concat([writer.header(), ...packets.slice(0, 2)]));
  writeFileSync(at('datagram.bin'), Uint8Array.of(104, 1, 1, 2));
  execFileSync(process.execPath, [
    PROGRAM,
    'sniff',
    '--summary',
    '--json',
    '-o',
    at('monday.json'),
    at('a.pcap'),
  ]);
  copyFileSync(at('monday.json'), at('tuesday.json'));
  for (const id of ['crash-3f2a91c0', 'hang-00c1d2e3']) {
    const finding = findingOf({ id, kind: id.startsWith('crash') ? 'crash' : 'hang' });
    writeFileSync(at(`run/findings/${id}/finding.json`), findingText(finding, { seed: 1, version: '0.1.0' }));
  }
  for (const [name, verdict] of [
    ['before', 'fail'],
    ['after', 'pass'],
  ] as const) {
    const report = reportJson(checkReport([row('TLV-2', 'x', { verdict })]));
    writeFileSync(at(`${name}/events.ndjson`), `${JSON.stringify({ type: 'report', atMs: 1, report })}\n`);
  }
  for (const name of ['part-1', 'part-2', 'part-3']) {
    classFolder(at(name), { [name]: reportJson(checkReport([row('TLV-2', 'x')])) });
  }
  writeFileSync(at('targets.json'), JSON.stringify([{ name: 'a', command: [at('server')] }]));
}

/** The example as it is run here: with ports that are free, and over soon. */
function lineOf(example: string, { swap, before, after }: Outcome): string {
  const [from, to] = swap ?? ['', ''];
  const line = example
    .replace(from, to)
    .replace(/node 4200$/, `node ${ports.own}`)
    .replace(/(127\.0\.0\.1[: ])4200/, `$1${ports.helper}`)
    .replace('udp port 4200', `udp port ${ports.helper}`)
    .replace('4201', String(ports.second))
    .replace('4202', String(ports.third));
  return [before, line, after].filter((one) => one !== undefined).join('\n');
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs it; what ends by Ctrl-C alone gets that once it has said what it has to. */
function run(line: string, { shell = 'bash', says, endless }: Outcome): Promise<Ended> {
  const env = { ...process.env, HOME: place, PATH: `${join(place, 'bin')}:${process.env['PATH']}` };
  const words = shell === 'zsh' ? ['-f', '-c', line] : ['-c', line];
  const child: ChildProcess = spawn(shell, words, {
    cwd: place,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  const limit = setTimeout(() => end('SIGKILL'), LIMIT_MS);
  let output = '';
  let stopped = false;
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk;
      if (!endless || stopped || !says.test(output)) return;
      stopped = true;
      end('SIGINT');
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code, output });
    });
  });
}

// Most of the long ones is waiting.
describe('the examples of the help', { concurrent: true, timeout: 2 * LIMIT_MS }, () => {
  const live = needAbility(liveWorks(), 'live capture');
  const zsh = need('zsh');
  const isPossible = (example: string): boolean => {
    const { live: captures = false, shell } = OUTCOMES[example] ?? {};
    return (live || !captures) && (zsh || shell !== 'zsh');
  };

  test.each(EXAMPLES.filter(isPossible))('%s', async (example) => {
    const outcome = OUTCOMES[example];
    if (outcome === undefined) throw new Error('nobody has said what comes of it (example-outcome.ts)');
    const { code, output } = await run(lineOf(example, outcome), outcome);
    expect(output).toMatch(outcome.says);
    expect(outcome.codes, output).toContain(code);
  });

  test('are all that is expected', () => {
    expect(Object.keys(OUTCOMES).filter((one) => !EXAMPLES.includes(one))).toEqual([]);
  });
});
