/**
 * What the judges of `check` say of the nodes in captures (oracle/overheard/): of captures short enough that nobody has
 * to wait for it. The captures are read once more for that, so that a long one costs nothing.
 */
import { readCapture } from '../capture/reader.ts';
import { type Message, sentence } from '../lang/sentence.ts';
import type { NodeVerdict } from '../oracle/overheard/node-verdict.ts';
import { isEverything } from './selection.ts';
import type { SniffOptions } from './sniff.ts';
import type { Summary } from './summary.ts';

export const MAX_PACKETS = 20_000;
export const MAX_NODES = 512;

/** A node of one of the captures, judged. */
export interface JudgedNode extends NodeVerdict {
  readonly file: string;
}

/** The nodes, file by file; or why nobody was judged. */
export type Judged = readonly JudgedNode[] | Message;

export function isJudged(judged: Judged): judged is readonly JudgedNode[] {
  return Array.isArray(judged);
}

/** A capture that can be read again. */
export interface Again {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** How the summary came about: what it leaves out, and whether it ended before the captures did. */
type Run = Pick<SniffOptions, 'selection' | 'count' | 'signal'>;

/** Judges the captures, of which a summary was made. `files` is null where they are gone. */
export async function judgeCaptures(
  summary: Summary,
  { selection, count, signal }: Run,
  files: readonly Again[] | null,
): Promise<Judged> {
  if (!isEverything(selection) || count !== null || signal.aborted) return 'only whole captures are';
  if (files === null) return 'what is read from a pipe or live is gone';
  if (summary.packets > MAX_PACKETS)
    return sentence('there are more than {count} packets', { count: String(MAX_PACKETS) });
  if (summary.falseMessages.nodes.size > MAX_NODES)
    return sentence('there are more than {count} nodes', { count: String(MAX_NODES) });
  // Loaded when there is something to judge: a long capture does not wait for it.
  const { Overheard } = await import('../capture/overheard/overheard.ts');
  const { judgeOverheard } = await import('../oracle/overheard/node-verdict.ts');
  const nodes: JudgedNode[] = [];
  for (const { name, open } of files) {
    const overheard = new Overheard([]);
    for await (const batch of readCapture(open(), name)) for (const event of batch) overheard.take(event);
    const judged = judgeOverheard(overheard, { strict: false, wanted: () => true });
    nodes.push(...judged.map((node) => ({ ...node, file: name })));
  }
  return nodes;
}
