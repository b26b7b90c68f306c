import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentJson, datagramJson } from '../../src/report/datagram-json.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { dissect } from '../../src/wire/dissect.ts';

const SEEN = {
  frame: 7,
  time: '1700000000.000001',
  source: { address: '127.0.0.1', port: 4200 },
  destination: { address: '127.0.0.2', port: 4201 },
};

function dissected(hex: string, length?: number) {
  return dissect(fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array(0), length);
}

describe('datagramJson', () => {
  it('has the keys of the contract, in its order', () => {
    const json = datagramJson(dissected('6801 0102 0308 1068 0a000001'), SEEN);
    expect(JSON.stringify(json)).toBe(
      '{"frame":7,"time":"1700000000.000001","source":{"address":"127.0.0.1","port":4200},' +
        '"destination":{"address":"127.0.0.2","port":4201},"length":12,"magic":104,"version":1,"tlvs":[' +
        '{"offset":2,"type":1,"name":"hello","length":2,"size":2},' +
        '{"offset":4,"type":3,"name":"peer-address","length":8,"size":8,"port":4200,"address":"10.0.0.1"}],' +
        '"issues":[]}',
    );
  });

  it('gives the length as on the wire and the size that is really there', () => {
    expect(contentJson(dissected('6801 c809 aabb'))).toEqual({
      length: 6,
      magic: 104,
      version: 1,
      tlvs: [{ offset: 2, type: 200, name: null, length: 9, size: 4, value: 'aabb' }],
      issues: [{ code: 'tlv-cut', start: 3, end: 4, path: 'tlv[0].length', requirement: 'TLV-5' }],
    });
  });

  it('gives a lone byte no length', () => {
    const [tlv] = contentJson(dissected('6801 03')).tlvs;
    expect(tlv).toEqual({ offset: 2, type: 3, name: 'peer-address', length: null, size: 1, value: '' });
  });

  it('keeps what lies beyond the known layout', () => {
    const [tlv] = contentJson(dissected('6801 0104 dead')).tlvs;
    expect(tlv).toEqual({ offset: 2, type: 1, name: 'hello', length: 4, size: 4, extra: 'dead' });
  });

  it('adds the payload on request', () => {
    expect(contentJson(dissected('6801 0102'), { payload: true }).payload).toBe('68010102');
  });

  it('marks a foreign datagram and does not blame it', () => {
    const json = contentJson(dissected('1234'), { foreign: true });
    expect(json).toEqual({ length: 2, magic: 0x12, version: 0x34, tlvs: [], issues: [], foreign: true });
  });

  it('has null for a header that is not there', () => {
    expect(contentJson(dissected(''))).toMatchObject({ length: 0, magic: null, version: null });
  });

  it('says what a capture kept of a datagram', () => {
    expect(contentJson(dissected('6801 0102', 1400))).toMatchObject({ length: 1400, captured: 4 });
  });

  it('survives JSON unchanged, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (sample) => {
        const json = contentJson(dissect(Uint8Array.of(104, 1, ...sample)), { payload: true });
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
      }),
    );
  });
});
