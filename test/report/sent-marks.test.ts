import { expect, it } from 'vitest';
import { inWords } from '../../src/lang/sentence.ts';
import { sentMarks } from '../../src/report/shown-datagram.ts';
import { fromHex } from '../../src/wire/bytes.ts';

// Header; a Hello; 10.0.0.1:4200; a Peer Request.
const ALL = '6801 0102 0308 1068 0a000001 0202';

it.each([
  ['HEL-2', [[2, 4, 'whoever says this is a peer from then on']]],
  ['REQ-1', [[12, 14, 'to be answered']]],
  ['ADR-1', [[4, 6, 'the peer that it names is to be greeted']]],
  [
    'ADR-2',
    [
      [6, 8, 'the port, its high byte first'],
      [8, 12, 'the address, as it is written'],
    ],
  ],
  ['HDR-3', [[4, 6, 'acts too, as does every TLV after it']]],
  ['TLV-2', []],
  ['HEL-4', []],
])('%s marks the bytes that matter in what was sent', (id, marks) => {
  const bytes = fromHex(ALL.replaceAll(' ', '')) ?? new Uint8Array();
  const told = sentMarks(id, bytes).map(({ start, end, text }) => [start, end, inWords('en', text)]);
  expect(told).toEqual(marks);
});

it('marks nothing in a Peer Address that is cut, nor where there is none', () => {
  for (const hex of ['680103081068', '6801', ''])
    expect(sentMarks('ADR-2', fromHex(hex) ?? new Uint8Array())).toEqual([]);
});
