import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { datagramLine } from '../../../src/report/datagram-text.ts';
import { dissectorScript } from '../../../src/report/dissector/script.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { HEADER } from '../../../src/wire/table.ts';
import { datagram, SEED } from '../../support/arbitrary.ts';
import { need } from '../../support/need.ts';
import { RUNS } from '../../support/runs.ts';
import { readGolden } from '../../wire/golden-file.ts';
import { expectedLines } from './expected.ts';
import { type Caught, captureOf, treeLines, tshark } from './tshark.ts';

// The first is told to the dissector as a port of ours; the other it has to recognize by itself.
const [OURS, ANY] = [42_170, 42_171];
const PORTS = ['-o', `peerprobe.ports:${OURS}`];

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-dissector-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SCRIPT = join(folder, 'peerprobe.lua');
writeFileSync(SCRIPT, dissectorScript('peerprobe test'));

const GOLDEN = readGolden().map(({ name, bytes, wire }) => ({ name, bytes, length: wire ?? bytes.length }));
// The largest has 32,751 TLVs and costs more than all the others: it is for `npm run test:all`, and there shown once.
const SMALL = GOLDEN.filter(({ bytes }) => bytes.length < 2000);
const SHOWN = RUNS < 10_000 ? SMALL : GOLDEN;

function save(name: string, datagrams: readonly Caught[]): string {
  const path = join(folder, name);
  writeFileSync(path, captureOf(datagrams));
  return path;
}

/** What we say of it. Wireshark hands no dissector a datagram of which it has no byte. */
function ours({ bytes, length, port }: Caught): string[] {
  const recognized = bytes[0] === HEADER.magic && bytes[1] === HEADER.version;
  if (bytes.length === 0 || (port === ANY && !recognized)) return [];
  return expectedLines(dissect(bytes, length));
}

/** Any datagrams, whole or cut by the capture, on either port. */
function anyDatagrams(): Caught[] {
  console.info(`dissector: PEERPROBE_SEED=${SEED}`);
  const cuts = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat() });
  const caught = fc.tuple(datagram(), cuts, fc.constantFrom(OURS, ANY)).map(([whole, cut, port]): Caught => {
    const bytes = whole.subarray(0, whole.length - (cut % (whole.length + 1)));
    return { bytes, length: whole.length, port };
  });
  return fc.sample(caught, { seed: SEED, numRuns: RUNS });
}

describe.runIf(need('tshark'))('the dissector in tshark', () => {
  test('reads the golden datagrams and any others as we do, told by port or by header', () => {
    const datagrams = [
      ...SHOWN.map((golden) => ({ ...golden, port: OURS })),
      ...SMALL.map((golden) => ({ ...golden, port: ANY })),
      ...anyDatagrams(),
    ];
    const capture = save('datagrams.pcapng', datagrams);
    const found = treeLines(tshark(SCRIPT, capture, ...PORTS, '-T', 'pdml', '-J', 'peerprobe'));
    expect(found).toHaveLength(datagrams.length);
    for (const [i, caught] of datagrams.entries()) {
      const bytes = toHex(caught.bytes.subarray(0, 2000));
      expect(found[i]?.join('\n'), `port ${caught.port}: ${bytes}`).toBe(ours(caught).join('\n'));
    }
  });

  test('prints the line that sniff prints', () => {
    // Two issues begin at byte 1400: the TLV's comes first.
    const skipped = [255, 255, 255, 255, 255, 122].flatMap((size) => [200, size, ...Array(size - 2).fill(0)]);
    const bytes = Uint8Array.of(HEADER.magic, HEADER.version, ...skipped, 1, 0);
    const shown = [...SMALL, { name: 'two-at-1400', bytes, length: bytes.length }]
      .filter((golden) => golden.bytes.length > 0)
      .map((golden) => ({ ...golden, port: OURS }));
    const columns = ['-T', 'fields', '-e', '_ws.col.Protocol', '-e', '_ws.col.Info'];
    const lines = tshark(SCRIPT, save('lines.pcapng', shown), ...PORTS, ...columns).split('\n');
    for (const [i, { name, bytes, length }] of shown.entries()) {
      // Wireshark's column holds 4095 bytes.
      const line = datagramLine(dissect(bytes, length)).slice(0, 4095);
      expect(lines[i], name).toBe(`peerprobe\t${line}`);
    }
  });
});
