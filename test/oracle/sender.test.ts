import { describe, expect, it } from 'vitest';
import { judgeByteOrder, judgeSent, judgeSource } from '../../src/oracle/sender.ts';
import { PEER, received, sent, TARGET, traceOf } from '../support/trace.ts';

function verdicts(hex: string): Record<string, string> {
  const found = judgeSent(traceOf([received(1, hex)]));
  return Object.fromEntries(found.map((one) => [one.requirement, one.verdict]));
}

describe('what the target sends', () => {
  it('passes well-formed datagrams, unknown TLVs and extra bytes too', () => {
    const fine = { 'HDR-2': 'pass', 'TLV-5': 'pass', 'SIZ-1': 'pass' };
    for (const hex of ['6801', '68010102', '6801c80400000102', '6801010400ff'])
      expect(verdicts(hex)).toEqual(fine);
  });

  it('fails a wrong header, malformed TLVs, more than 1400 bytes', () => {
    expect(verdicts('69010102')['HDR-2']).toBe('fail');
    expect(verdicts('68')['HDR-2']).toBe('fail');
    expect(verdicts('68010103')['TLV-5']).toBe('fail');
    expect(verdicts(`6801${'0102'.repeat(700)}`)['SIZ-1']).toBe('fail'); // 1402 bytes
    expect(verdicts(`6801${'0102'.repeat(699)}`)['SIZ-1']).toBe('pass'); // 1400 bytes
  });

  it('sees lengths that leave out the header of the TLV', () => {
    expect(verdicts('68010100')['TLV-1']).toBe('fail');
    expect(verdicts('68010306106c7f000001')['TLV-1']).toBe('fail');
    expect(verdicts('68010102')['TLV-1']).toBeUndefined();
  });

  it('fails another source port only where nobody else can have sent it', () => {
    const trace = traceOf([
      received(1, '68010102'),
      received(2, '68010102', PEER, { ...TARGET, port: 5000 }),
    ]);
    expect(judgeSource(trace).verdict).toBe('fail');
    expect(judgeSource({ ...trace, alone: false }).verdict).toBe('inconclusive');
    expect(judgeSource(traceOf([received(1, '68010102')])).verdict).toBe('pass');
  });

  it('knows a lab peer in any wrong byte order', () => {
    const greet = sent(0, '68010102'); // 127.10.20.127:32530 is 7f12 7f0a147f
    const listed = (fields: string): string =>
      judgeByteOrder(traceOf([greet, received(1, `68010308${fields}`)])).verdict;
    expect(listed('7f127f0a147f')).toBe('pass');
    expect(listed('127f7f0a147f')).toBe('fail'); // port swapped
    expect(listed('7f127f140a7f')).toBe('fail'); // address reversed
    expect(listed('127f7f140a7f')).toBe('fail'); // both
    expect(listed('147f7f127f0a')).toBe('fail'); // address before port
    expect(listed('106c0a000001')).toBe('not-observed'); // somebody else's address
  });
});
