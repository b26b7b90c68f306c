import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EXPLANATIONS } from '../../../src/oracle/explanation.ts';
import type { ClassRow } from '../../../src/report/class/class-report.ts';
import type { HtmlRun } from '../../../src/report/html/attachment.ts';
import { bytesPart } from '../../../src/report/html/bytes-part.ts';
import { intervalPlot, intervalSeries } from '../../../src/report/html/interval-plot.ts';
import { htmlPage } from '../../../src/report/html/page.ts';
import { encode } from '../../../src/wire/encode.ts';
import { NASTY } from '../../support/nasty.ts';
import { checkReport, foundRow, fuzzReport, interopReport, row } from '../../support/run-report.ts';

const bare = { folder: null, attachments: new Map(), schedule: null };
const FAILED = row('TLV-2', 'skips', {
  verdict: 'fail',
  datagram: {
    direction: 'sent',
    from: '127.1.2.127:32600',
    to: '127.0.0.1:4200',
    hex: '6801c8040000',
    marks: [{ start: 2, end: 4, text: 'to be skipped' }],
  },
  byHand: 'peerprobe send HOST:PORT hello',
  evidence: { capture: 'TLV-2-skips.pcapng', packets: [1] },
});

function run(name: string, report = checkReport([FAILED, row('HDR-1', 'header')])): HtmlRun {
  return { ...bare, name, report };
}

describe('the page', () => {
  it('has what helps to mend a failure', () => {
    const page = htmlPage([run('a')]);
    expect(page).toContain('<mark>c8</mark> <mark>04</mark>');
    expect(page).toContain('to be skipped');
    expect(page).toContain(
      'aria-label="a text: the arrow keys move it">peerprobe send HOST:PORT hello</pre>',
    );
    expect(page.match(/<details open>/g)).toHaveLength(1);
    expect(page).not.toContain('id="matrix"');
  });

  it('has the capture in itself, if there is one', () => {
    const attachments = new Map([['TLV-2-skips.pcapng', { bytes: Uint8Array.of(1, 2, 3), recorded: null }]]);
    const page = htmlPage([{ ...run('a'), attachments }]);
    expect(page).toContain('download="TLV-2-skips.pcapng" href="data:application/octet-stream;base64,AQID"');
  });

  it('has a matrix of several runs whose cells lead to their rows', () => {
    const page = htmlPage([run('a'), run('b', checkReport([row('TLV-2', 'skips')]))]);
    const [, anchor = ''] = /href="#(run-1-TLV-2-skips)"/.exec(page) ?? [];
    expect(page).toContain(`<li id="${anchor}"`);
    expect(page).toContain('<section id="matrix">');
  });

  it('shows findings and what was tried', () => {
    const tried = [
      { type: 'hello', length: 'exact', position: 'first', state: 'stranger', count: 1200 },
      { type: 'hello', length: 'short', position: 'first', state: 'stranger', count: 0 },
    ];
    const page = htmlPage([run('f', fuzzReport([foundRow('crash-1', { output: 'a\nb' })], { tried }))]);
    expect(page).toContain('1 of 2 combinations');
    expect(page).toContain('<td>1,200</td>');
    expect(page).toContain('not tried');
    expect(page).toContain('a\nb</pre>');
    expect(page).not.toContain('peerprobe replay');
  });

  it('says of a class what most break, who behaves alike, and who was not judged', () => {
    const rowOf = (name: string, more: Partial<ClassRow>): ClassRow => ({
      name,
      folder: name,
      weight: 1,
      run: checkReport([FAILED, row('HDR-1', 'header')]),
      problem: null,
      ...more,
    });
    const rows = [
      rowOf('<alice>', {}),
      rowOf('bob', {}),
      rowOf('carol', { run: checkReport([row('TLV-2', 'skips')]) }),
      rowOf('dave', { run: null, problem: 'make: <no> rule\nmore' }),
    ];
    const page = htmlPage([{ ...run('class/alice'), target: '<alice>' }], 'en', rows);
    expect(page).toContain('<span aria-hidden="true">✗</span> 2 of 3 fail</span>');
    expect(page).toContain('<strong>TLV-2</strong> skips TLVs of unknown type');
    expect(page).toContain('<dt>&#60;alice&#62;, bob</dt><dd>TLV-2 skips; nobody else has any of these</dd>');
    expect(page).toContain('<dt>dave</dt><dd>make: &#60;no&#62; rule</dd>');
    expect(page).toContain('&#60;alice&#62;: check of ./server</h2>');
    expect(htmlPage([run('a')])).not.toContain('id="class"');
    // Nothing is known of one that was not judged but its name.
    const untold = checkReport([], { target: { endpoint: null, command: null } });
    expect(htmlPage([{ ...run('b', untold), target: 'dave' }])).toContain('check of dave</h2>');
  });

  it('says of a finding what its row means, how to send it again, and holds its capture', () => {
    const capture = { bytes: Uint8Array.of(1, 2, 3), recorded: null };
    const attachments = new Map([['findings/crash-1/case.pcapng', capture]]);
    const found = fuzzReport([foundRow('crash-1', { requirement: 'TLV-4' })], {
      target: { endpoint: null, command: ['./my server'] },
    });
    const page = htmlPage([{ ...run('f', found), folder: 'runs/f', attachments }]);
    expect(page).toContain(`<p>${EXPLANATIONS['TLV-4']?.meaning.split(/[<>&'"]/)[0]}`);
    expect(page).toContain(
      "peerprobe replay runs/f/findings/crash-1 -- './my server'</pre>".replaceAll("'", '&#39;'),
    );
    expect(page).toContain('download="crash-1.pcapng" href="data:application/octet-stream;base64,AQID"');
  });

  it('has a cell for each pairing of interop, which leads to what was seen, and its capture', () => {
    const file = 'captures/A-B-1-pair.pcapng';
    const attachments = new Map([[file, { bytes: Uint8Array.of(1, 2, 3), recorded: null }]]);
    const page = htmlPage([{ ...run('m', interopReport()), attachments }]);
    const targets = [...page.matchAll(/<td><a href="#(run-1-[A-Z]+-[A-Z]+)"/g)].map(([, id]) => id);
    expect(targets).toEqual(['run-1-A-A', 'run-1-A-B', 'run-1-B-A', 'run-1-B-B']);
    for (const id of targets) expect(page).toContain(`<li id="${id}" data-row="`);
    expect(page).toContain('<span class="fail">✗ L</span><br><span class="not-observed">– H</span>');
    expect(page).toContain('<b class="fail">✗ fail</b> HEL-4 B lists A 9.0 s after its last Hello');
    expect(page.match(/<details open>/g)).toHaveLength(2);
    expect(page).toContain('download="A-B-1-pair.pcapng" href="data:application/octet-stream;base64,AQID"');
  });

  it('permits its own script alone', () => {
    const page = htmlPage([run('a')]);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('is not changed in its form by what stands in the reports', () => {
    const shape = (text: string): string => {
      const one = row('HDR-1', 'x', {
        verdict: 'fail',
        expected: text,
        actual: text,
        hint: text,
        because: text,
        byHand: text,
      });
      const found = foundRow('crash-1', {
        kind: text,
        signature: text,
        requirement: text,
        expected: text,
        actual: text,
        output: text,
        folder: text,
      });
      const more = {
        target: { endpoint: text, command: [text] },
        startedAt: text,
        ended: text,
        start: text,
        flaky: [text],
      };
      const met = interopReport({ name: text, text, file: text }, more);
      const pages = htmlPage([
        run(text, checkReport([one], more)),
        run(text, fuzzReport([found], more)),
        run(text, met),
      ]);
      return (pages.match(/<[^>]*>/g) ?? [])
        .map((tag) => tag.replace(/ (title|aria-label)="[^"]*"/g, ''))
        .join('');
    };
    const plain = shape('x');
    for (const text of NASTY.filter((one) => one !== '')) expect(shape(text)).toBe(plain);
  });
});

describe('bytes', () => {
  it('are shown around what is marked, if there are many', () => {
    const text = bytesPart(`6801${'c802'.repeat(690)}`, [{ start: 900, end: 902, text: 'here' }]);
    expect(text.match(/<mark>/g)).toHaveLength(2);
    expect(text).toContain('  896</span>');
    expect(text).not.toContain('  640</span>');
    expect(text).toContain('bytes 900–901');
  });

  it('may be none, or no hexadecimal', () => {
    expect(bytesPart('')).toContain('empty');
    expect(bytesPart('<script>')).toContain('does not hold');
  });
});

describe('the plot of Hellos', () => {
  const target = { address: '127.0.0.1', port: 4200 };
  const peer = { address: '127.1.2.127', port: 32600 };
  const hello = encode({ tlvs: [{ name: 'hello' }] });
  const traceOf = (times: readonly number[]) => ({
    target,
    startPeer: null,
    startedAt: 0,
    alone: true,
    events: times.map((at) => ({ type: 'received' as const, at, from: target, to: peer, bytes: hello })),
  });

  it('has a dot for each gap, and marks those that are too long', () => {
    const series = intervalSeries(traceOf([0, 1000, 2000, 4100, 5100, 6100]));
    expect(series[0]?.gaps.map(({ gap }) => gap)).toEqual([1000, 1000, 2100, 1000, 1000]);
    const plot = intervalPlot(series, 'p') ?? '';
    expect(plot.match(/<circle/g)).toHaveLength(5);
    expect(plot.match(/class="dot late"/g)).toHaveLength(1);
    expect(plot).toContain('median 1.000 s');
  });

  it('has a scale that reaches to the longest gap', () => {
    const plot = intervalPlot(intervalSeries(traceOf([0, 3000, 6000, 9000, 12_000])), 'p') ?? '';
    expect(plot).toContain('>5 s</text>');
    expect(plot).not.toContain('>2.5 s</text>');
    // Three fifths of the way up from the axis.
    expect(plot.match(/class="dot late" cx="[\d.]+" cy="124.4"/g)).toHaveLength(4);
  });

  it('is none where too few came', () => {
    expect(intervalPlot(intervalSeries(traceOf([0, 1000, 2000])), 'p')).toBeNull();
  });
});
