import { describe, expect, it } from 'vitest';
import { isFatal, type StartFacts, startOf } from '../../src/net/start.ts';

const QUIET: StartFacts = {
  target: { address: '127.0.0.1', port: 4201 },
  spoken: false,
  exit: null,
  held: true,
  diagnosis: { ports: [], readsStdin: false },
};

describe('a program that was started', () => {
  it('has no problem once it has spoken, whatever else', () => {
    expect(startOf({ ...QUIET, spoken: true, held: false }).problem).toBeNull();
  });

  it('may be silent on its port: that is for the checks to judge', () => {
    const start = startOf(QUIET);
    expect(start.problem).toBe('silent');
    expect(isFatal(start)).toBe(false);
    expect(startOf({ ...QUIET, held: null, diagnosis: null }).problem).toBe('silent');
  });

  it('waits for input, has another port, or none', () => {
    const off = { ...QUIET, held: false };
    const ports = [{ port: 0 }, { port: 4200 }];
    expect(startOf({ ...off, diagnosis: { ports, readsStdin: true } }).problem).toBe('waits-for-input');
    const other = startOf({ ...off, diagnosis: { ports, readsStdin: false } });
    expect(other.text).toBe('the program is bound to UDP port 4200, not to 4201, its first argument');
    expect(startOf({ ...off, diagnosis: { ports: [{ port: 0 }], readsStdin: null } }).problem).toBe(
      'no-port',
    );
    expect(startOf({ ...off, diagnosis: null }).problem).toBe('no-port');
    expect(isFatal(other)).toBe(true);
  });
});
