/**
 * The process that watches over tcpdump: forked, so that tcpdump ends when we are gone, kill -9 included. It takes what
 * tcpdump writes, so that tcpdump never waits for a slow reader, and hands it on through descriptor 3; what tcpdump says
 * of its end and its losses goes on as messages. Neither hears the Ctrl-C of the terminal: the parent decides.
 *
 *     tcpdump-child.js INTERFACE FILTER BUFFER_BYTES
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { beFirst } from './first.ts';
import { openReason, textOf } from './live-failure.ts';
import { COUNT, FRAME_FD, type LiveMessage, type LiveReason, NOW, STOP } from './live-protocol.ts';

const KIB = 1024;

/** What the kernel has is handed over when a block is full or a second old; tcpdump forgets the open one. */
const BLOCK_MS = 1100;

const [device = '', filter = '', bufferBytes = ''] = process.argv.slice(2);
beFirst();
const buffer = String(Math.ceil(Number(bufferBytes) / KIB));
const words = ['-i', device, '-n', '-U', '-w', '-', '-B', buffer, '--time-stamp-precision=nano', '--'];
const tcpdump = spawn('tcpdump', filter === '' ? words : [...words, filter], {
  // In a session of its own.
  detached: true,
  // It lies in sbin on some systems, which not everybody's PATH has.
  env: { ...process.env, LC_ALL: 'C', PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
  stdio: ['ignore', 'pipe', 'pipe'],
});

/** Beyond so much that the reader has not taken, tcpdump waits, and the kernel counts what is dropped. */
const MAX_WAITING = 64 * 1024 * 1024;

const out = new Socket({ fd: FRAME_FD, readable: false, writable: true });
// Nobody is left to capture for.
out.on('error', () => leave());
tcpdump.stdout?.on('data', (piece: Buffer) => {
  out.write(piece);
  if (out.writableLength < MAX_WAITING) return;
  tcpdump.stdout?.pause();
  out.once('drain', () => tcpdump.stdout?.resume());
});

/** What it said before it was ready, one line. */
let said = '';
let ready = false;

process.on('SIGINT', () => {});
process.on('disconnect', leave);
process.on('message', (message) => {
  if (message === COUNT) tcpdump.kill('SIGUSR1');
  if (message === STOP) setTimeout(() => tcpdump.kill('SIGINT'), BLOCK_MS);
  if (message === NOW) tcpdump.kill('SIGINT');
});

if (tcpdump.stderr !== null) createInterface({ input: tcpdump.stderr }).on('line', hear);
tcpdump.on('error', (error) => fail('no-tcpdump', textOf(error)));
tcpdump.on('close', (code, signal) => {
  if (ready) out.end(() => end({ type: 'ended', how: signal ?? `status ${code}` }));
  else fail(openReason(said), said);
});

function leave(): void {
  tcpdump.kill('SIGTERM');
  process.exit(0);
}

function hear(line: string): void {
  const dropped = /(?:^|, )(\d+) packets? dropped by kernel/.exec(line)?.[1];
  const word = line.replace(/^tcpdump: /, '');
  if (dropped !== undefined) {
    say({ type: 'counts', dropped: Number(dropped) });
  } else if (/^listening on /.test(word)) {
    ready = true;
    say({ type: 'ready', linkType: null, pid: tcpdump.pid ?? null });
  } else if (ready) {
    if (!/^\d+ packets? (captured|received by filter)$/.test(line)) process.stderr.write(`${word}\n`);
  } else {
    said = textOf(`${said} ${word}`);
  }
}

function say(message: LiveMessage): void {
  process.send?.(message);
}

function fail(reason: LiveReason, detail: string): void {
  end({ type: 'failed', reason, detail });
}

function end(message: LiveMessage): void {
  process.send?.(message, () => process.exit(0));
}
