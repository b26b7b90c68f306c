import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sanitizerSignature } from '../../src/fuzz/signature.ts';
import { SanitizerWatch } from '../../src/net/sanitizer.ts';
import { need } from '../support/need.ts';

/** As it is kept of a program that prints this. */
function signature(output: string): string | null {
  const watch = new SanitizerWatch();
  watch.push(output);
  const report = watch.report();
  return report === null ? null : sanitizerSignature(report);
}

describe('the signature of a written report', () => {
  it.each([
    [
      'the functions of the target alone, without what the C library and the sanitizer put around them',
      `==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60200000001c at pc 0x7f bp 0x7f sp 0x7f
READ of size 4 at 0x60200000001c thread T0
    #0 0x7fd1 in __interceptor_memcpy ../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors.inc:827
    #1 0x5581 in copy_value ./node/parse.c:31
    #2 0x5582 in handle_tlv ./node/parse.c:88
    #3 0x5583 in receive ./node/receive.c:12
    #4 0x5584 in main ./node/main.c:90
    #5 0x7fd2 in __libc_start_call_main ../sysdeps/nptl/libc_start_call_main.h:58

0x60200000001c is located 4 bytes to the right of 8-byte region
    #0 0x7fd3 in other /x.c:1
`,
      'heap-buffer-overflow in copy_value < handle_tlv < receive',
    ],
    [
      'a recursion once',
      `==7==ERROR: AddressSanitizer: stack-overflow on address 0x7ffc (pc 0x55 bp 0x7f sp 0x7f T0)
${Array.from({ length: 30 }, (_, i) => `    #${i} 0x5581 in parse_tlvs /n/parse.c:31`).join('\n')}
`,
      'stack-overflow in parse_tlvs',
    ],
    [
      'the thread sanitizer, which prints frames in its own way',
      `WARNING: ThreadSanitizer: data race (pid=21773)
  Read of size 4 at 0x55ba by thread T2:
    #0 tick /n/schedule.c:10 (node+0x128c)
    #1 loop /n/schedule.c:20 (node+0x128d)

  Previous write of size 4 at 0x55ba by thread T1:
    #0 other /n/a.c:10 (node+0x129d)
`,
      'data race in tick < loop',
    ],
    [
      'the memory sanitizer',
      `==9==WARNING: MemorySanitizer: use-of-uninitialized-value
    #0 0x4c in answer /n/answer.c:12:7
    #1 0x4d in main /n/main.c:3:3
`,
      'use-of-uninitialized-value in answer < main',
    ],
    [
      'a report that goes on with a fatal one: the fatal one, for it has frames',
      `parse.c:19:20: runtime error: load of null pointer of type 'int'
AddressSanitizer:DEADLYSIGNAL
==7==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x55 bp 0x0f sp 0x7f T0)
==7==The signal is caused by a READ memory access.
    #0 0x5574 in find_peer /n/peers.c:19
`,
      'SEGV in find_peer',
    ],
    [
      'undefined behaviour with its line, for want of frames',
      "src/peers.c:20:28: runtime error: signed integer overflow: 12 + 2147483647 cannot be represented in type 'int'\n",
      'signed integer overflow in peers.c:20',
    ],
    [
      'undefined behaviour with its frames',
      `peers.c:20:28: runtime error: shift exponent 52 is too large for 32-bit type 'int'
    #0 0x5574 in hash /n/peers.c:20
    #1 0x5575 in know_peer /n/peers.c:40
`,
      'shift exponent in hash < know_peer',
    ],
    [
      'without frames where none can be read',
      '==7==ERROR: AddressSanitizer: attempting double-free on 0x602000000010 in thread T0:\n',
      'double-free',
    ],
  ])('%s', (_, report, expected) => {
    expect(signature(report)).toBe(expected);
  });

  it('is none of memory that was still in use at the end', () => {
    const leak =
      '==7==ERROR: LeakSanitizer: detected memory leaks\n\nDirect leak of 8 byte(s)\n    #0 0x7f in main /n/a.c:1\n';
    expect(signature(leak)).toBeNull();
    expect(signature(`peers.c:3:5: runtime error: division by zero\n${leak}`)).toBe(
      'division by zero in peers.c:3',
    );
  });
});

const SOURCE = `
#include <stdlib.h>
#include <string.h>
#include <limits.h>
static volatile int n = 12;
static volatile char sink;
__attribute__((noinline)) static void parse(char *p, int k) { sink = p[k]; }
__attribute__((noinline)) static void handle(char *p, int k) { parse(p, k); sink = 1; }
__attribute__((noinline)) static void copy(char *to, char *from) { memcpy(to, from, (size_t)n * 4); sink = *to; }
__attribute__((noinline)) static int deep(int k) { volatile char room[4096]; room[0] = (char)k; return k == INT_MIN ? 0 : deep(k + 1) + room[0]; }
int main(int argc, char **argv)
{
    char *p = malloc(8);
    if (argc < 2 || p == NULL) return 2;
    memset(p, 1, 8);
    switch (argv[1][0]) {
    case 'o': handle(p, n); break;
    case 'u': free(p); handle(p, 3); break;
    case 'd': free(p); free(p); break;
    case 'c': { char s[8]; copy(s, p); break; }
    case 's': deep(1); break;
    case 'i': sink = (char)(INT_MAX - 1 + n); break;
    case 'z': sink = (char)(5 / (n - 12)); break;
    }
    free(p);
    return 0;
}
`;

describe('the signature of a program', () => {
  const compiler = 'gcc';
  const folder = mkdtempSync(join(tmpdir(), 'peerprobe-signature-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const flags = ['-w', '-g', '-O1', '-fno-optimize-sibling-calls', '-fsanitize=address,undefined'];
  const there = need(compiler);

  it.runIf(there)('tells the faults apart, the same each time', { timeout: 60_000 }, () => {
    const [source, program] = [join(folder, `${compiler}.c`), join(folder, compiler)];
    writeFileSync(source, SOURCE);
    execFileSync(compiler, [...flags, '-o', program, source]);
    const run = (what: string): string | null => {
      const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
      return signature(spawnSync(program, [what], { encoding: 'utf8', env }).stderr);
    };
    expect(run('o')).toBe('heap-buffer-overflow in parse < handle < main');
    expect(run('o')).toBe(run('o'));
    expect(run('u')).toBe('heap-use-after-free in parse < handle < main');
    expect(run('d')).toBe('double-free in main');
    expect(run('c')).toMatch(/^(heap|stack)-buffer-overflow in copy < main$/);
    expect(run('s')).toMatch(/^stack-overflow in deep/);
    expect(run('i')).toMatch(new RegExp(`^signed integer overflow in ${compiler}\\.c:\\d+$`));
    expect(run('z')).toMatch(/^(division by zero|FPE) in /);
    expect(run('n')).toBeNull();
  });
});
