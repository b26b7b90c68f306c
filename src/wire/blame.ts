/**
 * Which issues a datagram has: one function a kind of thing, from what the walk found to an issue with its
 * range, what claimed the length, and what was expected.
 */

import { type Issue, type IssueCode, issue } from './issue.ts';
import { canonicalLength, HEADER, MAX_SENT, rowOf, TLV_HEADER } from './table.ts';
import type { TlvNode } from './tree.ts';
import { Fault } from './walk.ts';

/** §1.1: what is wrong with the first two bytes; all of it, not the first thing alone. */
export function headerIssues(bytes: Uint8Array, length: number): Issue[] {
  const found: Issue[] = [];
  if (length < HEADER.size) {
    found.push(
      issue('header-cut', {
        start: 0,
        end: length,
        path: 'header',
        expected: `${HEADER.size} bytes`,
        actual: count(length, 'byte'),
        claimedBy: 'datagram',
      }),
    );
  }
  for (const [at, path] of (['magic', 'version'] as const).entries()) {
    const byte = bytes[at];
    if (byte === undefined || byte === HEADER[path]) continue;
    found.push(
      issue(`${path}-wrong`, {
        start: at,
        end: at + 1,
        path,
        expected: String(HEADER[path]),
        actual: String(byte),
        claimedBy: path,
      }),
    );
  }
  return found;
}

/** §2.2: more than the guide's buffer. */
export function sizeIssues(length: number): Issue[] {
  if (length <= MAX_SENT) return [];
  return [
    issue('datagram-long', {
      start: MAX_SENT,
      end: length,
      path: 'datagram',
      expected: `at most ${MAX_SENT} bytes`,
      actual: `${length} bytes`,
      claimedBy: 'datagram',
    }),
  ];
}

/** §1.2: what is wrong with a TLV, or null. `captured` bytes of `length` are there: the rest is not its fault. */
export function tlvIssue(node: TlvNode, captured: number, length: number): Issue | null {
  switch (node.fault) {
    case Fault.none:
      return null;
    case Fault.stray:
      return length > captured ? null : strayIssue(node);
    case Fault.short:
      return lengthIssue('tlv-short', node, `at least ${TLV_HEADER.size}`);
    case Fault.cut: {
      const left = length - node.start;
      // Cut by the capture alone, it is not to blame; but its length byte may leave too little for its fields.
      return lengthOf(node) > left
        ? lengthIssue('tlv-cut', node, `at most the ${left} left`)
        : fieldsIssue(node);
    }
    case Fault.fields:
      return fieldsIssue(node);
  }
}

function strayIssue(node: TlvNode): Issue {
  return issue('tlv-stray', {
    start: node.start,
    end: node.end,
    path: `tlv[${node.index}]`,
    expected: 'type and length',
    actual: '1 byte',
    claimedBy: 'datagram',
  });
}

function fieldsIssue(node: TlvNode): Issue | null {
  const needed = node.name === null ? TLV_HEADER.size : canonicalLength(rowOf(node.name));
  return lengthOf(node) < needed ? lengthIssue('tlv-fields', node, `at least ${needed}`) : null;
}

/** An issue whose culprit is the length byte. */
function lengthIssue(code: IssueCode, node: TlvNode, expected: string): Issue {
  const path = `tlv[${node.index}].length`;
  const at = node.start + 1;
  return issue(code, {
    start: at,
    end: at + 1,
    path,
    expected,
    actual: String(lengthOf(node)),
    claimedBy: path,
  });
}

function lengthOf(node: TlvNode): number {
  return node.length ?? 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
