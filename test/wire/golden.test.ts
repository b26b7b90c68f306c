import { describe, expect, test } from 'vitest';
import { toHex } from '../../src/wire/bytes.ts';
import { craft, draftDissection } from '../../src/wire/craft.ts';
import { dissect, isMalformed, leaves } from '../../src/wire/dissect.ts';
import { encode } from '../../src/wire/encode.ts';
import { ISSUES, type Issue } from '../../src/wire/issue.ts';
import { formatNotation, parseNotation } from '../../src/wire/notation.ts';
import { parse } from '../../src/wire/parse.ts';
import { TLV_NAMES } from '../../src/wire/table.ts';
import { type Leaf, nodeSize, type TlvNode } from '../../src/wire/tree.ts';
import { readGolden } from './golden-file.ts';

const ALL = readGolden();

describe.each(ALL.map((golden) => [golden.name, golden] as const))('golden datagram %s', (_, golden) => {
  const dissection = dissect(golden.bytes, golden.wire ?? golden.bytes.length);

  test('comes apart into the parts written beside its bytes', () => {
    const found = leaves(dissection);
    expect(golden.lines.map((line) => line.leaves === null)).not.toContain(true);
    for (const line of golden.lines) {
      const inside = found.filter((leaf) => leaf.start >= line.start && leaf.start < line.end);
      expect(inside.map((leaf) => leaf.path)).toEqual((line.leaves ?? []).map((leaf) => leaf.path));
      expect([inside[0]?.start, inside.at(-1)?.end]).toEqual([line.start, line.end]);
      const said = (line.leaves ?? []).map((leaf, i) => leaf.value ?? leafText(inside[i]));
      expect(inside.map(leafText)).toEqual(said);
    }
  });

  test('has its TLVs', () => {
    expect(dissection.tlvs.map(tlvToken)).toEqual(golden.tlvs);
  });

  test('has its issues, in the order of their bytes', () => {
    expect(dissection.issues.map(issueToken)).toEqual(golden.issues);
    const starts = dissection.issues.map((issue) => issue.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test('is written in its words', () => {
    expect(formatNotation(draftDissection(dissection))).toEqual(golden.words);
  });

  test('is crafted from its words', () => {
    const result = parseNotation(golden.words ?? []);
    expect(result.ok && toHex(craft(result.draft))).toBe(toHex(golden.bytes));
  });

  test('is parsed and encoded again if it is well formed, else not', () => {
    if (golden.wire !== null) return; // what a capture cut is for the law of cuts
    const result = parse(golden.bytes);
    expect(result.ok).toBe(!isMalformed(dissection));
    if (result.ok) expect(toHex(encode(result.message))).toBe(toHex(golden.bytes));
    else expect(result.issues).toEqual(dissection.issues.filter((issue) => issue.severity === 'malformed'));
  });
});

describe('the golden datagrams together', () => {
  test('have names of their own', () => {
    expect(new Set(ALL.map((golden) => golden.name)).size).toBe(ALL.length);
    expect(ALL.length).toBeGreaterThanOrEqual(90);
  });

  test('show every issue', () => {
    const codes = new Set(ALL.flatMap((golden) => golden.issues.map((issue) => issue.split(' ')[0])));
    expect([...codes].sort()).toEqual(Object.keys(ISSUES).sort());
  });

  test('show every TLV of the table well formed', () => {
    const shown = ALL.filter((golden) => golden.issues.length === 0).flatMap((golden) => golden.tlvs);
    for (const name of TLV_NAMES) expect(shown.some((token) => token.startsWith(`${name}@`))).toBe(true);
  });

  test('stand as written: the sizes that matter are there', () => {
    const sizes = ALL.map((golden) => golden.bytes.length);
    for (const size of [0, 1, 2, 1394, 1400, 1401, 1402, 65_507]) expect(sizes).toContain(size);
  });
});

function leafText(leaf: Leaf | undefined): string {
  if (leaf === undefined) return '(none)';
  return typeof leaf.value === 'object' ? toHex(leaf.value) : String(leaf.value);
}

function tlvToken(node: TlvNode): string {
  const size = nodeSize(node);
  const length = node.length === size ? '' : `/${node.length ?? '-'}`;
  return `${node.name ?? node.type}@${node.start}+${size}${length}`;
}

function issueToken(issue: Issue): string {
  return `${issue.code} ${issue.start}..${issue.end} ${issue.path} ${issue.requirement}`;
}
