import { expect, test } from 'vitest';
import { SanitizerWatch } from '../../src/net/sanitizer.ts';
import { Tail } from '../../src/net/tail.ts';

const ASAN = [
  '=================================================================',
  '==4711==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018 at pc 0x1 bp 0x2 sp 0x3',
  'READ of size 1 at 0x602000000018 thread T0',
  '    #0 0x55 in parse node.c:42',
];

function watch(...texts: string[]): string | null {
  const sanitizer = new SanitizerWatch();
  for (const text of texts) sanitizer.push(text);
  return sanitizer.report();
}

test('a report is found from its first line on, however it is cut into pieces', () => {
  const text = `listening\n${ASAN.join('\n')}\n`;
  const expected = ASAN.slice(1).join('\n');
  expect(watch(text)).toBe(expected);
  expect(watch(...text)).toBe(expected);
  expect(watch(text.trimEnd())).toBe(expected);
});

test.each([
  '==1==ERROR: LeakSanitizer: detected memory leaks',
  '==1==WARNING: MemorySanitizer: use-of-uninitialized-value',
  'WARNING: ThreadSanitizer: data race (pid=9)',
  'src/node.c:3:5: runtime error: signed integer overflow: 2147483647 + 1',
  '==7==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000',
])('%s', (line) => expect(watch(`${line}\n`)).toBe(line));

test.each([
  'ERROR: bad peer\n',
  'a runtime error: x\n',
  'got ==1==ERROR: AddressSanitizer: from a peer\n',
  '',
])('"%s" is no report', (text) => expect(watch(text)).toBeNull());

test('what comes after the report cannot push it out, nor grow it', () => {
  const sanitizer = new SanitizerWatch();
  sanitizer.push('x'.repeat(1_000_000));
  sanitizer.push(`\n${ASAN[1]}\n`);
  for (let i = 0; i < 1000; i += 1) sanitizer.push(`${'y'.repeat(5000)}\n`);
  const report = sanitizer.report() ?? '';
  expect(report.startsWith(ASAN[1] ?? '')).toBe(true);
  expect(report.split('\n')).toHaveLength(40);
  expect(report.length).toBeLessThan(45_000);
});

test('the tail keeps the last 64 Ki characters', () => {
  const tail = new Tail();
  tail.push('start');
  expect(tail.text()).toBe('start');
  for (let i = 0; i < 300; i += 1) tail.push(`${i},`.padStart(1024, '.'));
  tail.push('end');
  expect(tail.text()).toHaveLength(65_536);
  expect(tail.text().endsWith('.299,end')).toBe(true);
  tail.push('z'.repeat(1_000_000));
  expect(tail.text()).toBe('z'.repeat(65_536));
});
