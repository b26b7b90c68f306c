import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inWords } from '../../src/lang/sentence.ts';
import { issueSaid } from '../../src/oracle/issue-said.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { issueText } from '../../src/wire/issue.ts';
import { englishIn } from '../support/english.ts';

it('says of an issue what its text says, and in French nothing of it in English', () => {
  const body = fc.uint8Array({ maxLength: 12 }).map((bytes) => [104, 1, ...bytes]);
  const any = fc.uint8Array({ maxLength: 40 }).map((bytes) => [...bytes]);
  const long = fc
    .integer({ min: 1399, max: 1404 })
    .map((size) => [104, 1, ...Array<number>(size - 2).fill(2)]);
  fc.assert(
    fc.property(fc.oneof(body, any, long), (bytes) => {
      for (const found of dissect(Uint8Array.from(bytes)).issues) {
        const said = issueSaid(found, bytes.length);
        expect(inWords('en', said)).toBe(issueText(found));
        expect(englishIn(inWords('fr', said))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
