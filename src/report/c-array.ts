/**
 * A case as a C header for a unit test: each datagram an array, and a function that hands them all to the code under
 * test. ISO C99 without warnings; each datagram lies in a block of its own size, so that a sanitizer sees what is read
 * beyond it.
 */
import type { Step } from '../fuzz/case.ts';
import type { Finding } from '../fuzz/finding.ts';
import { toHex } from '../wire/bytes.ts';
import { escapeText } from './escape.ts';
import { wrap } from './wrap.ts';

const BYTES_A_LINE = 12;
// Beyond them a compiler has more work with the header than it is worth.
const MOST_BYTES = 1024 * 1024;
const MOST_STEPS = 10_000;
const COMMENT_WIDTH = 96;

/** The text of the header. */
export function cArray(finding: Finding): string {
  const { id, kind, signature, expected, actual } = finding;
  const { steps, repeat } = finding.case;
  const name = `peerprobe_${id.replaceAll('-', '_')}`;
  const guard = `${name.toUpperCase()}_H`;
  const head = comment([`${id}: ${kind}, ${signature}`, expected, `but: ${actual}`]);
  const distinct = new Map(steps.map(({ bytes }) => [toHex(bytes), bytes]));
  const size = [...distinct.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  const body =
    steps.length === 0
      ? [comment(['It needs no datagram: replay the finding.'])]
      : size > MOST_BYTES || steps.length > MOST_STEPS
        ? [
            comment([
              `${steps.length} datagrams of ${size} bytes: too many for a header; replay the finding.`,
            ]),
          ]
        : bodyLines(name, steps, [...distinct], repeat);
  return `${[head, `#ifndef ${guard}`, `#define ${guard}`, '', ...body, '', '#endif'].join('\n')}\n`;
}

function bodyLines(
  name: string,
  steps: readonly Step[],
  distinct: readonly (readonly [hex: string, bytes: Uint8Array])[],
  repeat: number,
): string[] {
  const places = new Map(distinct.map(([hex], i) => [hex, i + 1]));
  return [
    '#include <stddef.h>',
    '#include <stdlib.h>',
    '#include <string.h>',
    ...distinct.flatMap(([, bytes], i) => ['', ...arrayLines(`${name}_${i + 1}`, bytes)]),
    '',
    `static const struct ${name}_step {`,
    '    unsigned long at_ms;',
    '    const char *host; /* of the sender */',
    '    unsigned short port;',
    '    size_t length;',
    '    const unsigned char *bytes;',
    `} ${name}_steps[] = {`,
    ...steps.map(({ at, from, bytes }) => {
      const array = `${name}_${places.get(toHex(bytes))}`;
      return `    {${Math.round(at)}, "${from.address}", ${from.port}, ${bytes.length}, ${array}},`;
    }),
    '};',
    '',
    comment([
      'Hands each datagram to your function, in order and without waiting. Returns 0; the test has passed if it returns at all and your sanitizers are silent, or if what you look at afterwards is right.',
    ]),
    `static inline int ${name}(void (*receive)(const unsigned char *bytes, size_t length,`,
    `${' '.repeat('static inline int (void (*receive)('.length + name.length)}const char *host, unsigned short port))`,
    '{',
    `    const size_t count = sizeof ${name}_steps / sizeof ${name}_steps[0];`,
    '    unsigned long round;',
    '    size_t i;',
    `    for (round = 0; round < ${repeat}; round++) {`,
    '        for (i = 0; i < count; i++) {',
    `            const struct ${name}_step *step = &${name}_steps[i];`,
    '            unsigned char *copy = malloc(step->length > 0 ? step->length : 1);',
    '            if (copy == NULL)',
    '                return 1;',
    '            memcpy(copy, step->bytes, step->length);',
    '            receive(copy, step->length, step->host, step->port);',
    '            free(copy);',
    '        }',
    '    }',
    '    return 0;',
    '}',
  ];
}

/** An empty array is none in C: an empty datagram has a byte that its length leaves out. */
function arrayLines(name: string, bytes: Uint8Array): string[] {
  const list = bytes.length === 0 ? ['0'] : Array.from(bytes, (byte) => `0x${toHex(Uint8Array.of(byte))}`);
  const lines: string[] = [];
  for (let at = 0; at < list.length; at += BYTES_A_LINE)
    lines.push(`    ${list.slice(at, at + BYTES_A_LINE).join(', ')},`);
  return [`static const unsigned char ${name}[] = {`, ...lines, '};'];
}

/** Texts in one comment. What they quote ends none, begins none, and is no trigraph. */
function comment(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => wrap(safe(text), '', COMMENT_WIDTH));
  return ['/*', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');
}

function safe(text: string): string {
  return escapeText(text).replace(/(?<=\*)(?=\/)|(?<=\/)(?=\*)|(?<=\?)(?=\?)/g, ' ');
}
