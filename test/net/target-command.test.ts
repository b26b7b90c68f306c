import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import { commandTarget } from '../../src/net/target-command.ts';
import type { ProcessEvent } from '../../src/oracle/trace.ts';

const before = process.env['ASAN_OPTIONS'];

afterEach(() => {
  if (before === undefined) delete process.env['ASAN_OPTIONS'];
  else process.env['ASAN_OPTIONS'] = before;
});

it.each([
  [undefined, 'quarantine_size_mb=1'],
  ['halt_on_error=0', 'halt_on_error=0:quarantine_size_mb=1'],
])('keeps the memory that AddressSanitizer holds back small: %s', async (set, expected) => {
  delete process.env['ASAN_OPTIONS'];
  if (set !== undefined) process.env['ASAN_OPTIONS'] = set;
  const said = 'echo "<$ASAN_OPTIONS>"';
  expect(await lastWords(['sh', '-c', said])).toBe(`<${expected}>`);
});

/** What a started target prints before it ends. */
async function lastWords(command: readonly string[]): Promise<string> {
  const target = commandTarget(command, systemClock);
  const at = await target.reserve();
  const end = await new Promise<ProcessEvent>((resolve, reject) => {
    target.start(at, at, resolve).catch(reject);
  });
  return end.output.trim();
}
