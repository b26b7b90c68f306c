import { describe, expect, it } from 'vitest';
import { Sentry } from '../../src/fuzz/sentry.ts';
import { Bounds, numberOf } from '../../src/oracle/bounds.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { addresses, lab, PEER, TARGET } from '../support/trace.ts';

const HELLO = '68010102';

function sentryAt(alone = true): { sentry: Sentry; bounds: Bounds } {
  const bounds = new Bounds(null, TARGET);
  bounds.sent(0, numberOf(PEER), fromHex(HELLO) ?? new Uint8Array(0));
  return { sentry: new Sentry(TARGET, bounds, alone), bounds };
}

function look(sentry: Sentry, hex: string, from: Endpoint = TARGET, at = 10): boolean {
  return sentry.look({ at, from, bytes: fromHex(hex) ?? new Uint8Array(0) });
}

describe('a sentry', () => {
  it('reads what comes, and objects to nothing that conforms', () => {
    const { sentry } = sentryAt();
    expect(look(sentry, `${addresses(PEER)}010202020a05ffffff`)).toBe(true);
    expect(sentry.heard).toEqual({ hello: true, request: true, listed: 1 });
    expect(sentry.listed[0]).toBe(numberOf(PEER));
    expect(sentry.symptom).toBe(null);
  });

  it.each([
    ['6801010201', 'TLV-5 tlv-stray'],
    ['68010100', 'TLV-5 tlv-short'],
    ['68010109', 'TLV-5 tlv-cut'],
    ['6801030412', 'TLV-5 tlv-cut'],
    ['680103041234', 'TLV-5 tlv-fields'],
    ['69010102', 'HDR-2 magic-wrong'],
    ['68020102', 'HDR-2 version-wrong'],
    ['68', 'HDR-2 header-cut'],
    ['', 'HDR-2 header-cut'],
    [`6801${'0102'.repeat(700)}`, 'SIZ-1 datagram-long'],
  ])('names what is wrong with %s', (hex, signature) => {
    const { sentry } = sentryAt();
    look(sentry, hex);
    expect(sentry.symptom).toMatchObject({ kind: 'malformed-output', signature });
  });

  it('does not object to 1400 bytes', () => {
    const { sentry } = sentryAt();
    look(sentry, `6801${'0102'.repeat(699)}`);
    expect(sentry.symptom).toBe(null);
  });

  it('objects to the target itself until it was told of itself, by any address that it may have', () => {
    const listsItself = (...told: readonly Endpoint[]): string | undefined => {
      const { sentry, bounds } = sentryAt();
      bounds.sent(5, numberOf(PEER), fromHex(addresses(...told)) ?? new Uint8Array(0));
      look(sentry, addresses(TARGET), TARGET, 9000);
      return sentry.symptom?.signature;
    };
    expect(listsItself({ address: '127.9.8.7', port: TARGET.port })).toBe(undefined);
    expect(listsItself({ address: '10.0.0.1', port: TARGET.port })).toBe('REQ-10 nothing-invented');
    expect(listsItself()).toBe('REQ-10 nothing-invented');
  });

  it('objects to an address that nobody said, and to one that is gone', () => {
    const invented = sentryAt().sentry;
    look(invented, addresses(PEER, lab(1)));
    expect(invented.symptom?.signature).toBe('REQ-10 nothing-invented');
    const late = sentryAt().sentry;
    look(late, addresses(PEER), TARGET, 7000);
    expect(late.symptom?.requirement).toBe('HEL-4');
  });

  it('knows who else may have told it: then nothing is invented', () => {
    const { sentry } = sentryAt(false);
    look(sentry, addresses(lab(1)));
    look(sentry, HELLO, { ...TARGET, port: 4999 });
    expect(sentry.symptom).toBe(null);
  });

  it('objects to another source port, and ignores other machines', () => {
    const { sentry } = sentryAt();
    expect(look(sentry, HELLO, lab(3))).toBe(false);
    expect(sentry.symptom).toBe(null);
    expect(look(sentry, HELLO, { ...TARGET, port: 4999 })).toBe(false);
    expect(sentry.symptom?.requirement).toBe('HDR-5');
  });
});
