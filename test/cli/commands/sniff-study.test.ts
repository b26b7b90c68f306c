import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { PcapngWriter } from '../../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { command } from '../../../src/cli/commands/sniff.ts';
import { xmlText } from '../../../src/report/xml.ts';
import { concat } from '../../../src/wire/bytes.ts';
import { hellos, type Line, naming, node, pcapOf } from '../../sniff/belief/scene.ts';
import { englishIn, shown } from '../../support/english.ts';
import { xmlFault } from '../../support/xml.ts';
import { entry, type Setting, type } from '../terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-study-'));
afterAll(() => rmSync(folder, { recursive: true }));
const zoneBefore = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zoneBefore;
});

/** #3 joins #1 at 10 s, says its last Hello at 12 s and is named by #1 at 22.7 s. Somebody else speaks at 0. */
const LINES: readonly Line[] = [
  [0, 8, 9],
  ...hellos(6000, 18, 1, 2),
  ...hellos(6100, 18, 2, 1),
  ...hellos(10_000, 3, 3, 1),
  [22_600, 2, 1, '68010202'],
  [22_700, 1, 2, naming(2, 3)],
];
const FILE = save('sample.pcap', pcapOf(LINES));

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function sniff(words: readonly string[], setting?: Setting) {
  return type(['sniff', ...words], [entry(command)], setting);
}

async function lines(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await sniff([...words, '--utc']);
  if (code !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

const TIMELINE = [
  '22:13:20.000 the capture begins',
  '22:13:20.000 10.0.0.8:4208 heard for the first time',
  '22:13:20.000 10.0.0.9:4209 may be connected to 10.0.0.8:4208: nothing from 10.0.0.9:4209 was captured before',
  '22:13:26.000 10.0.0.1:4201 heard for the first time',
  '22:13:26.000 10.0.0.2:4202 may be connected to 10.0.0.1:4201: nothing from 10.0.0.2:4202 was captured before',
  '22:13:26.100 10.0.0.2:4202 heard for the first time',
  '22:13:26.100 10.0.0.1:4201 connected to 10.0.0.2:4202, perhaps since before the capture began',
  '22:13:26.500 10.0.0.9:4209 no longer connected to 10.0.0.8:4208: expired, no Hello since 22:13:20.000; but nothing at all was captured for 6.0 s of that',
  '22:13:27.000 10.0.0.2:4202 connected to 10.0.0.1:4201 for sure',
  '22:13:30.000 10.0.0.3:4203 heard for the first time',
  '22:13:30.000 10.0.0.1:4201 connected to 10.0.0.3:4203',
  '22:13:34.900 10.0.0.1:4201 may have dropped 10.0.0.3:4203: no Hello since 22:13:32.000',
  '22:13:38.500 10.0.0.1:4201 no longer connected to 10.0.0.3:4203: expired, no Hello since 22:13:32.000',
  '22:13:42.700 10.0.0.1:4201 advertised 10.0.0.3:4203 to 10.0.0.2:4202, dead for 6.7 s',
  'This capture cannot tell:',
  '  who said Hello before the capture began: in its first 6.5 s others may be connected too',
  '  what was said while it holds nothing at all: once, at most 6.0 s',
  '  whether these live, for nothing was captured from them: 10.0.0.9:4209',
  '  what these were told, for nothing was captured to them: 10.0.0.8:4208, 10.0.0.3:4203',
];

describe('sniff --timeline', () => {
  test('says who came, expired and advertised the dead, and what the capture cannot tell', async () => {
    expect(await lines('--timeline', FILE)).toEqual(TIMELINE);
  });

  test('of either byte order, zipped, from a pipe, and in two files', async () => {
    const swapped = save('swapped.pcap', pcapOf(LINES, false));
    expect(await lines('--timeline', swapped)).toEqual(TIMELINE);
    const piped = await sniff(['--timeline', '--utc', '-'], { stdin: gzipSync(pcapOf(LINES)) });
    expect(piped.stdout.trimEnd().split('\n')).toEqual(TIMELINE);
    const odd = save('odd.pcap', pcapOf(LINES.filter((_, i) => i % 2 === 1)));
    const even = save('even.pcap', pcapOf(LINES.filter((_, i) => i % 2 === 0)));
    expect(await lines('--timeline', odd, even)).toEqual(TIMELINE);
  });

  test('of a window and of a node: what was said before counts', async () => {
    expect(await lines('--timeline', '--from-time', '+22s', '--node', '10.0.0.1', FILE)).toEqual([
      TIMELINE[0],
      TIMELINE[13],
    ]);
    const early = await lines('--timeline', '--to-time', '22:13:30', '--node', '10.0.0.1:4201', FILE);
    expect(early.slice(0, 4)).toEqual([TIMELINE[0], TIMELINE[3], TIMELINE[6], TIMELINE[14]]);
  });

  test('in local time', async () => {
    process.env['TZ'] = 'Asia/Kolkata';
    expect((await sniff(['--timeline', FILE])).stdout).toContain(
      '\n03:43:26.100 10.0.0.1:4201 connected to ',
    );
  });

  test('as JSON: a line for each, the same times', async () => {
    const all = (await lines('--timeline', '--json', FILE)).map((line) => JSON.parse(line));
    expect(all.map(({ event }) => event)).toEqual([
      ...['begin', 'heard', 'may-be-connected', 'heard', 'may-be-connected', 'heard', 'connected', 'expired'],
      ...['connected', 'heard', 'connected', 'doubted', 'expired', 'advertised', 'end'],
    ]);
    expect(all[0]).toEqual({ schemaVersion: 1, time: '1700000000.000000000', event: 'begin' });
    expect(all.at(-2)).toEqual({
      time: '1700000022.700000000',
      event: 'advertised',
      node: node(1),
      peer: node(3),
      to: node(2),
      lastHello: '1700000012.000000000',
      alive: false,
      excuse: null,
      frame: LINES.filter(([at]) => at <= 22_700).length,
    });
    expect(all.at(-1)).toMatchObject({
      event: 'end',
      cannotTell: TIMELINE.slice(15).map((line) => line.trim()),
    });
  });

  test('what the capture dropped, what filters hide and where it is damaged is said', async () => {
    const writer = new PcapngWriter();
    const { block } = writer.interface({ linkType: RAW_IP });
    const packet = writer.packet({
      time: 1_700_000_000_000_000_000n,
      bytes: udpFrame(node(1), node(2), HELLO),
    });
    // An Interface Statistics Block (pcapng 4.6): interface, time, and 5 packets dropped.
    const body = Uint32Array.of(5, 40, 0, 0, 0, (8 << 16) | 5, 5, 0, 0, 40);
    const dropped = save(
      'dropped.pcapng',
      concat([writer.header(), block, packet, new Uint8Array(body.buffer)]),
    );
    expect(await lines('--timeline', dropped)).toContain(
      '  what the 5 packets said that the capture dropped',
    );
    expect(await lines('--timeline', '--port', '4201', '-c', '3', FILE)).toEqual(
      expect.arrayContaining([
        '  what the filters left out: beliefs rest on what they let through alone',
        '  what came after --count datagrams',
      ]),
    );
    const cut = save('cut.pcap', pcapOf(LINES).subarray(0, -3));
    const { code, stdout, stderr } = await sniff(['--timeline', '--utc', cut]);
    expect([code, stderr]).toEqual([5, expect.stringContaining('cut.pcap: damaged at offset')]);
    expect(stdout).toContain(TIMELINE[13]);
  });
});

const HELLO = Uint8Array.of(104, 1, 1, 2);

describe('sniff --peers-at', () => {
  test('is the state at a time, after the first packet or of the day', async () => {
    const expected = [
      '2023-11-14T22:13:36.000Z, 16.0 s after the first packet',
      '10.0.0.1:4201',
      '  connected to 10.0.0.2:4202 since 22:13:26.100, last Hello 22:13:35.100',
      '  may be connected to 10.0.0.3:4203, last Hello 22:13:32.000: a clock of whole seconds may have dropped it',
    ];
    const node = ['--node', '10.0.0.1'];
    expect((await lines('--peers-at', '+16s', ...node, FILE)).slice(0, 4)).toEqual(expected);
    expect((await lines('--peers-at', '22:13:36', ...node, FILE)).slice(0, 4)).toEqual(expected);
    expect((await lines('--peers-at', '+20s', ...node, FILE))[3]).toBe(
      '  no longer connected to 10.0.0.3:4203: expired, last Hello 22:13:32.000; may not be listed',
    );
  });

  test('says what was not heard or told, and what lies outside of the capture', async () => {
    const early = await lines('--peers-at', '+1s', FILE);
    expect(early).toEqual(
      expect.arrayContaining([
        '10.0.0.8:4208: nothing to it was captured',
        '  may know 10.0.0.9:4209: it said Hello there 22:13:20.000',
        '10.0.0.9:4209: nothing from it was captured',
        '  who said Hello before the capture began: in its first 6.5 s others may be connected too',
      ]),
    );
    expect(await lines('--peers-at', '2023-11-14T22:00Z', FILE)).toEqual([
      '2023-11-14T22:00:00.000Z, 800.0 s before the first packet',
      'no node has been heard or spoken to',
      'This capture cannot tell:',
      '  the capture begins after that time',
    ]);
    const late = await lines('--peers-at', '+60s', '--node', '10.0.0.1:4201', FILE);
    expect(late).toContain(
      '  no longer connected to 10.0.0.2:4202: expired, last Hello 22:13:43.100; may be listed: it may have been given at start',
    );
    expect(late).toContain("  what was said in the 36.9 s after the capture's last packet");
  });

  test('as JSON', async () => {
    const state = JSON.parse((await lines('--peers-at', '+20s', '--json', FILE)).join(''));
    expect(state).toMatchObject({
      schemaVersion: 1,
      time: '1700000020.000000000',
      begin: '1700000000.000000000',
    });
    expect(state.nodes.map((one: { node: unknown }) => one.node)).toEqual([8, 9, 1, 2, 3].map(node));
    expect(state.nodes[2].peers[1]).toEqual({
      peer: node(3),
      connected: 'no',
      known: 'may',
      listed: 'no',
      why: null,
      since: null,
      lastHello: '1700000012.000000000',
      expiredAt: '1700000018.500000000',
      announced: null,
      excuse: null,
      greetedAt: null,
      claimedAt: null,
    });
  });

  test('says what it leaves out: nobody can be told of a peer over IPv6', async () => {
    const [a, b] = ['fe80::1', 'fe80::2'].map((address) => ({ address, port: 4200 }));
    if (a === undefined || b === undefined) throw new Error('two ends');
    const writer = new PcapngWriter();
    const packet = { time: 1_700_000_000_000_000_000n, bytes: udpFrame(a, b, Uint8Array.of(104, 1, 1, 2)) };
    const head = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
    const file = save('ipv6.pcapng', concat([...head, writer.packet(packet), writer.packet(packet)]));
    expect(await lines('--peers-at', '+0s', file)).toContain(
      '  who is connected over IPv6, which the protocol has no addresses for (2 datagrams)',
    );
  });

  test('a capture without any time cannot tell: exit 3', async () => {
    const { code, stderr } = await sniff(['--peers-at', '+1s', save('empty.pcap', pcapOf([]))]);
    expect([code, stderr]).toEqual([3, 'of 0 packets none has a time: nothing can be told\n']);
  });
});

describe('pictures', () => {
  test('--graph is of the end, or of --peers-at', async () => {
    expect((await lines('--graph', 'dot', '--peers-at', '+12s', FILE)).join('\n')).toContain(
      '"10.0.0.1:4201" -> "10.0.0.3:4203" [style=solid, penwidth=2',
    );
    const end = await lines('--graph', 'dot', FILE);
    expect(end.join('\n')).toContain('"10.0.0.1:4201" -> "10.0.0.3:4203" [style=dotted');
    const out = join(folder, 'graph.svg');
    expect((await sniff(['--graph', 'svg', '-o', out, FILE])).stdout).toBe('');
    expect(xmlFault(readFileSync(out, 'utf8'))).toBeNull();
  });

  test('--sequence is of the datagrams that the filters let through, and says how many more there are', async () => {
    const words = ['--sequence', 'mermaid', '--where', 'peer-address or peer-request', FILE];
    expect((await lines(...words)).slice(2)).toEqual([
      '  participant n1 as 10.0.0.2:4202',
      '  participant n2 as 10.0.0.1:4201',
      '  n1->>n2: 22:13:42.600000 peer-request',
      '  n2->>n1: 22:13:42.700000 peer-address=10.0.0.2:4202 peer-address=10.0.0.3:4203',
    ]);
    const many = save('many.pcap', pcapOf(hellos(0, 250, 1, 2)));
    const { stdout, stderr } = await sniff(['--sequence', 'svg', many]);
    expect(xmlFault(stdout)).toBeNull();
    expect(stdout).toContain('>and 50 more messages<');
    expect(stderr).toContain('200 messages, and 50 more');
  });
});

test.each([
  [['--timeline', '--peers-at', '+1s'], '--timeline and --peers-at are two views'],
  [['--sequence', 'svg', '--peers-at', '+1s'], '--peers-at and --sequence are two views'],
  [['--graph', 'dot', '--sequence', 'svg'], '--graph and --sequence are two views'],
  [['--graph', 'png'], '--graph: "png" is not one of dot, svg'],
  [['--sequence', 'svgg'], 'did you mean svg?'],
  [['--peers-at', '5'], '--peers-at: "5" is not a time such as'],
  [['--timeline', '--csv'], '--timeline takes the place of datagrams: not with --csv'],
  [['--peers-at', '+1s', '-V'], 'not with -V'],
  [['--graph', 'svg', '--summary'], 'not with --summary'],
  [['--graph', 'svg', '--json'], '--graph svg is no JSON'],
  [['--timeline', '-w', 'x.pcapng'], 'packets are written where they are shown'],
  [['--timeline', '--all'], '--all and --timeline'],
])('%j is refused', async (words, message) => {
  const { code, stdout, stderr } = await sniff([...words, FILE]);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
});

test('each view is in French too, whatever it has to say', async () => {
  const wrong = save(
    'wrong.pcap',
    pcapOf([...LINES, [22_800, 1, 2, '6801'], [22_801, 2, 1, '680103041068']]),
  );
  const views = [
    ['--summary'],
    ['--timeline'],
    ['--timeline', '--to-time', '+60s', '--type', 'hello'],
    ['--peers-at', '+20s'],
    ['--peers-at', '+60s'],
    ['--graph', 'svg'],
    ['--sequence', 'svg'],
    ['--html', '-'],
  ];
  for (const view of views) {
    const { code, stdout } = await sniff([wrong, ...view, '--lang', 'fr', '--utc']);
    expect(code, view.join(' ')).toBe(0);
    const text = shown(stdout.replace(/<(style|head)>.*?<\/\1>/gs, ' ')).split('\n');
    expect(text.flatMap(englishIn), view.join(' ')).toEqual([]);
    expect(text.length).toBeGreaterThan(5);
  }
});

describe('--html', () => {
  test('is a page of counts, timeline, graph, sequence and changes, which runs and fetches nothing', async () => {
    const { code, stdout, stderr } = await sniff([FILE, '--html', '-', '--utc']);
    expect([code, stderr]).toEqual([0, '42 messages, from 42 datagrams in 42 packets\n']);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    expect(stdout).not.toContain('<script');
    for (const id of ['timeline', 'who-knows-whom', 'sequence'])
      expect(stdout).toContain(`<svg xmlns="http://www.w3.org/2000/svg" id="${id}"`);
    for (const line of TIMELINE.slice(1).filter((one) => one.startsWith('22:')))
      expect(stdout).toContain(xmlText(line));
    expect(stdout).toContain('10.0.0.1:4201 → 10.0.0.3:4203: advertised though dead, 22:13:42.700');
    expect(stdout).toMatch(/^<pre tabindex="0" [^>]*>packets +42$/m);
  });

  test('shows the part that is asked for', async () => {
    const part = ['--node', '10.0.0.3:4203', '--from-time', '+11s', '--utc'];
    const { stdout } = await sniff([FILE, '--html', '-', ...part]);
    expect(stdout).toContain('>2 messages<');
    expect(stdout).not.toContain('10.0.0.2:4202 → ');
  });

  test('has the counts alone of a capture of nothing', async () => {
    const { code, stdout } = await sniff(['--html', '-', save('nothing.pcap', pcapOf([]))]);
    expect([code, stdout.includes('<svg'), /packets +0/.test(stdout)]).toEqual([0, false, true]);
  });

  test('is refused where something else is asked for too', async () => {
    for (const [words, why] of [
      [['--timeline'], '--timeline and --html are two views'],
      [['--graph', 'svg'], '--graph and --html are two views'],
      [['--json'], '--html is no JSON'],
      [['-o', 'x'], '--html and -o'],
    ] as const) {
      const { code, stderr } = await sniff([FILE, '--html', 'page.html', ...words]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    }
    expect((await sniff([FILE, '--html', FILE])).code).toBe(2);
    expect((await sniff([FILE, '--html', ''])).stderr).toContain('--html: a file name is missing');
  });
});
