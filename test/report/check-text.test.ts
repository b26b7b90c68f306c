import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import type { CheckResult, Finding } from '../../src/check/event.ts';
import { UNKNOWN } from '../../src/check/manner.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, DIALECT_KEYS } from '../../src/node/dialect.ts';
import { hinted } from '../../src/oracle/hint.ts';
import { STAGES, type StageResult } from '../../src/oracle/stage.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import type { Judgement } from '../../src/oracle/verdict.ts';
import { checkText } from '../../src/report/check-text.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { splitWords } from '../../src/send/word.ts';
import { toHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import { parseNotation } from '../../src/wire/notation.ts';
import { exited, sent, traceOf } from '../support/trace.ts';
import { virtualCheck } from '../support/virtual-check.ts';

const PLAIN = makeTheme(0);

/** The check of the reference node with that bug, by the probes of these requirements. */
function bugged(name: string, ids: readonly string[]): Promise<CheckResult> {
  const bug = bugNamed(name);
  if (bug === null) throw new Error(`no bug ${name}`);
  return virtualCheck(
    (self, start) => withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
    {},
    PROBES.filter((probe) => ids.includes(probe.requirement)),
  );
}

/** The lines of one finding, by the beginning of its head. */
function block(text: string, head: string): string[] {
  const lines = text.split('\n');
  const blank = lines.indexOf('');
  const start = lines.findIndex((line, i) => i > blank && line.startsWith(head));
  expect(start, `${head} in\n${text}`).toBeGreaterThan(0);
  return lines.slice(start, lines.indexOf('', start));
}

function finding(more: Partial<Judgement>, because?: string): Finding {
  const judgement: Judgement = {
    requirement: 'TLV-2',
    check: 'c',
    verdict: 'pass',
    expected: 'x',
    actual: 'y',
    hint: null,
    evidence: [],
    ...more,
  };
  return { judgement, trace: null, ...(because === undefined ? {} : { because }) };
}

function resultOf(findings: readonly Finding[], more: Partial<CheckResult> = {}): CheckResult {
  const stages = STAGES.map(
    ({ id, title, worth }): StageResult => ({
      id,
      title,
      passed: 1,
      of: 2,
      points: 0.5,
      worth,
      state: 'begun',
    }),
  );
  return {
    verdict: 'fail',
    findings,
    runs: [],
    progress: { stages, completeUpTo: '2.1.6', next: { stage: '2.2.2', what: 'answer a Peer Request' } },
    likeness: [],
    behaviour: { symptoms: [], manner: UNKNOWN, trigger: null },
    dialect: Object.fromEntries(DIALECT_KEYS.map((key) => [key, null])) as CheckResult['dialect'],
    seen: true,
    lastWords: null,
    start: null,
    rig: null,
    ended: null,
    dropped: 0,
    ...more,
  };
}

describe('the report of a failure', () => {
  it('shows what was sent, the bytes that matter, and how to send it by hand', async () => {
    const result = await bugged('first-tlv-only', ['HDR-3']);
    const lines = block(checkText(result, new Map(), PLAIN), 'FAIL HDR-3');
    expect(lines[0]).toBe('FAIL HDR-3 every-tlv-acts');
    expect(lines[1]).toContain('After the header comes a list of TLVs');
    expect(lines).toContain('       0004  02 02                     tlv[1]       Peer Request, length 2');
    expect(lines).toContain('             ^^ ^^ acts too, as does every TLV after it');
    expect(lines.some((line) => line.startsWith('     hint      parse_msg looks at'))).toBe(true);
    expect(lines.at(-1)).toBe('     by hand   peerprobe send HOST:PORT hello peer-request --listen 3s');
  });

  it('shows the datagram of the target where that is what is wrong', async () => {
    const length = await bugged('short-hello-length', ['REQ-1']);
    expect(block(checkText(length, new Map(), PLAIN), 'FAIL TLV-5')).toContain(
      '                ^^ length below its own 2 bytes',
    );
    const order = await bugged('port-little-endian', ['ADR-2']);
    const lines = block(checkText(order, new Map(), PLAIN), 'FAIL ADR-2');
    expect(lines.some((line) => /^ {5}datagram {2}received by 127/.test(line))).toBe(true);
    const [, named = '?'] = /is listed as ([\d.]+:\d+)/.exec(lines.join(' ')) ?? [];
    expect(lines.some((line) => line.trim() === `^^ ^^... ${named}`)).toBe(true);
  });

  it('shows the datagram that named a peer which then got what it should not get', async () => {
    const result = await bugged('acts-on-cut-address', ['TLV-4']);
    const lines = block(checkText(result, new Map(), PLAIN), 'FAIL TLV-4');
    expect(lines).toContain('                ^^ too short for its fields');
    // Pasted, it shows the Hello: it listens at the address that the bytes spell.
    const [, spelt, from] =
      /by hand {3}peerprobe send HOST:PORT tlv=3: tlv=(127:[0-9a-f]{8}),len=\d+ --from (\S+) --listen 3s$/.exec(
        lines.at(-1) ?? '',
      ) ?? [];
    const [address = '', port] = (from ?? '').split(':');
    const bytes = [Number(port) >>> 8, Number(port) & 255, ...address.split('.').map(Number)];
    expect(spelt).toBe(`127:${toHex(Uint8Array.from(bytes.slice(2)))}`);
    expect(spelt?.length).toBe('127:7f000001'.length);
  });

  it('is at most 80 columns wide but for the table and what is to be pasted, and 12 lines a dump', async () => {
    for (const [bug, id] of [
      ['unknown-drops-all', 'TLV-2'],
      ['extra-rejected', 'TLV-3'],
      ['crash-on-short', 'TLV-4'],
      ['hello-stops', 'HEL-1'],
    ] as const) {
      const text = checkText(await bugged(bug, [id]), new Map(), PLAIN, { stages: true });
      const lines = text.slice(text.indexOf('\n\n')).split('\n');
      expect(lines.filter((line) => line.length > 80 && !line.startsWith('     by hand'))).toEqual([]);
      const dump = lines.filter((line) => /^ {7}([0-9a-f]{4} {2}| *\^\^|\.\.\.)/.test(line));
      expect(dump.length).toBeLessThanOrEqual(12 * lines.filter((line) => line.startsWith('FAIL')).length);
    }
  });

  it('has commands that send the very bytes again', async () => {
    let commands = 0;
    for (const [bug, id] of [
      ['unknown-drops-all', 'TLV-2'],
      ['extra-rejected', 'TLV-3'],
      ['no-header-check', 'HDR-1'],
      ['acts-on-cut-address', 'TLV-4'],
      ['stale-buffer', 'HDR-4'],
    ] as const) {
      const result = await bugged(bug, [id]);
      const sent = new Set(
        result.findings.flatMap(({ trace }) =>
          (trace?.events ?? []).flatMap((event) => (event.type === 'sent' ? [toHex(event.bytes)] : [])),
        ),
      );
      for (const line of checkText(result, new Map(), PLAIN, { endpoint: '127.0.0.1:4200' }).split('\n')) {
        if (!line.startsWith('     by hand')) continue;
        const last = line.slice(line.lastIndexOf('peerprobe send'));
        const split = splitWords(last.replace('peerprobe send 127.0.0.1:4200 ', ''));
        if (!split.ok) throw new Error(split.message);
        const place = split.words.indexOf('--from');
        const parsed = parseNotation(split.words.slice(0, place < 0 ? -2 : place));
        if (!parsed.ok) throw new Error(parsed.message);
        expect(split.words.slice(-2)).toEqual(['--listen', '3s']);
        // What asks goes with a Hello: from a stranger, a node may ignore it.
        const bytes = toHex(craft(parsed.draft));
        expect(sent.has(bytes) || sent.has(bytes.replace(/^68010102/, '6801')), line).toBe(true);
        commands++;
      }
    }
    expect(commands).toBeGreaterThan(3);
  });

  it('for bytes of an earlier datagram sends that one first', async () => {
    const lines = block(checkText(await bugged('stale-buffer', ['HDR-4']), new Map(), PLAIN), 'FAIL HDR-4');
    expect(lines.at(-1)).toMatch(
      /by hand {3}peerprobe send HOST:PORT (hello peer-request )+--listen 0s && peerprobe send HOST:PORT --raw 68\w* --listen 3s$/,
    );
  });

  it('asks as a connected peer, but for what strangers are owed', async () => {
    const byHand = (result: CheckResult, head: string): string =>
      block(checkText(result, new Map(), PLAIN), head).at(-1) ?? '';
    const strict = await bugged('extra-rejected', ['TLV-3']);
    expect(byHand(strict, 'FAIL TLV-3')).toMatch(/ HOST:PORT hello peer-request,extra=/);
    const silent = await virtualCheck(
      (self, start) => ({
        ...nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }),
        dialect: { ...DEFAULT_DIALECT, strangers: 'ignored' },
      }),
      {},
      PROBES.filter(({ requirement }) => requirement === 'REQ-2'),
    );
    expect(byHand(silent, 'warn REQ-2')).toMatch(/ HOST:PORT peer-request --listen 3s$/);
  });

  it('of a program that died shows the likeliest cause, how it ended, and that once', () => {
    const events: readonly TraceEvent[] = [
      sent(1000, '680101ff00'),
      sent(1001, '68010202'),
      exited(1002, { code: null, signal: 'SIGFPE' }),
    ];
    const trace = traceOf(events);
    const died = (check: string): Finding => {
      const actual = 'the node died (SIGFPE) during this check';
      const { judgement } = finding({
        requirement: 'ROB-1',
        check,
        verdict: 'fail',
        actual,
        evidence: [0, 1],
      });
      return { judgement: hinted(judgement, trace), trace };
    };
    const text = checkText(resultOf([died('c'), died('alive')]), new Map(), PLAIN);
    const lines = block(text, 'FAIL ROB-1 c');
    expect(lines.join('\n')).toContain('0002  01 ff');
    expect(lines.join(' ')).toContain('a whole number is divided by 0');
    expect(lines.at(-1)).toContain('send HOST:PORT hello,extra=00,len=255');
    expect(block(text, 'FAIL ROB-1 alive').map((line) => line.slice(5, 13))).toEqual([
      'ROB-1 al',
      'expected',
      'seen    ',
    ]);
  });

  it('has none where no single datagram shows it', async () => {
    const text = checkText(await bugged('hello-3s', ['HEL-1']), new Map(), PLAIN);
    expect(block(text, 'FAIL HEL-1').filter((line) => /datagram|by hand/.test(line.slice(0, 15)))).toEqual(
      [],
    );
  });

  it('says what it behaves like, with the row that this bug breaks', () => {
    const findings = [
      finding({ requirement: 'HDR-1', verdict: 'fail' }),
      finding({ requirement: 'TLV-2', verdict: 'fail' }),
    ];
    const text = checkText(resultOf(findings, { likeness: ['unknown-drops-all'] }), new Map(), PLAIN);
    expect(block(text, 'FAIL TLV-2').join(' ')).toContain('behaves like unknown-drops-all (a TLV of');
    expect(block(text, 'FAIL HDR-1').join(' ')).not.toContain('behaves like');
  });

  it('goes from failures, the one first that explains most, to warnings and doubts', () => {
    const text = checkText(
      resultOf([
        finding({ requirement: 'HDR-2', verdict: 'inconclusive' }),
        finding({ requirement: 'HDR-3', verdict: 'warn' }),
        finding({ requirement: 'TLV-2', verdict: 'fail' }),
        finding({ requirement: 'HEL-2', verdict: 'fail' }),
        finding({ requirement: 'HEL-3', verdict: 'skipped', hint: 'rests on HEL-2' }, 'HEL-2'),
        finding({ requirement: 'REQ-1', verdict: 'skipped', hint: 'rests on HEL-2' }, 'HEL-2'),
        finding({ requirement: 'ADR-1', verdict: 'skipped', hint: 'not judged: stage 2.2.4 is not reached' }),
        finding({ requirement: 'REQ-10', verdict: 'not-observed', actual: 'no answer' }),
        finding({ requirement: 'SIZ-1', verdict: 'skipped', check: 'none' }),
      ]),
      new Map(),
      PLAIN,
    );
    const [, rest = ''] = text.split(/\n\n(.*)/s);
    const heads = rest.split('\n').filter((line) => /^(FAIL|warn|\?) /.test(line));
    expect(heads.map((line) => line.split(' ')[1])).toEqual(['HEL-2', 'TLV-2', 'HDR-3', 'HDR-2']);
    expect(rest).toContain('\nnot judged, because of HEL-2: HEL-3 REQ-1\n');
    expect(rest).toContain('\nnot judged: stage 2.2.4 is not reached: ADR-1\n');
    expect(rest).toContain('\nnot observed:\n  REQ-10  no answer\n');
    expect(rest).not.toContain('SIZ-1');
    expect(text).toMatch(/^- {4}HEL-3 {3}/m);
  });

  it('ends with stages, free choices and verdict', () => {
    const dialect = { ...resultOf([]).dialect, list: DEFAULT_DIALECT.list, requester: 'excluded' };
    const text = checkText(resultOf([finding({ verdict: 'fail' })], { dialect }), new Map(), PLAIN);
    expect(text.split('\n').slice(-9)).toEqual([
      '  robustness begun       0.5/1  1/2   survives whatever arrives',
      '                         5/10',
      '',
      'complete up to 2.1.6; next: answer a Peer Request (§2.2.2)',
      '',
      'its free choices: list=connected, requester=excluded',
      '',
      'fail: 1 fail',
      '',
    ]);
    const passed = resultOf([finding({})], { verdict: 'pass' });
    expect(checkText(passed, new Map(), PLAIN)).not.toContain('points');
    expect(checkText(passed, new Map(), PLAIN, { stages: true })).toContain('points');
  });

  it('lets nothing from outside move the cursor', () => {
    const evil = finding({ verdict: 'fail', actual: 'a\x1b[2J\nb', hint: '\x9b1m' });
    const text = checkText(resultOf([evil], { lastWords: '\x1b]0;x\x07' }), new Map(), PLAIN);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(text).toContain('a\\x1b[2J\\x0ab');
  });
});

it('names what was not done before a running node went away, and what does it', () => {
  const findings = [
    finding({}),
    {
      ...finding({ requirement: 'ROB-2', check: 'icmp-survived', verdict: 'inconclusive' }),
      undone: true,
    } as const,
  ];
  const text = checkText(resultOf(findings, { ended: 'lost', seen: false }), new Map(), PLAIN);
  expect(text).toContain(
    '\n  ROB-2   icmp-survived\nnobody can start it again from here: peerprobe check -- CMD',
  );
  expect(text).not.toContain('\n? ROB-2');
  expect(text).not.toContain('nothing came from the target');
  expect(checkText(resultOf([], { ended: 'lost' }), new Map(), PLAIN)).toContain('all was done by then');
  expect(checkText(resultOf(findings, { ended: 'timeout' }), new Map(), PLAIN)).toContain(
    '\n  ROB-2   icmp-survived\na longer --timeout does these too\n',
  );
});

it('asks whether the target runs if nothing came from it, but not who stopped before anything could', async () => {
  const { runs } = await bugged('hello-never', ['HEL-1']);
  const text = (ended: CheckResult['ended'], some: CheckResult['runs']) =>
    checkText(resultOf([], { seen: false, ended, runs: some }), new Map(), PLAIN);
  const silent = 'nothing came from the target';
  expect(text(null, [])).toContain(silent);
  expect(text('timeout', runs)).toContain(silent);
  expect(text('interrupted', [])).not.toContain(silent);
  // Nobody knows whether anything came: no check was done.
  expect(text('timeout', [])).not.toContain(silent);
  expect(text('timeout', [])).toContain('no check had come to its end by then');
});
