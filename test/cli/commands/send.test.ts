import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketCounters } from '../../../src/net/kernel.ts';
import { inProcess } from '../terminal.ts';
import { peerprobe, start } from './program.ts';

let target: Socket;
let where: string;
let folder: string;
let got: string[];

beforeEach(async () => {
  got = [];
  folder = mkdtempSync(join(tmpdir(), 'peerprobe-'));
  target = createSocket('udp4');
  // An echo, so that every datagram has a reply.
  target.on('message', (bytes, from) => {
    got.push(bytes.toString('hex'));
    target.send(bytes, from.port, from.address);
  });
  await new Promise<void>((resolve) => target.bind(0, '127.0.0.1', resolve));
  where = `127.0.0.1:${target.address().port}`;
});

afterEach(() => {
  target.close();
  rmSync(folder, { recursive: true });
});

describe('peerprobe send', () => {
  it('makes one datagram of all items and prints the reply', async () => {
    const { code, stdout } = await peerprobe(['send', where, 'hello', 'peer-request', '--listen', '200ms']);
    expect([code, got]).toEqual([0, ['680101020202']]);
    expect(stdout).toMatch(
      /^\d\d:\d\d:\d\d\.\d{6} 127\.0\.0\.1:\d+ > 127\.0\.0\.1:\d+ {2}hello peer-request\n$/,
    );
  });

  it('tells every event with --json', async () => {
    const { stdout } = await peerprobe(['send', where, 'hello', '--json', '--listen', '200ms']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['sent', 'reply', 'summary']);
    expect(events[2]).toMatchObject({ sent: 1, replies: 1, others: 0, refused: 0 });
  });

  it('ends with 1 if a reply is expected and none comes', async () => {
    target.removeAllListeners('message');
    const args = ['send', where, 'hello', '--listen', '100ms'];
    expect((await peerprobe([...args, '--expect'])).code).toBe(1);
    expect((await peerprobe(args)).code).toBe(0);
  });

  it('reads lines, and what sniff marks in them', async () => {
    const { code } = await peerprobe(
      ['send', where, '-', '--listen', '100ms'],
      '# c\nhello\nhello,len=0 !tlv-short\n',
    );
    expect([code, got]).toEqual([0, ['68010102', '68010100']]);
  });

  it('sends nothing of a file with a wrong line', async () => {
    const file = join(folder, 'lines');
    writeFileSync(file, 'hello\nhelo\n');
    const { code, stderr } = await peerprobe(['send', where, '--file', file]);
    expect([code, got]).toEqual([2, []]);
    expect(stderr).toContain('lines:2: helo: unknown item');
  });

  it('replays what it has written, and stops at damage with exit 5', async () => {
    const file = join(folder, 'w.pcapng');
    const written = await peerprobe([
      'send',
      where,
      'hello',
      '--repeat',
      '3',
      '--interval',
      '20ms',
      '-w',
      file,
    ]);
    expect([written.code, got]).toEqual([0, []]);
    expect((await peerprobe(['send', where, '--replay', file, '--listen', '100ms'])).code).toBe(0);
    expect(got).toEqual(['68010102', '68010102', '68010102']);
    writeFileSync(file, 'no capture');
    expect((await peerprobe(['send', where, '--replay', file])).code).toBe(5);
  });

  describe.runIf(process.platform === 'linux')('in bulk', () => {
    const ENDLESS = ['hello', '--repeat', '1000000000'];
    let ports: Set<number>;
    let count: number;

    /** From now on the target answers one of so many. */
    function answerOneOf(many: number): void {
      [ports, count] = [new Set(), 0];
      target.removeAllListeners('message').on('message', (_bytes, from) => {
        ports.add(from.port);
        if (++count % many === 0) target.send('a', from.port, from.address);
      });
    }

    const dropped = () => socketCounters({ address: '127.0.0.1', port: target.address().port })?.drops ?? 0;
    const come = () => count + dropped();

    it('tells what has left to the datagram, and who answers', async () => {
      answerOneOf(1000);
      const { child, outcome } = start(['send', where, ...ENDLESS]);
      await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
      child.kill('SIGINT');
      const { code, stdout, stderr } = await outcome;
      await setTimeout(100);
      expect(stderr).toContain(`${come()} datagrams (`);
      expect([code, ports.size]).toEqual([130, 1]);
      expect(stdout).toMatch(/^[\d:.]+ 127\.0\.0\.1:\d+ > 127\.0\.0\.1:\d+ {2}--raw 61 /);
    });

    it('waits with all of the sending for whoever reads the answers', async () => {
      answerOneOf(10);
      const { child, outcome } = start(['send', where, ...ENDLESS]);
      child.stdout?.pause();
      let [before, now] = [-1, 0];
      while (before !== now || now === 0) {
        before = now;
        await setTimeout(300);
        now = come();
      }
      child.stdout?.resume();
      while (come() < now + 1000) await setTimeout(10);
      child.kill('SIGINT');
      expect((await outcome).code).toBe(130);
    });
  });

  it.each([
    ['10.0.0.1:4200', 'hello', '--allow-target 10.0.0.1/32'],
    ['239.1.1.1:4200', 'hello', 'multicast, broadcast and 0.0.0.0 never are'],
    ['127.0.0.1:9', 'peer-address=10.0.0.1:4200', 'naming 10.0.0.1:4200'],
    ['127.0.0.1:9', 'tlv=200:030810680a000001', 'naming 10.0.0.1:4200'],
  ])('refuses %s %s', async (to, item, message) => {
    const { code, stderr } = await inProcess(['send', to, item]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('shows a lie that is well formed in a dry run, and sends nothing', async () => {
    const { code, stdout } = await peerprobe(['send', where, 'hello,len=4', 'peer-request', '--dry-run']);
    expect([code, got]).toEqual([0, []]);
    expect(stdout).toContain('         ^^ on purpose: item 1 (hello), length says 4, 2 would be true\n');
  });

  it.each([
    [['--interval', '5', 'hello'], 'not a time'],
    [['--rate', '0', 'hello'], '--rate'],
    [['--speed', '2', 'hello'], 'needs --replay'],
    [['--expect', '--listen', '0s', 'hello'], 'needs time to listen'],
    [['hello', '--file', 'x'], 'exclude each other'],
    [[], 'nothing to send'],
  ])('refuses %j with exit 2', async (args, message) => {
    const { code, stderr } = await inProcess(['send', where, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    [['--replay', 'nope.pcap'], 'there is no file nope.pcap'],
    [['--replay', '.'], '. is a directory'],
    [['--file', 'nope.txt'], 'there is no file nope.txt'],
    [['hello', '-w', '/nonexistent/x.pcapng'], '--write: there is no folder /nonexistent'],
    [['hello', '-w', '/'], '--write: / is a directory'],
  ])('says what is wrong with the files of %j', async (args, message) => {
    const { code, stderr } = await inProcess(['send', where, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('ENOENT');
  });

  it('does not write over the capture that it replays', async () => {
    const file = join(folder, 'one.pcapng');
    await inProcess(['send', where, 'hello', '-w', file]);
    const before = readFileSync(file);
    const { code, stderr } = await inProcess(['send', where, '--replay', file, '-w', file]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is the file that is read')]);
    expect(readFileSync(file)).toEqual(before);
  });

  it('prints replies while standard input is silent, and Ctrl-C does not wait for it', async () => {
    const { child, outcome } = start(['send', where, '-'], null);
    child.stdin?.write('hello\n');
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    child.kill('SIGINT');
    expect(await outcome).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('1 datagram (4 bytes) sent'),
    });
  });
});
