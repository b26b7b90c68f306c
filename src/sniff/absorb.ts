/**
 * Adds what a summary of a later part of a capture says to a summary: what comes out is what the whole capture would
 * have given, as long as no bound is met and no datagram in IP fragments is cut in two (both halves are unfinished).
 */

import { rowOf, TLV_NAMES } from '../wire/table.ts';
import { absorb } from './statistics/absorb.ts';
import { ISSUE_CODES } from './statistics/content.ts';
import { parseMicros } from './statistics/micros.ts';
import type { Summary } from './summary.ts';
import type { SummaryFacts } from './summary-facts.ts';
import type { Tally } from './tally.ts';

export function absorbSummary(summary: Summary, facts: SummaryFacts): void {
  absorb(summary.statistics, facts);
  for (const count of ['packets', 'ours', 'foreign', 'internal', 'malformed', 'selected', 'cut'] as const)
    summary[count] += facts[count];
  summary.dropped += BigInt(facts.dropped);
  for (const time of [facts.first, facts.last]) summary.tick(parseMicros(time) ?? Number.NaN);
  addEach(summary.bytes, facts.bytes);
  addEach(summary.checksums, facts.checksums);
  addEach(summary.fragments, facts.fragments);
  for (const file of facts.files) summary.files.push({ ...file });
  for (const [word, count] of Object.entries(facts.tlvs)) {
    const type = typeOf(word);
    summary.content.types[type] = (summary.content.types[type] ?? 0) + count;
  }
  for (const [at, code] of ISSUE_CODES.entries()) {
    summary.content.issues[at] = (summary.content.issues[at] ?? 0) + (facts.issues[code] ?? 0);
    const example = facts.examples[code];
    if (example !== undefined && !summary.examples.has(code)) summary.examples.set(code, example);
  }
  addWords(summary.packetKinds.other, facts.notUdp);
  addWords(summary.packetKinds.cut, facts.cutBeforeUdp);
  addWords(summary.packetKinds.malformed, facts.brokenHeaders);
  summary.addFalseMessages({ falseMessages: facts.falseMessages, nodes: facts.speakers });
}

function addEach<K extends string>(to: Record<K, number>, from: Readonly<Record<K, number>>): void {
  for (const key of Object.keys(to) as K[]) to[key] += from[key];
}

function addWords(tally: Tally, counts: Readonly<Record<string, number>>): void {
  for (const [word, count] of Object.entries(counts)) tally.add(word, count);
}

function typeOf(word: string): number {
  const name = TLV_NAMES.find((known) => known === word);
  return name === undefined ? Number(word) : rowOf(name).type;
}
