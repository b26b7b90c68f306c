import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/fuzz/case.ts';
import type { Finding } from '../../src/fuzz/finding.ts';
import { readFinding } from '../../src/fuzz/finding-record.ts';
import { inWords } from '../../src/lang/sentence.ts';
import { findingFiles } from '../../src/report/finding-files.ts';
import { findingReport } from '../../src/report/finding-report.ts';
import { sendCommands } from '../../src/report/send-commands.ts';
import { lineDraft } from '../../src/send/line-source.ts';
import { splitWords } from '../../src/send/word.ts';
import { concat, toHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import { parseNotation } from '../../src/wire/notation.ts';
import { SEED } from '../support/arbitrary.ts';
import { englishIn } from '../support/english.ts';
import { findingOf, HOSTILE, step } from '../support/finding.ts';
import { need } from '../support/need.ts';
import { exited, lab, received, sent, traceOf, WITNESS } from '../support/trace.ts';

const FOUND = { seed: 7, version: '0.1.0' };
const FACTS = { application: 'test', epochMs: 1_700_000_000_000 };
const place = mkdtempSync(join(tmpdir(), 'peerprobe-finding-'));
afterAll(() => rmSync(place, { recursive: true }));

function filesOf(finding: Finding): Record<string, string | Uint8Array> {
  const files = [...findingFiles(finding, FOUND, FACTS)];
  return Object.fromEntries(
    files.map(({ name, content }) => [name, typeof content === 'string' ? content : concat([...content])]),
  );
}

function textOf(finding: Finding, name: string): string {
  const content = filesOf(finding)[name];
  if (typeof content !== 'string') throw new Error(`${name} is no text`);
  return content;
}

const SEVERAL = findingOf({
  id: 'wrong-answer-00000001',
  kind: 'wrong-answer',
  signature: 'REQ-10 nothing-invented',
  requirement: 'REQ-10',
  actual: 'it listed 10.1.2.3:4242, which nobody said',
  case: {
    steps: [step('68010102'), step('', 2), step('6801ff04aabb', 4, WITNESS), step('68010202', 9, WITNESS)],
    repeat: 1,
  },
  trace: traceOf([
    sent(1, '68010102'),
    sent(2, '68010202', WITNESS),
    received(3, '68010308109210010203', WITNESS),
    received(5, '680103081092' + '0a010203', WITNESS),
  ]),
});
const NASTY = findingOf({
  id: 'crash-00000002',
  signature: HOSTILE,
  expected: HOSTILE,
  actual: HOSTILE,
  hint: HOSTILE,
  origin: HOSTILE,
  output: HOSTILE,
  trace: traceOf([sent(1, '68010100'), exited(2, { signal: 'SIGSEGV', code: null, output: HOSTILE })]),
});
const REPEATED = findingOf({
  id: 'leak-00000003',
  kind: 'leak',
  requirement: null,
  case: { steps: [step('68010102'), step('68010202', 1), step('68010102', 2)], repeat: 300 },
});
const UNAIDED = findingOf({
  id: 'exit-00000005',
  kind: 'exit',
  case: { steps: [], repeat: 1 },
  trace: traceOf([received(4, '68010102'), exited(4100, { code: 1 })]),
});
const crash = (theCase: Case): Finding => findingOf({ case: theCase });
const ALL = [findingOf(), SEVERAL, NASTY, REPEATED, UNAIDED];

describe('the files of a finding', () => {
  it('are those that the folder has, finding.json the last', () => {
    const names = [...findingFiles(SEVERAL, FOUND, FACTS)].map(({ name }) => name);
    expect(names).toEqual(['case.pcapng', 'case.hex', 'case.h', 'report.md', 'finding.json']);
    expect(textOf(SEVERAL, 'case.hex')).toBe('68010102\n\n6801ff04aabb\n68010202\n');
    const read = readFinding(textOf(SEVERAL, 'finding.json'));
    expect(read).toEqual({ ...FOUND, finding: { ...SEVERAL, trace: null } });
  });

  it('say it where nothing had to be sent', () => {
    expect(textOf(UNAIDED, 'case.hex')).toBe('');
    expect(textOf(UNAIDED, 'case.h')).toContain('It needs no datagram');
    const page = textOf(UNAIDED, 'report.md');
    expect(page).toMatch(/^To 127\.0\.0\.1:\d+, whose start peer was [\d.:]+: nothing at all\.$/m);
    expect(page).toContain('Not by hand: no datagram is needed');
    expect(page).not.toContain('case.h');
    expect(readFinding(textOf(UNAIDED, 'finding.json'))).toEqual({
      ...FOUND,
      finding: { ...UNAIDED, trace: null },
    });
  });

  it('hold nothing of what a target said that a terminal would obey', () => {
    const files = filesOf(NASTY);
    for (const name of ['case.h', 'report.md', 'case.hex'])
      expect(files[name]).not.toMatch(
        /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u,
      );
  });
});

describe('report.md', () => {
  it('says what was sent, what may happen, what did, why, and how to see it again', () => {
    expect(textOf(findingOf(), 'report.md')).toBe(GOLDEN);
  });

  it('is said in French too, whatever was sent', () => {
    const bare = { expected: 'E', actual: 'A', hint: null, signature: 'S', origin: 'O' };
    for (const finding of ALL) {
      const page = findingReport({ ...finding, ...bare }, FOUND, 'fr');
      expect(page.split(/^`{3,}.*$/gm).flatMap(englishIn)).toEqual([]);
    }
    expect(findingReport(findingOf(), FOUND, 'fr')).toContain(
      'longueur inférieure à ses propres 2\u00a0octets',
    );
  });

  it('shows the reply that is wrong, with the bytes that it names', () => {
    expect(textOf(SEVERAL, 'report.md')).toContain(
      [
        'It sent to 127.30.40.127:32540, 5 ms after the re-run began:',
        '',
        '```text',
        '0000  68 01                     header       magic 104, version 1',
        '0002  03 08                     tlv[0]       Peer Address, length 8',
        '0004  10 92                       .port      4242',
        '      ^^ ^^... 10.1.2.3:4242',
        '0006  0a 01 02 03                 .address   10.1.2.3',
        '```',
      ].join('\n'),
    );
  });

  it("shows the begin of a sanitizer's report, where the stacks are", () => {
    const sanitizer = '==1==ERROR: AddressSanitizer: x\n    #0 in parse\n';
    const trace = traceOf([sent(1, '68010100'), exited(2, { code: 1, sanitizer, output: 'the legend' })]);
    const text = textOf(findingOf({ kind: 'sanitizer', output: 'the legend', trace }), 'report.md');
    expect(text).toContain(
      'The begin of the report:\n\n```text\n==1==ERROR: AddressSanitizer: x\n    #0 in parse\n```\n',
    );
    expect(text).not.toContain('the legend');
  });

  it('lets no text of a target out of its place', () => {
    const lines = textOf(NASTY, 'report.md').split('\n');
    // Inside a fence of their own length, or escaped.
    const open: string[] = [];
    const outside: string[] = [];
    for (const line of lines) {
      const [, fence] = /^(`{3,})\w*$/.exec(line) ?? [];
      if (open[0] === undefined && fence !== undefined) open.push(fence);
      else if (open[0] !== undefined && line === open[0]) open.pop();
      else if (open[0] === undefined) outside.push(line);
    }
    expect(open).toEqual([]);
    expect(outside.filter((line) => line.startsWith('#')).map((line) => line.replace(/: .*/, ''))).toEqual([
      '# crash-00000002',
      '## What was sent',
      '## What a conforming node may do',
      '## What happened',
      '## Likely cause',
      '## How to send it again',
    ]);
    const plain = outside.map((line) => line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '')); // without code spans
    expect(plain.filter((line) => /(^|[^\\])(<|\$\(|`)/.test(line))).toEqual([]);
  });
});

describe('case.h', () => {
  it('compiles without a warning, and hands over what was sent', () => {
    if (!need('gcc')) return;
    const long = findingOf({ id: 'crash-00000004', case: { steps: [step('68'.repeat(65_507))], repeat: 1 } });
    const findings = [...ALL, long];
    for (const finding of findings) writeFileSync(join(place, `${finding.id}.h`), textOf(finding, 'case.h'));
    const name = 'peerprobe_wrong_answer_00000001';
    writeFileSync(
      join(place, 'test.c'),
      `${findings.map(({ id }) => `#include "${id}.h"`).join('\n')}
#include <stdio.h>
static int handed;
static void count(const unsigned char *bytes, size_t length, const char *host, unsigned short port)
{ (void)bytes; (void)length; (void)host; (void)port; handed++; }
static void print(const unsigned char *bytes, size_t length, const char *host, unsigned short port)
{ size_t i; for (i = 0; i < length; i++) printf("%02x", bytes[i]); printf(" %s:%u\\n", host, (unsigned)port); }
int main(void) { int failed = ${name}(print) + peerprobe_leak_00000003(count); printf("%d\\n", handed); return failed; }
`,
    );
    const flags = ['-std=c99', '-pedantic', '-Wall', '-Wextra', '-Werror', 'test.c', '-o', 'test'];
    const { stderr } = spawnSync('gcc', flags, { cwd: place, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(execFileSync(join(place, 'test'), { encoding: 'utf8' })).toBe(
      `68010102 127.10.20.127:32530
 127.10.20.127:32530
6801ff04aabb 127.30.40.127:32540
68010202 127.30.40.127:32540
900
`,
    );
  });

  it('is a sentence where the case is too large for a compiler', () => {
    const steps = Array.from({ length: 10_001 }, () => step('6801'));
    expect(textOf(findingOf({ case: { steps, repeat: 1 } }), 'case.h')).toMatch(/too many for a header/);
  });
});

describe('case.pcapng', () => {
  it('opens in tshark, with what was found on the packet that shows it', () => {
    if (!need('tshark')) return;
    // A file may have many sections: one call for all.
    const file = join(place, 'all.pcapng');
    writeFileSync(file, concat(ALL.map((finding) => filesOf(finding)['case.pcapng'] as Uint8Array)));
    const fields = ['frame.number', 'udp.payload', 'frame.comment'].flatMap((field) => ['-e', field]);
    const { stdout, stderr } = spawnSync('tshark', ['-r', file, '-T', 'fields', ...fields], {
      encoding: 'utf8',
    });
    expect(stderr.replace(/^Running as user.*\n/gm, '')).toBe('');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines.map(([number, payload]) => `${number} ${payload}`)).toEqual([
      '1 68010100',
      '2 68010102',
      '3 68010202',
      '4 68010308109210010203',
      '5 6801030810920a010203',
      '6 68010100',
      '7 68010102',
      '8 68010202',
      '9 68010102',
      '10 68010102',
    ]);
    expect(lines.flatMap(([, , comment = ''], i) => (comment.includes('FAIL ') ? [i] : []))).toEqual([
      0, 4, 5, 8,
    ]);
    expect(lines[0]?.[2]).toContain('FAIL ROB-1 crash-3f2a91c0: it was ended by SIGSEGV');
  });
});

describe('the commands to send a case', () => {
  it('make the same bytes, from a line or from case.hex', () => {
    const bytes = fc.uint8Array({ maxLength: 30 });
    const headed = bytes.map((rest) => Uint8Array.of(104, 1, ...rest));
    fc.assert(
      fc.property(fc.oneof(bytes, headed), (datagram) => {
        const by = sendCommands(
          crash({ steps: [{ ...step('00'), bytes: datagram }], repeat: 1 }),
          '127.0.0.1:4200',
        );
        if (!by.ok) return;
        const split = splitWords(by.lines[0] ?? '');
        const words = split.ok ? split.words.slice(3) : [];
        const items = words.slice(0, words.indexOf('--from'));
        const read = parseNotation(items);
        expect(read.ok && toHex(craft(read.draft))).toBe(toHex(datagram));
      }),
      { seed: SEED },
    );
  });

  it('take the lines of case.hex for several datagrams, a call for each stretch of one peer', () => {
    const by = sendCommands(SEVERAL, 'HOST:PORT');
    expect(by).toEqual({
      ok: true,
      lines: [
        `sed -n "1,2s/.*/--raw '&'/p" case.hex | peerprobe send HOST:PORT - --from 127.10.20.127:32530 --interval 2ms --listen 3s`,
        `sed -n "3,4s/.*/--raw '&'/p" case.hex | peerprobe send HOST:PORT - --from 127.30.40.127:32540 --interval 5ms --listen 3s`,
        // A wrong answer shows to whoever asks.
        'peerprobe send HOST:PORT hello peer-request --listen 3s',
      ],
    });
    const [first = ''] = by.ok ? by.lines : [];
    writeFileSync(join(place, 'case.hex'), textOf(SEVERAL, 'case.hex'));
    const { stdout } = spawnSync('sh', ['-c', first.replace(/ \|.*/, '')], { cwd: place, encoding: 'utf8' });
    const drafts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => lineDraft(line, 'x'));
    expect(drafts.map((draft) => (draft === null ? null : toHex(craft(draft))))).toEqual(['68010102', '']);
  });

  it('repeat one datagram; what would be too much, or leave the fence, is said', () => {
    const one = sendCommands(crash({ steps: [step('68010202')], repeat: 900 }), 'X');
    expect(one.ok && one.lines).toEqual([
      'peerprobe send X peer-request --from 127.10.20.127:32530 --repeat 900 --listen 3s',
    ]);
    expect(sendCommands(REPEATED, 'X').ok).toBe(false);
    const many = Array.from({ length: 9 }, (_, i) => step('6801', i, lab(i)));
    expect(sendCommands(crash({ steps: many, repeat: 1 }), 'X').ok).toBe(false);
    const outside = sendCommands(crash({ steps: [step('680103081092' + '0a010203')], repeat: 1 }), 'X');
    expect(outside.ok ? '' : inWords('en', outside.why)).toBe(
      'send stays inside 127.0.0.0/8, and the case can be read as naming 10.1.2.3:4242',
    );
  });
});

const GOLDEN = `# crash-3f2a91c0: \`SIGSEGV\`

- kind: crash
- requirement: ROB-1: the node survives whatever arrives
- 5 of 5 re-runs showed it; the campaign ran into it once
- found by \`mutation 17/4021\`, seed 7, peerprobe \`0.1.0\`

## What was sent

To 127.0.0.1:4200, whose start peer was 127.9.8.127:32600: 1 datagram.

1. at 0 ms from 127.10.20.127:32530, 4 bytes:

\`\`\`text
0000  68 01                     header       magic 104, version 1
0002  01 00                     tlv[0]       Hello, length 0
         ^^ tlv[0].length: length below its own 2 bytes: expected at least 2, found 0 at 3 (§1.2, TLV-5)
\`\`\`

## What a conforming node may do

The node survives whatever arrives.

Nothing that comes in through the socket may end the program, stop it or spoil its memory: no crash, no exit, no endless loop. A report of a sanitizer counts as a crash.

## What happened

It was ended by SIGSEGV 2 ms after the last datagram.

## Likely cause

What usually does that: A length is believed before it is compared with the bytes that are there: run with -fsanitize=address,undefined and send it garbage.

## How to send it again

As it was, several times over, with a verdict (FIXED, STILL FAILING or could not tell); FOLDER is where this page lies:

\`\`\`sh
peerprobe replay FOLDER -- ./server
\`\`\`

By hand, to a node that was started with the arguments \`4200\` \`127.9.8.127\` \`32600\`, in this folder:

\`\`\`sh
peerprobe send 127.0.0.1:4200 hello,len=0 --from 127.10.20.127:32530 --listen 3s
\`\`\`

In a unit test of your own: \`case.h\` has the bytes, and \`peerprobe_crash_3f2a91c0\` hands them to your function.
`;
