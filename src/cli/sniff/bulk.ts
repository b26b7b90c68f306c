/** The short way through files (sniff/bulk.ts), where what is asked for is the same for every packet. */
import type { Damage } from '../../capture/packet.ts';
import type { ByteText } from '../../report/bulk/byte-text.ts';
import type { Theme } from '../../report/theme.ts';
import { Bulk } from '../../sniff/bulk.ts';
import type { Readers } from '../../sniff/input.ts';
import type { Lines } from '../../sniff/lines.ts';
import { isEverything } from '../../sniff/selection.ts';
import type { Summary } from '../../sniff/summary.ts';
import type { Printer } from './printer.ts';
import type { Request } from './request.ts';

/** Lines whose bytes can be fetched. */
interface OutLines extends Lines {
  readonly out: ByteText;
}

/**
 * True if it can be answered the short way: everything of ours, in plain lines or counted. What the short way does not
 * know must not be asked for: neither said nor given.
 */
export function isBulk(asked: Request, theme: Theme): boolean {
  const { origin, selection, durationMs, output, json, summary, ...others } = asked;
  const colours = theme.error(SAMPLE) !== SAMPLE && !json && !summary;
  return (
    isEverything(selection) &&
    !colours &&
    Object.values(others).every((other) => other === false || other === null)
  );
}

const SAMPLE = 'x';

/** Prints the lines that are asked for, and tells of damage; returns the counts. */
export async function runBulk(
  asked: Request,
  inputs: readonly Readers[],
  printer: Printer,
  signal: AbortSignal,
  onDamage: (damage: Damage) => void,
): Promise<Summary> {
  const lines = await linesOf(asked);
  const bulk = new Bulk(lines, signal);
  for await (const event of bulk.run(inputs)) {
    if (event.type === 'damage') onDamage(event.damage);
    else if (lines !== null) {
      await printer.bytes(lines.out.written);
      lines.out.clear();
    }
  }
  return bulk.summary;
}

// Loaded when they are asked for: who counts does not wait for them.
async function linesOf({ summary, json, selection }: Request): Promise<OutLines | null> {
  if (summary) return null;
  if (json) return new (await import('../../report/bulk/plain-json.ts')).PlainJson();
  return new (await import('../../report/bulk/plain-text.ts')).PlainText(selection.zone);
}
