import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphDot } from '../../src/report/graph-dot.ts';
import { messageLabel } from '../../src/report/message-label.ts';
import { sequenceMermaid } from '../../src/report/sequence-mermaid.ts';
import { barsSvg } from '../../src/report/svg-bars.ts';
import { INK } from '../../src/report/svg-document.ts';
import { graphSvg } from '../../src/report/svg-graph.ts';
import { plotSvg } from '../../src/report/svg-plot.ts';
import { sequenceSvg } from '../../src/report/svg-sequence.ts';
import { timelineSvg } from '../../src/report/svg-timeline.ts';
import { xmlText } from '../../src/report/xml.ts';
import type { Lane } from '../../src/sniff/belief/lanes.ts';
import type { GraphEdge, WhoKnowsWhom } from '../../src/sniff/belief/who-knows-whom.ts';
import type { Message } from '../../src/sniff/message-list.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { HELLO, naming, node } from '../sniff/belief/scene.ts';
import { SEED } from '../support/arbitrary.ts';
import { need } from '../support/need.ts';
import { xmlFault } from '../support/xml.ts';

const NASTY =
  '</title><script>alert("x")</script> & \' \u0000 \u001b[31m \ud800 \ufffe \u202e ]]> -- 日本 🙂';

const EDGES: readonly GraphEdge[] = [
  { from: node(1), to: node(2), connected: 'must', greets: true, claims: true },
  { from: node(2), to: node(1), connected: 'may', greets: false, claims: false },
  { from: node(2), to: node(3), connected: 'no', greets: true, claims: true },
  { from: node(2), to: node(2), connected: 'no', greets: false, claims: true },
];

function graph(nodes: number, edges: readonly GraphEdge[] = EDGES): WhoKnowsWhom {
  const all = Array.from({ length: nodes }, (_, i) => ({ endpoint: node(i + 1), heard: i !== 2 }));
  return { nodes: all, edges, more: 0 };
}

function message(from: number, to: number, hex: string, kind: Message['kind'] = 'ours'): Message {
  const dissection = dissect(fromHex(hex) ?? new Uint8Array(0));
  return { kind, time: '1700000000.123456789', from: node(from), to: node(to), dissection };
}

const MESSAGES = [
  message(1, 2, HELLO),
  message(2, 1, naming(...Array(174).keys())),
  message(2, 2, '68010100'),
  message(1, 3, 'abcd', 'foreign'),
];

const LANES: readonly Lane[] = [
  { node: node(1), peer: node(2), spans: [{ kind: 'may', from: 0, to: 9000 }], advertised: [-1, 4500] },
];
const AXIS = { name: NASTY, text: (value: number) => `${value} ${NASTY}` };
// All the same: an axis of no length.
const CURVES = [{ name: NASTY, points: [[0, 0] as const, [0, 0] as const] }];

/** What xmllint, if it is there, says of it. */
function lint(svg: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input: svg, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

describe('the checker of these tests', () => {
  test.each([
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a x="1" x="2"/>',
    '<a>&</a>',
    '<a>\u0001</a>',
    'a',
    '<a b=c/>',
    '<a b="<"/>',
  ])('sees that %j is no XML', (text) => expect(xmlFault(text)).not.toBeNull());
  test('takes XML', () => expect(xmlFault('<a x="1"><b/>&#38;\n</a>\n')).toBeNull());
});

describe('an SVG', () => {
  const svgs: [string, string][] = [
    ['of no node', graphSvg(graph(0, []), 'empty')],
    ['of one node', graphSvg(graph(1, []), 'one')],
    ['of a few nodes', graphSvg(graph(3), NASTY)],
    ['of many nodes', graphSvg({ ...graph(100), more: 7 }, 'many')],
    ['of no message', sequenceSvg({ messages: [], more: 0 }, 'none', 'utc')],
    ['of messages', sequenceSvg({ messages: MESSAGES, more: 1234 }, NASTY, 'utc')],
    ['of a timeline', timelineSvg({ lanes: LANES, more: 3, end: 9000 }, { begin: 0n, zone: 'utc' }) ?? ''],
    [
      'of a timeline without time',
      timelineSvg({ lanes: LANES, more: 0, end: 0 }, { begin: 0n, zone: 'utc' }) ?? '',
    ],
    ['of curves', plotSvg({ id: 'plot', title: NASTY, x: AXIS, y: AXIS, curves: CURVES }) ?? ''],
    ['of bars', barsSvg('bars', NASTY, [{ name: NASTY, value: 0, text: NASTY }])],
  ];
  test.each(svgs)('%s is well formed, stands alone and runs nothing', (_, svg) => {
    expect(xmlFault(svg)).toBeNull();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(svg).not.toMatch(/<script|<foreignObject|<image|\son\w+=|href|@import|url\((?!#)/);
    // Nowhere a number that is none.
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(svg).toContain('@media (prefers-color-scheme:dark)');
    for (const id of svg.match(/aria-labelledby="([^"]*)"/)?.[1]?.split(' ') ?? ['none'])
      expect(svg).toMatch(new RegExp(`<(title|desc) id="${id}">[^<]+<`));
  });

  test.runIf(need('xmllint'))('is well formed to xmllint too', () => {
    for (const [, svg] of svgs) expect(lint(svg)).toBe('');
  });

  test('keeps its style and its ids to itself where several stand in one page', () => {
    const [a, b] = [graphSvg(graph(3), 'a', { id: 'first' }), graphSvg(graph(3), 'b', { id: 'second' })];
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids(a).filter((id) => ids(b).includes(id))).toEqual([]);
    const rules = /<style>(.*)<\/style>/.exec(a)?.[1]?.replace(/@media[^{]*\{/, '') ?? '';
    for (const rule of rules.split('}').filter((one) => one !== '')) expect(rule).toMatch(/^#first [^,]*\{/);
  });

  test('draws every edge and every message once, says what they are, and what is left out', () => {
    const svg = graphSvg({ ...graph(3), more: 2 }, 'title');
    expect(svg.match(/<path class="edge \w+" [^>]*><title>/g)).toHaveLength(4);
    expect(svg).toContain(
      '<title>10.0.0.1:4201 → 10.0.0.2:4202: must be connected, says Hello to it, lists it</title>',
    );
    expect(svg).toContain('10.0.0.3:4203: nothing from it was captured');
    expect(svg).toContain('and 2 more nodes');
    const sequence = sequenceSvg({ messages: MESSAGES, more: 1234 }, 'title', 'utc');
    expect(sequence.match(/<path class="arrow /g)).toHaveLength(4);
    expect(sequence).toContain('and 1,234 more messages');
    expect(sequence).toContain('>22:13:20.123456<');
  });

  test('has room for the longest names', () => {
    const ipv4 = (last: number) => ({ address: `210.197.179.${last}`, port: 65_535 });
    const lane = { node: ipv4(137), peer: ipv4(142), spans: LANES[0]?.spans ?? [], advertised: [] };
    const timeline = timelineSvg({ lanes: [lane], more: 0, end: 9000 }, { begin: 0n, zone: 'utc' }) ?? '';
    const [, right, name = ''] = /<text x="([\d.]+)"[^>]*text-anchor="end">(210[^<]*)</.exec(timeline) ?? [];
    expect(Number(right) - 6.8 * name.length).toBeGreaterThan(0);
    const ipv6 = (last: number) => ({
      address: `2001:db8:1234:5678:9abc:def0:1234:567${last}`,
      port: 65_535,
    });
    const messages = MESSAGES.map((one) => ({ ...one, from: ipv6(1), to: ipv6(2) }));
    const sequence = sequenceSvg({ messages, more: 0 }, 'title', 'utc');
    const columns = [...sequence.matchAll(/<text x="([\d.]+)"[^>]*class="end"/g)].map(([, x]) => Number(x));
    expect(columns).toHaveLength(2);
    expect((columns[1] ?? 0) - (columns[0] ?? 0)).toBeGreaterThan(7.4 * 48);
  });

  test('is readable: every ink stands against its paper', () => {
    for (const shade of ['light', 'dark'] as const)
      for (const [name, ink] of Object.entries(INK).filter(([one]) => one !== 'paper'))
        expect([name, contrast(ink[shade], INK.paper[shade]) >= 4.5]).toEqual([name, true]);
  });
});

/** WCAG 2.1, 1.4.3. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('any text is text in XML', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (codes) => {
      const text = String.fromCharCode(...codes);
      expect(xmlFault(`<a b="${xmlText(text)}">${xmlText(text)}</a>`)).toBeNull();
    }),
    { seed: SEED },
  );
});

describe('DOT', () => {
  test('has a line for each node and edge, and what is nasty in quotes', () => {
    const lines = graphDot(graph(3), 'a "b" \\ \u0007').split('\n');
    expect(lines[1]).toContain('label="a \\"b\\" \\\\ \\\\x07\\n3 nodes, 4 edges');
    expect(lines).toContain('  "10.0.0.1:4201";');
    expect(lines).toContain(
      '  "10.0.0.2:4202" -> "10.0.0.1:4201" [style=dashed, color=darkgoldenrod4, tooltip="may be connected"];',
    );
    expect(lines.filter((line) => line.includes(' -> '))).toHaveLength(4);
  });

  test.runIf(need('dot', ['-V']))('is taken by dot', () => {
    for (const dot of [graphDot(graph(3), NASTY), graphDot(graph(0, []), '')]) {
      const { status, stderr } = spawnSync('dot', ['-Tsvg'], { input: dot, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});

describe('mermaid', () => {
  test('has a line for each end and message; what means something is written by its number', () => {
    const text = sequenceMermaid({ messages: MESSAGES, more: 3 }, 'a;b#c\n%%', 'utc');
    expect(text.split('\n')).toEqual([
      'sequenceDiagram',
      '  accTitle: a#59;b#35;c#92;x0a#37;#37;',
      '  participant n1 as 10.0.0.1:4201',
      '  participant n2 as 10.0.0.2:4202',
      '  participant n3 as 10.0.0.3:4203',
      '  n1->>n2: 22:13:20.123456 hello',
      '  n2->>n1: 22:13:20.123456 peer-address=10.0.0.0:4200 peer-address=10.0.0.1:4201 and 172 more',
      '  n2-xn2: 22:13:20.123456 hello,len=0 #33;tlv-short',
      '  n1->>n3: 22:13:20.123456 foreign, 2 bytes',
      '  Note over n1,n3: and 3 more messages',
      '',
    ]);
  });
});

test('a label is short, whatever the datagram', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
      const dissection = dissect(Uint8Array.of(104, 1, ...body));
      expect(messageLabel({ ...message(1, 2, HELLO), dissection }).length).toBeLessThan(130);
    }),
    { seed: SEED },
  );
});
