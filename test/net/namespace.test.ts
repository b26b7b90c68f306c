import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import {
  insideNamespace,
  namespaceAbility,
  namespaceCommand,
  reexecInNamespace,
} from '../../src/net/namespace.ts';

const MODULE = new URL('../../dist/net/namespace.js', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'peerprobe-namespace-'));
const ability = await namespaceAbility();
const usable = ability.ok;
if (!ability.ok) {
  if (process.env['PEERPROBE_NO_SKIP'] === '1') throw new Error(`nothing may be skipped: ${ability.reason}`);
  console.warn(`skipped: no network namespace: ${ability.reason}`);
}

afterAll(() => rmSync(folder, { recursive: true }));

function program(text: string): string[] {
  const start = `import { followParent, insideNamespace } from ${JSON.stringify(MODULE)};
    import { writeFileSync } from 'node:fs';
    import { networkInterfaces } from 'node:os';
    import { createSocket } from 'node:dgram';`;
  return [process.execPath, '--input-type=module', '-e', `${start}\n${text}`];
}

async function prefix(): Promise<string[]> {
  const words = await namespaceCommand();
  expect(words).not.toBeNull();
  return words ?? [];
}

test('outside there is no namespace of ours, whatever the environment says', () => {
  expect(insideNamespace()).toBe(false);
});

test.runIf(usable)('inside there is lo alone, it is up, and nothing leads out', async () => {
  const file = join(folder, 'inside.json');
  const code = await reexecInNamespace(
    await prefix(),
    program(`
      const socket = createSocket('udp4');
      socket.bind(0, '127.4.5.6', () => {
        const { port } = socket.address();
        socket.on('message', () => {
          socket.send('x', 4200, '192.0.2.1', (error) => {
            writeFileSync(${JSON.stringify(file)}, JSON.stringify({
              inside: insideNamespace(), devices: Object.keys(networkInterfaces()), error: error?.code }));
            process.exit(7);
          });
        });
        socket.send('x', port, '127.4.5.6');
      });`),
  );
  expect(code).toBe(7);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    inside: true,
    devices: ['lo'],
    error: 'ENETUNREACH',
  });
});

test.runIf(usable)('words of the command are never read as shell', async () => {
  const file = join(folder, 'words.json');
  const words = ['a b', '$HOME', '; exit 3', '"', ''];
  const text = `writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.argv.slice(1)));`;
  expect(await reexecInNamespace(await prefix(), [...program(text), '--', ...words])).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(words);
});

test.runIf(usable)('a signal that ends it gives 128 and its number', async () => {
  expect(await reexecInNamespace(await prefix(), ['sh', '-c', 'kill -TERM $$'])).toBe(128 + 15);
});

/** A process of its own that runs `inner` in a namespace and ends with its code. */
async function outer(inner: string) {
  const text = `import { reexecInNamespace } from ${JSON.stringify(MODULE)};
    process.exitCode = await reexecInNamespace(${JSON.stringify(await prefix())}, ${JSON.stringify(program(inner))});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { child, innerPid: Number.parseInt(String(line), 10) };
}

test.runIf(usable)('signals go on to it, once, and its answer comes back', async () => {
  const { child } = await outer(`
    let count = 0;
    process.on('SIGINT', () => { count += 1; setTimeout(() => process.exit(40 + count), 100); });
    setInterval(() => {}, 1000);
    console.log(process.pid);`);
  // As a terminal does: to the whole group.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(41);
});

test.runIf(usable)('kill -9 of the outer process reaches the inner one', async () => {
  const { child, innerPid } = await outer(`
    followParent(() => process.exit());
    setInterval(() => {}, 1000);
    console.log(process.pid);`);
  child.kill('SIGKILL');
  for (let i = 0; i < 500 && running(innerPid); i += 1) await systemClock.sleep(10);
  expect(running(innerPid)).toBe(false);
});

test.runIf(usable)('following the parent keeps nobody alive', async () => {
  expect(await reexecInNamespace(await prefix(), program('followParent(() => process.exit(9));'))).toBe(0);
});

function running(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
