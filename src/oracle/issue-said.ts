/**
 * An issue as a sentence with figures: in English it is `issueText`.
 */
import { sentence, verbatim } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import { ISSUES, type Issue } from '../wire/issue.ts';

/** `length`: of the issue's datagram. */
export function issueSaid(found: Issue, length: number): Sentence {
  const { code, path, start, requirement } = found;
  const { title, section } = ISSUES[code];
  return sentence('{path}: {title}: expected {expected}, found {actual} at {start} (§{section}, {row})', {
    path,
    title: verbatim(title),
    expected: expectedIn(found, length),
    actual: code === 'datagram-long' ? sentence('{count} bytes', { count: length }) : verbatim(found.actual),
    start,
    section,
    row: requirement,
  });
}

/** A length byte stands second in its TLV: so many bytes are left from the TLV's first. */
function expectedIn({ code, start, expected }: Issue, length: number): Sentence {
  return code === 'tlv-cut'
    ? sentence('at most the {count} left', { count: length - start + 1 })
    : verbatim(expected);
}
