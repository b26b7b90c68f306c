import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { dissectFrame } from '../../src/capture/frame.ts';
import { direction } from '../../src/capture/packet.ts';
import { PcapWriter } from '../../src/capture/pcap-writer.ts';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { timeNs, timeText } from '../../src/capture/timestamp.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { need } from '../support/need.ts';
import { run } from './foreign.ts';
import { BIG, concat, hex, LITTLE, read } from './sample.ts';

const TIME = 1_790_000_000_123_456_789n;
const A = { address: '127.0.0.1', port: 4200 };
const B = { address: '127.0.0.2', port: 9876 };
const A6 = { address: '::1', port: 4200 };
const B6 = { address: '2001:db8::2', port: 9876 };
const PAYLOAD = hex('68010201');

function pcapFile(): Uint8Array {
  const writer = new PcapWriter(RAW_IP);
  const packets = [udpFrame(A, B, PAYLOAD), udpFrame(A6, B6, PAYLOAD)];
  return concat(writer.header(), ...packets.map((bytes) => writer.packet({ time: TIME, bytes })));
}

function pcapngFile(): Uint8Array {
  const writer = new PcapngWriter();
  const header = writer.header({ comments: ['a campaign', 'seed 42'], application: 'peerprobe test' });
  const declared = writer.interface({
    linkType: RAW_IP,
    snapLength: 65_535,
    name: 'probe0',
    description: 'one target',
    comments: ['an interface'],
  });
  const names = writer.names([
    { address: '127.0.0.1', names: ['prober', 'second-name'] },
    { address: '2001:db8::2', names: ['target'] },
  ]);
  const first = udpFrame(A, B, PAYLOAD);
  return concat(
    header,
    declared.block,
    names,
    writer.packet({ time: TIME, bytes: first, comments: ['case 17', 'FAIL: a längth'], direction: 'out' }),
    writer.packet({ time: TIME + 1n, bytes: udpFrame(A6, B6, PAYLOAD), direction: 'in' }),
    writer.packet({ time: TIME + 2n, bytes: first.subarray(0, 30), length: first.length }),
  );
}

describe('what is written is read back', () => {
  test('pcap', async () => {
    const { packets, damage } = await read(pcapFile());
    expect(damage).toBe(null);
    expect(packets.map(({ time }) => time && timeText(time))).toEqual([
      '1790000000.123456789',
      '1790000000.123456789',
    ]);
    expect(packets.map((packet) => dissectFrame(packet))).toMatchObject([
      { type: 'udp', source: A, destination: B, payload: PAYLOAD, checksum: 'right' },
      { type: 'udp', source: A6, destination: B6, payload: PAYLOAD, checksum: 'right' },
    ]);
  });

  test('pcapng', async () => {
    const { packets, notes, damage } = await read(pcapngFile());
    expect(damage).toBe(null);
    expect(notes).toEqual([
      { type: 'section', comments: ['a campaign', 'seed 42'], application: 'peerprobe test' },
      {
        type: 'interface',
        linkType: RAW_IP,
        snapLength: 65_535,
        name: 'probe0',
        description: 'one target',
        comments: ['an interface'],
      },
      {
        type: 'names',
        entries: [
          { address: '127.0.0.1', names: ['prober', 'second-name'] },
          { address: '2001:db8::2', names: ['target'] },
        ],
      },
    ]);
    expect(packets.map(({ comments }) => comments)).toEqual([['case 17', 'FAIL: a längth'], [], []]);
    expect(packets.map(({ flags }) => direction(flags))).toEqual(['out', 'in', null]);
    expect(packets.map(({ time }) => time && timeNs(time))).toEqual([TIME, TIME + 1n, TIME + 2n]);
    expect(packets[2]).toMatchObject({ length: 32, bytes: udpFrame(A, B, PAYLOAD).subarray(0, 30) });
  });

  test('any payload, in any family', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.uint8Array({ maxLength: 50 }), (old, payload) => {
        const bytes = old ? udpFrame(A, B, payload) : udpFrame(A6, B6, payload);
        const rest = {
          frame: 1,
          offset: 0,
          time: null,
          snapLength: 0,
          interfaceName: null,
          interfaceIndex: 0,
          comments: [],
          flags: null,
        };
        const view = {
          ...rest,
          linkType: RAW_IP,
          buffer: bytes,
          start: 0,
          end: bytes.length,
          length: bytes.length,
        };
        expect(dissectFrame(view)).toMatchObject({ type: 'udp', payload, checksum: 'right' });
      }),
      { seed: 104_003 },
    );
  });

  test('a comment beyond 65535 bytes is shortened between characters', async () => {
    const writer = new PcapngWriter();
    const head = concat(writer.header(), writer.interface({ linkType: RAW_IP }).block);
    const bytes = udpFrame(A, B, PAYLOAD);
    const packet = writer.packet({ time: 0n, bytes, comments: ['é'.repeat(40_000), 'after'] });
    const { packets, damage } = await read(concat(head, packet));
    expect(damage).toBe(null);
    expect(packets[0]?.comments).toEqual([`${'é'.repeat(32_766)}…`, 'after']);
  });
});

test('copy makes one interface for each link type and snap length, and keeps the rest', async () => {
  const packet = hex('4500000102');
  const comment = BIG.option(1, new TextEncoder().encode('kept'));
  const source = concat(
    BIG.section(),
    ...[
      [101, 96],
      [1, 96],
      [101, 96],
      [101, 64],
    ].map(([link = 0, snap = 0]) => BIG.interface(link, snap)),
    ...[0, 1, 2, 3].map((id) => BIG.packet(id, [0, 5 + id], packet, comment, BIG.option(2, BIG.u32(1)))),
    BIG.block(3, BIG.u32(5), packet, new Uint8Array(3)),
  );
  const writer = new PcapngWriter();
  const before = await read(source);
  const after = await read(concat(writer.header(), ...before.packets.flatMap((each) => writer.copy(each))));
  expect(after.damage).toBe(null);
  expect(after.notes.slice(1)).toMatchObject([
    { type: 'interface', linkType: 101, snapLength: 96 },
    { type: 'interface', linkType: 1, snapLength: 96 },
    { type: 'interface', linkType: 101, snapLength: 64 },
  ]);
  expect(after.packets.map(({ linkType }) => linkType)).toEqual([101, 1, 101, 101, 101]);
  expect(after.packets.map(({ time }) => time && timeNs(time))).toEqual([5000n, 6000n, 7000n, 8000n, 0n]);
  expect(after.packets.map(({ bytes }) => bytes)).toEqual(new Array(5).fill(packet));
  expect(after.packets.map(({ flags }) => flags)).toEqual([1, 1, 1, 1, null]);
  expect(after.packets[2]?.comments).toEqual(['kept']);
});

describe('RangeError', () => {
  test.each([
    ['an IPv4 payload of 65508', () => udpFrame(A, B, new Uint8Array(65_508))],
    ['an IPv6 payload of 65528', () => udpFrame(A6, B6, new Uint8Array(65_528))],
    ['two families', () => udpFrame(A, B6, PAYLOAD)],
    ['no address', () => udpFrame({ ...A, address: 'localhost' }, B, PAYLOAD)],
    ['no port', () => udpFrame({ ...A, port: 65_536 }, B, PAYLOAD)],
    ['a time before 1970', () => new PcapWriter(RAW_IP).packet({ time: -1n, bytes: PAYLOAD })],
    [
      'a time after 2106 in pcap',
      () => new PcapWriter(RAW_IP).packet({ time: 2n ** 32n * 10n ** 9n, bytes: PAYLOAD }),
    ],
    ['an undeclared interface', () => new PcapngWriter().packet({ time: 0n, bytes: PAYLOAD })],
    ['a name for no address', () => new PcapngWriter().names([{ address: 'me', names: [] }])],
  ])('for %s', (_, act) => {
    expect(act).toThrow(RangeError);
  });

  test('but not for the largest payloads', () => {
    expect(udpFrame(A, B, new Uint8Array(65_507)).length).toBe(65_535);
    expect(udpFrame(A6, B6, new Uint8Array(65_527)).length).toBe(65_575);
  });
});

describe('to others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peerprobe-capture-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const checked = ['-o', 'udp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
  const fields = (...names: readonly string[]) => ['-T', 'fields', ...names.flatMap((name) => ['-e', name])];

  test.runIf(need('tshark'))('tshark sees times, right checksums, comments and directions', () => {
    const shown = [
      'frame.time_epoch',
      'ip.checksum.status',
      'udp.checksum.status',
      'frame.packet_flags_direction',
    ];
    const seen = run('tshark', ['-n', '-r', path('a.pcapng', pcapngFile()), ...checked, ...fields(...shown)]);
    expect(seen.stdout.split('\n').slice(0, 3)).toEqual([
      '1790000000.123456789\t1\t1\t0x00000002',
      '1790000000.123456790\t\t1\t0x00000001',
      // Cut: nobody can say whether its checksum is right.
      expect.stringMatching(/^1790000000\.123456791\t1\t[23]\t$/),
    ]);
    const comments = run('tshark', ['-r', path('a.pcapng', pcapngFile()), ...fields('frame.comment')]);
    expect(comments.stdout.split('\n')[0]).toBe('case 17,FAIL: a längth');
    const names = run('tshark', ['-N', 'n', '-r', path('a.pcapng', pcapngFile()), ...fields('ip.src_host')]);
    // The last of an address's names is the one it shows.
    expect(names.stdout.split('\n')[0]).toBe('second-name');
  });

  test.runIf(need('tshark'))('tshark reads the pcap with nanoseconds', () => {
    const shown = fields('frame.time_epoch', 'udp.checksum.status', 'udp.payload');
    const seen = run('tshark', ['-n', '-r', path('a.pcap', pcapFile()), ...checked, ...shown]);
    expect(seen.stdout.trim().split('\n')).toEqual(new Array(2).fill('1790000000.123456789\t1\t68010201'));
    expect(seen.status).toBe(0);
  });

  test.runIf(need('capinfos'))('capinfos sees the section, the interface and no damage', () => {
    const { stdout, status } = run('capinfos', [path('b.pcapng', pcapngFile())]);
    expect(status).toBe(0);
    for (const line of [
      /packets: +3/,
      /a campaign/,
      /seed 42/,
      /peerprobe test/,
      /Name = probe0/,
      /nanoseconds/,
    ]) {
      expect(stdout).toMatch(line);
    }
  });

  test.runIf(need('tcpdump'))('tcpdump reads both, and a cut file as we do', () => {
    const ng = run('tcpdump', ['-n', '-r', path('c.pcapng', pcapngFile())]);
    expect(ng.stdout.split('\n').length).toBe(4);
    const classic = run('tcpdump', ['-n', '--nano', '-r', path('c.pcap', pcapFile())]);
    expect(classic.stdout).toMatch(/\.123456789 IP 127\.0\.0\.1\.4200 > 127\.0\.0\.2\.9876: UDP, length 4/);
  });
});

test('pcap bytes are those of the format', () => {
  const writer = new PcapWriter(RAW_IP, 96);
  expect(writer.header()).toEqual(LITTLE.pcapHeader({ magic: 0xa1b23c4d, snap: 96 }));
  const packet = writer.packet({ time: 3_000_000_007n, bytes: hex('4500'), length: 9 });
  expect(packet).toEqual(hex('03000000 07000000 02000000 09000000 4500'));
});
