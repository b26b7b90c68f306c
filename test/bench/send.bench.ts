/**
 * `send` in bulk (DESIGN §5) against a C sendto loop, both seen by the same counting receiver.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe } from 'vitest';
import { PROGRAM } from '../cli/commands/program.ts';
import { freePort } from '../support/free-port.ts';
import { need, needFile } from '../support/need.ts';
import { shared } from '../support/shared.ts';
import { spread, type Words } from './paired.ts';
import { countText, ratioText, Section } from './result-table.ts';

const ROUNDS = 5;
const COUNT = 100_000;
const SIZE = 20;
/** The receiver ends when nothing has come for so long. */
const IDLE_MS = 500;
const BIND_MS = 200;

const ready = need('gcc') && needFile(shared('bench/net.c'));
const folder = mkdtempSync(join(tmpdir(), 'peerprobe-bench-'));
const net = join(folder, 'net');
const section = new Section(
  '`send` in bulk',
  `Datagrams of ${SIZE} bytes a second, as a receiver counts them between the first and the last of ${countText(COUNT)}.`,
  ready ? [] : ['all of it, for want of gcc or of the C reference'],
);

afterAll(() => rmSync(folder, { recursive: true }));
if (ready) execFileSync('gcc', ['-O2', '-o', net, shared('bench/net.c')], { stdio: 'ignore' });

describe.runIf(ready)('datagrams to a receiver', () => {
  section.row('`send --repeat`', 'a C sendto loop', async () => {
    const [ours, theirs]: [number[], number[]] = [[], []];
    const item = `tlv=200:${'00'.repeat(SIZE - 4)}`;
    for (let i = 0; i < ROUNDS; i++) {
      theirs.push(await received((port) => [net, 'send', port, `${COUNT}`, `${SIZE}`, '1', '0']));
      ours.push(
        await received((port) => {
          const words = [
            'send',
            `127.0.0.1:${port}`,
            item,
            '--repeat',
            `${COUNT}`,
            '--listen',
            '0ms',
            '--quiet',
          ];
          return [process.execPath, PROGRAM, ...words];
        }),
      );
    }
    const ratio = spread(ours.map((rate, i) => rate / (theirs[i] ?? rate)));
    return {
      budget: '0.75 of it',
      measured: ratioText(ratio),
      met: ratio.median >= 0.75,
      details: `ours ${countText(spread(ours).median)} a second by two threads, theirs ${countText(spread(theirs).median)}`,
    };
  });
});

/** Datagrams a second that come from the program. Throws if none did. */
async function received(sender: (port: string) => Words): Promise<number> {
  const port = `${await freePort()}`;
  const sink = spawn(net, ['sink', port, `${IDLE_MS}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  const told = text(sink.stdout);
  await new Promise((resolve) => setTimeout(resolve, BIND_MS));
  const [program, ...args] = sender(port);
  await once(spawn(program, args, { stdio: 'ignore' }), 'exit');
  const [, count, seconds] = /n=(\d+) .*span=([\d.]+)/.exec(await told) ?? [];
  if (!(Number(seconds) > 0)) throw new Error(`nothing came from ${program}`);
  return Number(count) / Number(seconds);
}
