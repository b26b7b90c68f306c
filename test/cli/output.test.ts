import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Output } from '../../src/cli/output.ts';

function outputTo(isTTY: boolean, columns?: number): { out: Output; said: () => string } {
  const stderr = Object.assign(new PassThrough(), { isTTY, ...(columns === undefined ? {} : { columns }) });
  stderr.setEncoding('utf8');
  const out = new Output(new PassThrough(), stderr, () => undefined);
  return { out, said: () => (stderr.read() as string | null) ?? '' };
}

it('keeps one status line on a terminal, which the next one and talk take the place of', () => {
  const { out, said } = outputTo(true);
  out.status('one');
  out.status('two');
  out.talk('found');
  out.talk('again');
  expect(said()).toBe('one\r\u001b[2Ktwo\r\u001b[2Kfound\nagain\n');
  out.status('three');
  out.status('');
  expect(said()).toBe('three\r\u001b[2K');
});

it.each([
  [10, 9],
  [0, 79],
  [undefined, 79],
])('cuts the status line at %s columns', (columns, length) => {
  const { out, said } = outputTo(true, columns);
  out.status('x'.repeat(200));
  expect(said()).toHaveLength(length);
});

it('shows no status elsewhere', () => {
  const { out, said } = outputTo(false);
  out.status('one');
  out.talk('found');
  expect(said()).toBe('found\n');
});
