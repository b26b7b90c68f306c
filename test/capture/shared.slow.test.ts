import { describe, expect, test } from 'vitest';
import { openSource } from '../../src/capture/source.ts';
import { need, needFile } from '../support/need.ts';
import { shared } from '../support/shared.ts';
import { capinfosCount, capturesIn, ourDatagrams, tsharkDatagrams } from './foreign.ts';
import { chunksOf, readFrom } from './sample.ts';

// Where we differ from capinfos on purpose.
const REFUSED: Readonly<Record<string, { packets: number; message: RegExp }>> = {
  'test006.ntar': { packets: 0, message: /not a multiple of 4/ },
  'test007.ntar': { packets: 0, message: /not a multiple of 4/ },
  'test010.ntar': { packets: 0, message: /not a multiple of 4/ },
};
// Files that capinfos does not read either: what we say of them.
const DAMAGED: Readonly<Record<string, { packets: number; message: RegExp }>> = {
  ...REFUSED,
  'test901.pcapng': { packets: 1, message: /pcapng version 2\.0/ },
  'linktype-reserved-field-not-zero.pcap': { packets: 0, message: /reserved bits/ },
  'pcap-invalid-version-1.pcap': { packets: 0, message: /pcap version 1\.4/ },
  'pcapng-invalid-vers-1.pcapng': { packets: 0, message: /pcapng version 0\.1/ },
  'pcapng-invalid-vers-2.pcapng': { packets: 0, message: /pcapng version 1\.1/ },
  'shb-option-too-long.pcapng': { packets: 0, message: /in front and/ },
};
// Link types that tshark 4.0 does not know, so capinfos refuses: we count their packets, as tcpdump does.
const BEYOND: Readonly<Record<string, number>> = {
  'brcm-tag-stp.pcap': 4,
  'brcm-tag.pcap': 15,
  'dsa.pcap': 8,
};

// tshark numbers custom blocks as frames; we, as capinfos and tcpdump, count packets alone.
const WITH_CUSTOM_BLOCKS = ['test018.pcapng', 'test102.pcapng', 'test202.pcapng'];

const folder = shared('captures');
const ready = needFile(folder) && need('capinfos') && need('tshark');

describe.runIf(ready)('real captures of other projects', () => {
  const files = ready ? capturesIn(folder) : [];

  test.each(files)('%s: packets and datagrams as capinfos and tshark have them', async (path) => {
    const name = path.split('/').at(-1) ?? '';
    const reading = await readFrom(openSource(path, chunksOf(new Uint8Array(0), 1)), name);
    const expected = DAMAGED[name];
    if (expected !== undefined) {
      expect(reading.packets.length).toBe(expected.packets);
      expect(reading.damage?.message).toMatch(expected.message);
      return;
    }
    expect(reading.damage).toBe(null);
    expect(reading.packets.length).toBe(capinfosCount(path) ?? BEYOND[name]);
    const frame = WITH_CUSTOM_BLOCKS.includes(name) ? { frame: 0 } : {};
    const theirs = tsharkDatagrams(path).map((datagram) => ({ ...datagram, ...frame }));
    expect(ourDatagrams(reading.packets).map((datagram) => ({ ...datagram, ...frame }))).toEqual(theirs);
  });
});
