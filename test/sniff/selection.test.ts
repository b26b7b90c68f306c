import { describe, expect, test } from 'vitest';
import { EVERYTHING, isBetween, isNamed, isWanted, parsePeer, parseType } from '../../src/sniff/selection.ts';
import { dissect } from '../../src/wire/dissect.ts';

const A = { address: '127.0.0.1', port: 4200 };
const B = { address: '127.0.0.2', port: 4201 };

describe('the ends of a conversation', () => {
  test('are all, if none are named', () => {
    expect(isBetween(EVERYTHING, A, B)).toBe(true);
  });

  test('match by either end', () => {
    expect(isBetween({ ...EVERYTHING, ports: [4201] }, A, B)).toBe(true);
    expect(isBetween({ ...EVERYTHING, ports: [4201] }, B, A)).toBe(true);
    expect(isBetween({ ...EVERYTHING, ports: [4202] }, A, B)).toBe(false);
    expect(isBetween({ ...EVERYTHING, peers: [parsePeer('127.0.0.2')] }, A, B)).toBe(true);
    expect(isBetween({ ...EVERYTHING, peers: [parsePeer('127.0.0.2:4200')] }, A, B)).toBe(false);
  });

  test('of one kind are joined by or, of two kinds by and', () => {
    expect(isBetween({ ...EVERYTHING, ports: [1, 4200] }, A, B)).toBe(true);
    expect(isBetween({ ...EVERYTHING, ports: [1], peers: [parsePeer('127.0.0.1')] }, A, B)).toBe(false);
  });

  test('are named one by one', () => {
    expect(isNamed({ ...EVERYTHING, ports: [4200] }, A)).toBe(true);
    expect(isNamed({ ...EVERYTHING, ports: [4200] }, B)).toBe(false);
  });
});

function datagram(...bytes: number[]) {
  const payload = Uint8Array.from(bytes);
  const dissection = dissect(payload);
  return { udp: { payload }, inOrder: dissection.issues.length === 0, dissection };
}

describe('the content', () => {
  test('is wanted by type, by name or number, and by being malformed', () => {
    const hello = datagram(104, 1, 1, 2, 200, 2);
    const short = datagram(104, 1, 1, 0);
    expect(isWanted({ ...EVERYTHING, types: [parseType('hello')] }, hello)).toBe(true);
    expect(isWanted({ ...EVERYTHING, types: [parseType('200')] }, hello)).toBe(true);
    expect(isWanted({ ...EVERYTHING, types: [parseType('peer-request')] }, hello)).toBe(false);
    expect(isWanted({ ...EVERYTHING, malformed: true }, hello)).toBe(false);
    expect(isWanted({ ...EVERYTHING, malformed: true }, short)).toBe(true);
  });
});

test.each(['256', '-1', '01', 'Hello', ''])('no type is read from "%s"', (text) => {
  expect(() => parseType(text)).toThrow(RangeError);
});

test.each(['', 'localhost', '1.2.3', '1.2.3.4:', '1.2.3.4:65536', '::1'])(
  'no peer is read from "%s"',
  (text) => {
    expect(() => parsePeer(text)).toThrow(RangeError);
  },
);
