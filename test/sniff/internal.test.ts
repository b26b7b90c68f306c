import { describe, expect, test } from 'vitest';
import { InternalTraffic } from '../../src/sniff/internal.ts';

const NODE = { address: '127.0.0.1', port: 4200 };
const OTHER = { address: '127.0.0.1', port: 4201 };
const CHILD = { address: '127.0.0.1', port: 50_000 };

function known(): InternalTraffic {
  const traffic = new InternalTraffic();
  traffic.spoke(NODE);
  traffic.spoke(OTHER);
  return traffic;
}

describe('what a node says to itself', () => {
  test('is anything from its own port to its own port', () => {
    const traffic = new InternalTraffic();
    expect(traffic.isInternal(NODE, NODE, Uint8Array.of(104, 1, 1, 0), false)).toBe(true);
    expect(traffic.isInternal(NODE, OTHER, Uint8Array.of(104, 1, 1, 0), false)).toBe(false);
  });

  test.each([[[1]], [[2]], [[1, 0, 0, 0]], [[0, 0, 0, 2]], [[0, 1]], [[2, 0, 0, 0, 0, 0, 0, 0]]])(
    'is the value 1 or 2 from a process of its host: %j',
    (bytes) => {
      expect(known().isInternal(CHILD, NODE, Uint8Array.from(bytes), false)).toBe(true);
    },
  );

  test.each([
    [[]],
    [[0]],
    [[3]],
    [[1, 1]],
    [[1, 2]],
    [[1, 0, 0]],
    [[0, 1, 0, 0]],
    [[104]],
    // A Hello of a node that forgot the header (HDR-2) or swapped it is a finding, not a false message.
    [[1, 2]],
    [[1, 104, 1, 2]],
  ])('is no other payload: %j', (bytes) => {
    expect(known().isInternal(CHILD, NODE, Uint8Array.from(bytes), false)).toBe(false);
  });

  test('does not come from another host', () => {
    const far = { address: '10.0.0.9', port: 50_000 };
    expect(known().isInternal(far, NODE, Uint8Array.of(1), false)).toBe(false);
    const loopback = { address: '127.0.0.7', port: 50_000 };
    expect(known().isInternal(loopback, NODE, Uint8Array.of(1), false)).toBe(true);
  });

  test('does not come from another node: its bare value is its own fault', () => {
    expect(known().isInternal(OTHER, NODE, Uint8Array.of(1), false)).toBe(false);
  });

  test('needs a node to go to: one that spoke, or one that the user named', () => {
    const traffic = new InternalTraffic();
    expect(traffic.isInternal(CHILD, NODE, Uint8Array.of(1), false)).toBe(false);
    expect(traffic.isInternal(CHILD, NODE, Uint8Array.of(1), true)).toBe(true);
  });

  test('is remembered from before the first word, and counted once', () => {
    const traffic = new InternalTraffic();
    traffic.isInternal(CHILD, NODE, Uint8Array.of(1), false);
    traffic.isInternal(CHILD, NODE, Uint8Array.of(2), false);
    traffic.isInternal(CHILD, OTHER, Uint8Array.of(1), false);
    expect(traffic.spoke(NODE)).toEqual({ datagrams: 2, bytes: 2 });
    expect(traffic.spoke(NODE)).toEqual({ datagrams: 0, bytes: 0 });
  });
});
