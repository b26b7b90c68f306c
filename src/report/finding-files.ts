/**
 * The files of a finding's folder.
 */
import type { Finding } from '../fuzz/finding.ts';
import { FINDING_FILE, type FoundWith, findingText } from '../fuzz/finding-record.ts';
import type { FindingFile } from '../fuzz/run-folder.ts';
import type { Language } from '../lang/language.ts';
import { toHex } from '../wire/bytes.ts';
import { cArray } from './c-array.ts';
import { type CaptureFacts, findingCapture } from './finding-capture.ts';
import { findingReport } from './finding-report.ts';
import { HEX_FILE } from './send-commands.ts';

/** Each is made when it is asked for; the page alone is for people, and in their language. */
export function* findingFiles(
  finding: Finding,
  found: FoundWith,
  facts: CaptureFacts,
  lang: Language = 'en',
): Generator<FindingFile> {
  const lines = finding.case.steps.map(({ bytes }) => `${toHex(bytes)}\n`);
  yield { name: 'case.pcapng', content: findingCapture(finding, facts) };
  yield { name: HEX_FILE, content: lines.join('') };
  yield { name: 'case.h', content: cArray(finding) };
  yield { name: 'report.md', content: findingReport(finding, found, lang) };
  yield { name: FINDING_FILE, content: findingText(finding, found) };
}
