/**
 * A datagram's part of Wireshark's tree as lines, `name@start+size=value`, from our own reading of it.
 */
import { concat, toHex } from '../../../src/wire/bytes.ts';
import { draftDissection } from '../../../src/wire/craft.ts';
import { type Dissection, dissect } from '../../../src/wire/dissect.ts';
import { ISSUES, type Issue, issueText } from '../../../src/wire/issue.ts';
import { formatNotation } from '../../../src/wire/notation.ts';
import { HEADER } from '../../../src/wire/table.ts';
import type { Leaf, TlvNode } from '../../../src/wire/tree.ts';

/** All lines in the order of the tree. */
export function expectedLines(dissection: Dissection): string[] {
  const { bytes, length, header, tlvs, ignored, issues } = dissection;
  const own = issues.filter(({ path }) => !path.startsWith('tlv['));
  return [
    ...header.map(leafLine),
    ...tlvs.flatMap((node) => tlvLines(dissection, node)),
    ...(ignored === null ? [] : [leafLine(ignored)]),
    ...own.flatMap((issue) => issueLines(issue, bytes.length)),
    `notation=${words(dissection) || `--raw ${toHex(bytes)}`}`,
    ...(length > bytes.length ? [`captured=${bytes.length}`] : []),
  ];
}

function tlvLines({ bytes, issues }: Dissection, node: TlvNode): string[] {
  const { index, name, start, end, leaves } = node;
  const alone = dissect(concat([Uint8Array.of(HEADER.magic, HEADER.version), bytes.subarray(start, end)]));
  const lines = leaves.map(leafLine);
  const typed = lines.splice(0, node.length === null ? 1 : 2);
  const path = `tlv[${index}]`;
  const own = issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
  return [
    `tlv@${start}+${end - start}=${words(alone)}`,
    ...typed,
    ...(name === null ? [] : [`name=${name}`]),
    ...lines,
    ...own.flatMap((issue) => issueLines(issue, bytes.length)),
  ];
}

// Wireshark can mark no bytes that the capture did not keep: an issue with them alone has no range.
function issueLines(issue: Issue, captured: number): string[] {
  const [start, end] = [Math.min(issue.start, captured), Math.min(issue.end, captured)];
  const malformed = ISSUES[issue.code].severity === 'malformed';
  return [
    start < end ? `issue@${start}+${end - start}=${issue.code}` : `issue=${issue.code}`,
    `issue.${issue.code}`,
    `expert: ${issueText(issue)}`,
    `expert: ${malformed ? 'error' : 'warning'}`,
    `expert: ${malformed ? 'malformed' : 'protocol'}`,
    `issue.path=${issue.path}`,
    `issue.requirement=${issue.requirement}`,
    `issue.severity=${issue.severity}`,
  ];
}

function leafLine({ path, start, end, value }: Leaf): string {
  const text = typeof value === 'object' ? toHex(value) : String(value);
  return `${path.split('.').at(-1)}@${start}+${end - start}=${text}`;
}

function words(dissection: Dissection): string {
  return formatNotation(draftDissection(dissection)).join(' ');
}
