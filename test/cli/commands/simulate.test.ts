import { describe, expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/simulate.ts';
import { englishIn, shown } from '../../support/english.ts';
import { entry, FakeProcess, type Setting, type } from '../terminal.ts';

const SMALL = ['--nodes', '8', '--time', '20s'] as const;

function simulate(words: readonly string[], setting: Setting = {}) {
  return type(['simulate', ...words], [entry(command)], setting);
}

describe('peerprobe simulate', () => {
  test('reports convergence, traffic, growth, options and bugs', async () => {
    const words = [
      ...SMALL,
      '--loss',
      '5%',
      '--churn',
      '6/min',
      '--bug',
      'listed-with-own-port:25%',
      '--seed',
      '2',
    ];
    const { code, stdout, stderr } = await simulate(words);
    expect([code, stderr]).toEqual([0, '']);
    for (const part of [
      /^8 nodes, 20\.00 s of virtual time\n {2}loss 5%, delay 20\.\.80 ms, start peers: random, 6 a minute/,
      /^convergence: /m,
      /^ {2}connected +\d+\.\d s/m,
      /^traffic, /m,
      /^ {2}peer-request +\d/m,
      /^over time$/m,
      /^ {2}20\.0 s +8 /m,
      /^what it does to the 6 healthy nodes$/m,
      /^ {2}2 nodes listed-with-own-port \(REQ-10, §1\.4\): /m,
      /^ {2}invented peers kept, each +\d+\.\d +0\.0$/m,
      /^growth: /m,
      /^ {2}fit +n\^\d\.\d\d +n\^\d\.\d\d$/m,
      /^options of the guide \(§2\.3\), each alone: 4 nodes/m,
    ])
      expect(stdout).toMatch(part);
    // Nothing ends in blanks, and nothing is wider than a wide terminal.
    expect(stdout.split('\n').filter((line) => /\s$/.test(line) || line.length > 120)).toEqual([]);
  });

  test('--html is a page of plots and figures, which runs and fetches nothing, in French too', async () => {
    const words = [...SMALL, '--churn', '30/min', '--bug', 'expiry-never:25%', '--html', '-', '--lang', 'fr'];
    const { code, stdout, stderr } = await simulate(words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    expect(stdout).not.toContain('<script');
    expect(
      shown(stdout.replace(/<(style|head)>.*?<\/\1>/gs, ' '))
        .split('\n')
        .flatMap(englishIn),
    ).toEqual([]);
    expect([...stdout.matchAll(/<svg [^>]* id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'convergence',
      'sent-bytes',
      'sent-datagrams',
      'tables',
      'wrong-entries',
      'growth',
      'options-cost',
      'options-lost',
    ]);
    expect(stdout).toMatch(/^convergence\u00a0: quand tant de couples/m);
    expect((await simulate([...words, '--json'])).stderr).toContain('cannot both go to stdout');
  });

  test('--json is one object, the same for the same seed', async () => {
    const words = [...SMALL, '--json', '--bug', 'hello-never', '--dialect', 'requestInterval=4s'];
    const first = await simulate(words);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect((await simulate(words)).stdout).toBe(first.stdout);
    expect((await simulate([...words, '--seed', '1'])).stdout).not.toBe(first.stdout);
    const json = JSON.parse(first.stdout);
    expect(json).toMatchObject({
      schemaVersion: 1,
      tool: 'peerprobe',
      command: 'simulate',
      seed: 0,
      interrupted: false,
      stormed: false,
      simulatedMs: 20_000,
      plan: {
        nodes: 8,
        topology: 'random',
        dialect: { requestInterval: '4s' },
        bugs: [{ name: 'hello-never', requirement: 'HEL-1', share: 0 }],
      },
      nodes: { ever: 8, living: 8, stopped: 0, crashed: 0 },
      without: { nodes: { living: 8 } },
      options: { nodes: 4 },
    });
    expect(Object.keys(json.convergence.connected)).toEqual(['50', '90', '99', '100']);
    expect(json.series.points.at(-1)).toMatchObject({ atMs: 20_000, living: 8, pairs: 56 });
    expect(json.scaling.scales.map(({ nodes }: { nodes: number }) => nodes)).toEqual([4, 8]);
    // What the sums say is what the points say.
    const sent = json.series.points.reduce(
      (sum: number, point: typeof json) => sum + point.sent.hello.datagrams,
      0,
    );
    expect(sent).toBe(json.traffic.sent.hello.datagrams);
  });

  test('--single compares with nothing', async () => {
    const { stdout } = await simulate([...SMALL, '--single', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ without: null, scaling: null, options: null });
    expect((await simulate([...SMALL, '--single'])).stdout).not.toMatch(/growth|options/);
  });

  test('on a terminal a line says how far it is, and is gone at the end', async () => {
    const { stderr } = await simulate([...SMALL, '--single'], { isTTY: true });
    expect(stderr).toMatch(/the network, run 1 of 1: 8 nodes, \d+ of 20 s/);
    expect(stderr).toMatch(/\r\u001b\[2K$/);
  });

  test('Ctrl-C sums up what has been simulated', async () => {
    const process = new FakeProcess();
    const running = simulate(['--nodes', '20', '--time', '100m'], { process });
    setTimeout(() => process.emit('SIGINT'), 300);
    const { code, stdout } = await running;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^20 nodes, .* of virtual time \(interrupted\)$/m);
    expect(stdout).toMatch(/^over time$/m);
    expect(stdout).not.toMatch(/growth/);
  });

  test.each([
    [['--nodes', '1'], /--nodes: "1" is not a number 2\.\.1024/],
    [['--nodes', '5000'], /--nodes: "5000" is not a number 2\.\.1024/],
    [['--loss', '5'], /--loss: "5" is not a share such as 5% or 0\.5%[\s\S]*write 5% for/],
    [['--loss', '101%'], /is not a share/],
    [['--time', '10'], /write 10s for seconds/],
    [['--time', '1ms'], /--time: 1ms is not between 100 ms and 1440 min/],
    [['--delay', '80ms..20ms'], /--delay: 80ms\.\.20ms does not go from the shorter to the longer/],
    [['--delay', '1ms..2ms..3ms'], /is not a time, or two such as/],
    [['--churn', '10'], /--churn: "10" is not a rate such as 10\/min or 2\/s/],
    [['--churn', '1000/s', '--time', '10s'], /100 nodes and 10000 that come later are more than 4096/],
    [['--bug', 'expiry-40'], /did you mean expiry-40s\?/],
    [['--bug', 'expiry-40s:ten'], /share of --bug expiry-40s: "ten" is not a share/],
    [['--bug', 'expiry-40s:10%:2'], /is not NAME:SHARE/],
    [['--bug', 'hello-3s', '--bug', 'hello-3s:5%'], /hello-3s is given twice/],
    [['--bug', 'hello-3s:60%', '--bug', 'hello-never:50%'], /more than all nodes/],
    [['--dialect', 'list=all'], /list is not "all"/],
    [['--topology', 'ring'], /--topology: "ring" is not one of random, star, chain/],
    [['4200'], /simulate takes options alone/],
    [['--', './server'], /simulate takes options alone/],
  ])('%j is wrong usage', async (words, message) => {
    const { code, stdout, stderr } = await simulate(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
