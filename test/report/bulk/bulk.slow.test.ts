import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../src/wire/bytes.ts';
import { BIG, LITTLE } from '../../capture/sample.ts';
import { needFile } from '../../support/need.ts';
import { shared } from '../../support/shared.ts';
import { careful, chunked, MODES, short } from './answers.ts';

const OWN = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const FOREIGN = shared('captures');

/** All files below the folder, captures or not: whatever they are, both ways say the same of them. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const files = [...filesIn(OWN), ...(needFile(FOREIGN) ? filesIn(FOREIGN) : [])];

describe('the short way says what the careful one says', () => {
  test.each(files)('of %s', async (path) => {
    const file = readFileSync(path);
    for (const mode of MODES) {
      const inputs = () => [chunked(path, file, 64 * 1024), chunked('again', file, 777)];
      expect(await short(inputs(), mode)).toEqual(await careful(inputs(), mode));
    }
  });

  // Beyond what one buffer of lines holds, and with the longest datagrams between short ones.
  test('of more lines than are held at once', async () => {
    const hello = Uint8Array.of(104, 1, 1, 2);
    const unknown = concat([hello, ...new Array<Uint8Array>(32_000).fill(Uint8Array.of(200, 2))]);
    for (const by of [LITTLE, BIG]) {
      const records = Array.from({ length: 2000 }, (_, i) =>
        by.record(i, i, raw(i % 500 === 7 ? unknown : hello)),
      );
      const file = concat([by.pcapHeader(), ...records]);
      for (const mode of MODES) {
        const inputs = () => [chunked('long', file, 100_000)];
        expect(await short(inputs(), mode)).toEqual(await careful(inputs(), mode));
      }
    }
  });
});

/** In IPv4 and UDP, without checksums. */
function raw(payload: Uint8Array): Uint8Array {
  const packet = concat([new Uint8Array(28), payload]);
  const view = new DataView(packet.buffer);
  view.setUint8(0, 0x45);
  view.setUint16(2, packet.length);
  view.setUint8(9, 17);
  view.setUint32(12, 0x7f000001);
  view.setUint32(16, 0x7f000001);
  view.setUint16(20, 4200 + (payload.length % 7));
  view.setUint16(22, 9999);
  view.setUint16(24, payload.length + 8);
  return packet;
}
