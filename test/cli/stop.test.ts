import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { UsageError } from '../../src/cli/error.ts';
import { Output } from '../../src/cli/output.ts';
import { command, entry, FakeProcess, type Screen, type Setting, type } from './terminal.ts';

function running(run: (context: Context) => Promise<number>, setting: Setting): Promise<Screen> {
  return type(['send'], [entry(command({ run }))], setting);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

function closing(error: NodeJS.ErrnoException): PassThrough {
  return new PassThrough({ transform: (_chunk, _encoding, done) => done(error) });
}

const EPIPE = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
const ENOSPC = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s aborts, lets the command sum up, and ends with %i', async (name, code) => {
  const process = new FakeProcess();
  const screen = await running(
    async (context) => {
      expect(context.interrupted).toBeNull();
      setTimeout(() => process.emit(name), 1);
      await aborted(context.signal);
      expect(context.interrupted).toBe(name);
      await context.out.data('summed up');
      return 1;
    },
    { process },
  );
  expect(screen).toEqual({ code, stdout: 'summed up', stderr: '' });
  expect(process.exited).toBeNull();
  expect(process.listenerCount(name)).toBe(0);
});

test('a second signal ends at once', async () => {
  const process = new FakeProcess();
  await running(
    async () => {
      process.emit('SIGINT');
      expect(process.exited).toBeNull();
      process.emit('SIGTERM');
      return 0;
    },
    { process },
  );
  expect(process.exited).toBe(143);
});

test('an AbortError after the abort is no bug', async () => {
  const process = new FakeProcess();
  const screen = await running(
    async ({ signal }) => {
      process.emit('SIGINT');
      signal.throwIfAborted();
      return 0;
    },
    { process },
  );
  expect(screen).toEqual({ code: 130, stdout: '', stderr: '' });
});

test('another error after the abort still is', async () => {
  const process = new FakeProcess();
  const screen = await running(
    async () => {
      process.emit('SIGINT');
      throw new TypeError('x');
    },
    { process },
  );
  expect(screen.code).toBe(70);
});

test('a reader that goes away stops the producer quietly', async () => {
  const screen = await running(
    async ({ out, signal }) => {
      let lines = 0;
      while (!signal.aborted && ++lines < 1000) {
        await out.data('x\n');
        await new Promise(setImmediate);
      }
      expect(lines).toBeLessThan(100);
      return 0;
    },
    { stdout: closing(EPIPE) },
  );
  expect(screen).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('findings are not unsaid by a reader that goes away', async () => {
  const ends = async (code: number): Promise<number> => {
    const run = async ({ out, signal }: Context): Promise<number> => {
      await out.data('x');
      await aborted(signal);
      return code;
    };
    return (await running(run, { stdout: closing(EPIPE) })).code;
  };
  expect([await ends(0), await ends(1), await ends(3), await ends(5)]).toEqual([0, 1, 0, 5]);
});

test('a full disk behind stdout is an ability', async () => {
  const screen = await running(async ({ out }) => out.bytes(Uint8Array.of(1)).then(() => 0), {
    stdout: closing(ENOSPC),
  });
  expect(screen).toEqual({
    code: 4,
    stdout: '',
    stderr: 'peerprobe: cannot write: ENOSPC: no space left on device\n',
  });
});

test('wrong usage is still told when stdout is closed', async () => {
  const run = async ({ out }: Context): Promise<number> => {
    await out.bytes(Uint8Array.of(1));
    throw new UsageError('no');
  };
  expect((await running(run, { stdout: closing(EPIPE) })).stderr).toContain('peerprobe send: no\n');
});

test('data waits for a slow reader, and for one that leaves no longer', async () => {
  const taken: (() => void)[] = [];
  const slow = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => taken.push(done) });
  const closed: string[] = [];
  const out = new Output(slow, new PassThrough(), (error) => closed.push(error.message));
  expect(out.data('ab')).toBeUndefined();
  const waits = out.data('cdef');
  expect(waits).toBeInstanceOf(Promise);
  taken.shift()?.();
  await Promise.resolve();
  taken.shift()?.();
  await waits;
  const stuck = out.data('ghijkl');
  slow.destroy(EPIPE);
  await stuck;
  expect(closed).toEqual(['write EPIPE']);
  expect(out.data('more')).toBeUndefined();
  await out.bytes(Uint8Array.of(1));
  await out.flush();
});

test('many waiting writers leave no pile of listeners', async () => {
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => setTimeout(done, 1) });
  const out = new Output(slow, new PassThrough(), () => {});
  await Promise.all(Array.from({ length: 50 }, () => out.data('ab')));
  expect(slow.listenerCount('drain')).toBe(0);
});

test('a crash outside of the command aborts it, and is our bug', async () => {
  let stopped = false;
  const screen = await running(
    async ({ signal }) => {
      await aborted(signal);
      stopped = true;
      return 0;
    },
    { crash: Promise.reject(new TypeError('outside')) },
  );
  expect([screen.code, stopped]).toEqual([70, true]);
  expect(screen.stderr).toContain('TypeError: outside');
});

test('an AbortError without an abort is our bug, in a guarded process too', async () => {
  const run = async (): Promise<number> => {
    throw new DOMException('x', 'AbortError');
  };
  expect((await running(run, { crash: new Promise(() => {}) })).code).toBe(70);
});
