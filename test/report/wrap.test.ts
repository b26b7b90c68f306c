import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/report/wrap.ts';

describe('wrap', () => {
  it('puts the words under one another behind a lead', () => {
    expect(wrap('one two three', '- ', 9)).toEqual(['- one two', '  three']);
    expect(wrap('', 'x ')).toEqual(['x']);
    expect(wrap('longerthanthat a', '', 4)).toEqual(['longerthanthat', 'a']);
  });

  it('keeps every word, in order, and the width wherever a word allows it', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 14, max: 40 }), (list, width) => {
        const lines = wrap(list.join(' '), '  ', width);
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(list);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
