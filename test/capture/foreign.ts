// Second opinions: what tshark and capinfos say of a capture, and the same said by our reader.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FragmentTable } from '../../src/capture/fragment.ts';
import { dissectFrame } from '../../src/capture/frame.ts';
import type { Packet } from '../../src/capture/packet.ts';
import { timeText } from '../../src/capture/timestamp.ts';

/** One UDP datagram, outermost, as text that both sides can say. */
export interface ForeignDatagram {
  readonly frame: number;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly length: number;
  readonly payload: string;
}

const FIELDS = [
  'frame.number',
  'frame.time_epoch',
  'frame.protocols',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
];
const UDP_FIELDS = ['udp.srcport', 'udp.dstport', 'udp.length', 'udp.payload'];

/** tshark's outermost UDP datagrams; those inside tunnels and ICMP errors are left out, as ours are. */
export function tsharkDatagrams(path: string): ForeignDatagram[] {
  const fields = [...FIELDS, ...UDP_FIELDS].flatMap((field) => ['-e', field]);
  const shape = ['-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=f'];
  const { stdout } = run('tshark', ['-n', '-r', path, '-Y', 'udp', ...shape, ...fields]);
  return stdout.split('\n').flatMap((line) => foreignDatagram(line));
}

function foreignDatagram(line: string): ForeignDatagram[] {
  const [frame = '', time = '', protocols = '', s4, d4, s6, d6, from, to, length, payload = ''] =
    line.split('|');
  if (frame === '' || !outermost(protocols)) return [];
  const version = protocols.split(':').find((name) => name === 'ip' || name === 'ipv6');
  const [source, destination] = version === 'ip' ? [s4, d4] : [s6, d6];
  return [
    {
      frame: Number(frame),
      time,
      source: `${source} ${from}`,
      destination: `${destination} ${to}`,
      length: Number(length) - 8,
      payload: payload.replaceAll(':', ''),
    },
  ];
}

// Before the first "udp" there may be one IP layer, its extension headers, and a link layer that we follow.
const LINKS = ['eth', 'ethertype', 'vlan', 'ieee8021ad', 'llc', 'sll', 'null', 'raw', 'ipv6.routing', 'ah'];
const STEPS = ['ipv6.hopopts', 'ipv6.fraghdr', 'ipv6.dstopts', 'mipv6'];

function outermost(protocols: string): boolean {
  const names = protocols.split(':');
  const before = names.slice(0, names.indexOf('udp'));
  const rest = before.filter((name) => !LINKS.includes(name) && !STEPS.includes(name));
  return rest.length === 1 && (rest[0] === 'ip' || rest[0] === 'ipv6');
}

/** Ours, of packets that were read. */
export function ourDatagrams(packets: readonly Packet[]): ForeignDatagram[] {
  const fragments = new FragmentTable();
  return packets.flatMap((packet) => {
    const found = dissectFrame(packet, fragments);
    if (found.type !== 'udp') return [];
    return [
      {
        frame: packet.frame,
        time: packet.time === null ? '' : nineDigits(timeText(packet.time)),
        source: `${found.source.address} ${found.source.port}`,
        destination: `${found.destination.address} ${found.destination.port}`,
        length: found.length,
        payload: Buffer.from(found.payload).toString('hex'),
      },
    ];
  });
}

// tshark prints nanoseconds whatever the capture has.
function nineDigits(time: string): string {
  const [seconds = '', fraction = ''] = time.split('.');
  return `${seconds}.${fraction.slice(0, 9).padEnd(9, '0')}`;
}

/** The number of packets that capinfos counts; undefined if it refuses or stops early. */
export function capinfosCount(path: string): number | undefined {
  const { stdout, status } = run('capinfos', ['-T', '-r', '-M', '-c', path]);
  return status === 0 ? Number(stdout.trim().split('\t').at(-1)) : undefined;
}

/** Packets that tshark reads, and whether it found the file whole. */
export function run(
  program: string,
  args: readonly string[],
): { stdout: string; stderr: string; status: number } {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 });
  return { stdout: done.stdout, stderr: done.stderr, status: done.status ?? -1 };
}

/** The captures below a folder, sorted. */
export function capturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pcap|pcapng|ntar)$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}
