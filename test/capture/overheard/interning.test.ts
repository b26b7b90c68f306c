import { describe, expect, it } from 'vitest';
import { Names, Payloads } from '../../../src/capture/overheard/interning.ts';

describe('what occurs again is kept once', () => {
  it('gives the same name to equal endpoints', () => {
    const names = new Names();
    const first = names.of({ address: '10.0.0.1', port: 4200 });
    expect(names.of({ address: '10.0.0.1', port: 4200 })).toBe(first);
    expect(first.text).toBe('10.0.0.1:4200');
    expect(names.of({ address: '10.0.0.1', port: 4201 })).not.toBe(first);
  });

  it('gives equal bytes as one copy, which the reader’s buffer does not change', () => {
    const payloads = new Payloads();
    const buffer = Uint8Array.of(104, 1, 1, 2);
    const first = payloads.of(buffer);
    expect(payloads.of(Uint8Array.of(104, 1, 1, 2))).toBe(first);
    buffer[2] = 2;
    expect([...first]).toEqual([104, 1, 1, 2]);
    expect([...payloads.of(buffer)]).toEqual([104, 1, 2, 2]);
  });

  it('keeps different ones apart, whatever place they fall on', () => {
    const payloads = new Payloads();
    const mixed: number[] = [];
    for (let i = 0; i < 70_000; i++) {
      const bytes = Uint8Array.of(i & 255, (i >> 8) & 255, i >> 16);
      if (!payloads.of(bytes).every((byte, at) => byte === bytes[at])) mixed.push(i);
    }
    expect(mixed).toEqual([]);
  });
});
