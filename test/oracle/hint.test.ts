import { describe, expect, it } from 'vitest';
import { verbatim } from '../../src/lang/sentence.ts';
import { EXPLANATIONS } from '../../src/oracle/explanation.ts';
import { hinted } from '../../src/oracle/hint.ts';
import type { ProcessEvent, Trace } from '../../src/oracle/trace.ts';
import { judging } from '../../src/oracle/verdict.ts';
import { exited, traceOf } from '../support/trace.ts';

const USUAL = EXPLANATIONS['TLV-4']?.mistakes[0];

function hint(actual: string, trace: Trace | null, id = 'TLV-4', verdict: 'fail' | 'inconclusive' = 'fail') {
  return hinted(judging(id, 'c')(verdict, verbatim(actual)), trace).hint;
}

function ended(how: Partial<ProcessEvent>): Trace {
  return traceOf([exited(1000, how)]);
}

describe('the hint of a finding', () => {
  it('is its judge’s own, else what usually goes wrong; none where nobody is blamed', () => {
    expect(hinted(judging('TLV-4', 'c')('fail', verbatim('x'), [], verbatim('own')), null).hint).toBe('own');
    expect(hint('x', null)).toBe(USUAL);
    expect(hint('x', null, 'TLV-4', 'inconclusive')).toBeNull();
  });

  it('comes from how the program ended, if that is what was seen', () => {
    const crash = ended({ code: null, signal: 'SIGSEGV' });
    expect(hint('the node died (SIGSEGV) during this check', crash)).toContain('-fsanitize=address');
    expect(hint('a Hello came', crash)).toBe(USUAL);
    expect(hint('the node ended by itself with status 1', ended({ code: 1 }))).toContain(
      'go on with the loop',
    );
    const report = ended({ sanitizer: 'ERROR: AddressSanitizer: heap-use-after-free\nmore' });
    expect(hint('the node died: ERROR: AddressSanitizer: heap-use-after-free', report)).toContain(
      'file and line',
    );
  });

  it('tells an address that is added again and again from a send that fails', () => {
    const often = 'x: expected Hellos and Peer Requests on their schedule only; 18 Hellos came';
    expect(hint(often, null, 'ADR-5')).toContain('added once for each time');
    expect(hint('x: no Hello came', null, 'ADR-5')).toContain('sendto');
  });

  it('tells Hellos that are even and too rare, or too many, from those that something delays', () => {
    const series = (middle: string, most: string, mean: string): string =>
      `start peer: n 3, median ${middle} s, min 0.10 s, max ${most} s, mean ${mean} s; own lateness 0 ms`;
    for (const even of [series('3.00', '3.01', '3.00'), series('0.50', '0.51', '0.50')])
      expect(hint(even, null, 'HEL-1')).toContain('come evenly');
    for (const other of [series('1.00', '1.01', '1.00'), series('1.00', '3.00', '1.60'), 'no Hello at all'])
      expect(hint(other, null, 'HEL-1')).toContain('begins anew');
  });

  it('of an end by an ICMP error is that row’s', () => {
    const text = 'the node ended by itself with status 1';
    expect(hint(text, ended({ code: 1 }), 'ROB-2')).toContain('ECONNREFUSED');
  });
});
