import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource } from '../../src/capture/source.ts';
import { need, needFile } from '../support/need.ts';
import { shared } from '../support/shared.ts';
import { ourDatagrams, tsharkDatagrams } from './foreign.ts';
import { chunksOf, readFrom } from './sample.ts';

// A few of the files of shared.slow.test.ts, for every run; packet counts are those of their INDEX.
const FILES: readonly (readonly [string, number])[] = [
  ['gopacket/pcap/test_dns.pcap', 10],
  ['gopacket/pcap/test_loopback.pcap', 24],
  ['gopacket/pcapgo/tests/be/test902.pcapng', 1],
  ['hadrielk/output_be/basic/test008.pcapng', 4],
  ['hadrielk/output_be/advanced/test101.pcapng', 4],
  ['hadrielk/output_le/basic/test012.pcapng', 4],
  ['hadrielk/output_le/difficult/test201.pcapng', 4],
  ['libpcap/tests/filter/ipv6_ext_headers.pcap', 1],
  ['libpcap/tests/filter/ipv6_ah_modes.pcap', 2],
  ['libpcap/tests/filter/vxlan.pcap', 10],
];

const ready = needFile(shared('captures')) && need('tshark');

describe.runIf(ready)('real captures of other projects', () => {
  test.each(FILES.map(([file, packets]) => ({ file, packets })))('$file', async ({ file, packets }) => {
    const path = shared(`captures/${file}`);
    const reading = await readFrom(openSource(path, chunksOf(new Uint8Array(0), 1)), basename(path));
    expect([reading.packets.length, reading.damage]).toEqual([packets, null]);
    expect(ourDatagrams(reading.packets)).toEqual(tsharkDatagrams(path));
  });
});
