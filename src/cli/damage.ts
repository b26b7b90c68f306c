/** What is said of a capture that is damaged: one line on stderr. */
import type { Damage } from '../capture/packet.ts';
import { escapeText } from '../report/escape.ts';
import type { Context } from './command.ts';

/** `name` is the command that reads the capture. */
export function tellDamage(
  name: string,
  { out, errTheme }: Context,
  { file, offset, message }: Damage,
): void {
  const text = `peerprobe ${name}: ${escapeText(file)}: damaged at offset ${offset}: ${escapeText(message)}`;
  out.complain(errTheme.error(text));
}
