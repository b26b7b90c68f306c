/**
 * One thing that this machine can do or cannot: found out by trying it, with the one command that gets it.
 */

import type { PlainPhrase } from '../../lang/french.ts';
import { asSentence, type Message, verbatim } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';

/** What a trial found. */
export interface Finding {
  readonly state: 'ok' | 'missing';
  /** What was seen: a version, a limit, or why not. One line. */
  readonly detail: Sentence;
}

/** Something that commands need. */
export interface Ability {
  readonly name: string;
  /** What goes without it; `core` is UDP on loopback, without which nothing works. */
  readonly need: PlainPhrase;
  /** The one command that gets it; null if there is none. */
  readonly fix: string | null;
  readonly core?: true;
  /** Never rejects; bounded in time. */
  readonly probe: () => Promise<Finding>;
}

/** An ability and what was found of it. */
export interface Checked extends Finding {
  readonly name: string;
  readonly need: PlainPhrase;
  /** Null where nothing is to be fixed. */
  readonly fix: string | null;
  readonly core: boolean;
}

/** Tries it. What throws is missing, with the words of the error. */
export async function check(ability: Ability): Promise<Checked> {
  const { name, need, fix, core = false } = ability;
  const found = await ability.probe().catch((error: unknown) => missing(verbatim(firstLine(error))));
  return { name, need, core, ...found, fix: found.state === 'ok' ? null : fix };
}

export function ok(detail: Message): Finding {
  return { state: 'ok', detail: asSentence(detail) };
}

export function missing(detail: Message): Finding {
  return { state: 'missing', detail: asSentence(detail) };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
