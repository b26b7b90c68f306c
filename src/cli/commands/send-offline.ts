/**
 * `peerprobe send` without a network: `--dry-run` shows, `--write` records. Nothing is resolved, nothing leaves.
 */
import type { Cidr } from '../../net/cidr.ts';
import { contentJson } from '../../report/datagram-json.ts';
import { datagramLine, notationWords } from '../../report/datagram-text.ts';
import { escapeText } from '../../report/escape.ts';
import { hexdump } from '../../report/hexdump.ts';
import { lies } from '../../send/lie.ts';
import type { Outgoing, SourceItem, SourceNote } from '../../send/outgoing.ts';
import { type RecordingPlan, recording } from '../../send/recording.ts';
import { outsideFence } from '../../send/send.ts';
import { dissect } from '../../wire/dissect.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import { openSink } from '../sink.ts';
import { contentRefusal } from './fence-option.ts';
import type { Given } from './send-source.ts';

/** Every datagram byte for byte, its lies and issues under the bytes, and whether the fence would stop it. */
export async function dryRun(given: Given, allowed: readonly Cidr[], context: Context): Promise<number> {
  const { out, signal, options } = context;
  let count = 0;
  let damaged = false;
  for await (const item of given.source()) {
    if (signal.aborted) break;
    damaged ||= note(item, context);
    if (item.type !== 'datagram') continue;
    const blocked = outsideFence(item.bytes, allowed);
    const text = options.flag('json') ? json(item, blocked) : picture(item, blocked, context);
    await out.data(count > 0 && !options.flag('json') ? `\n${text}` : text);
    count++;
    if (blocked !== null && !options.flag('json')) {
      const { message, hint } = contentRefusal(blocked, item.origin, allowed);
      out.talk(context.errTheme.warn(escapeText(`would be refused: ${message}`)));
      if (hint !== null) out.talk(`  ${hint}`);
    }
  }
  return ending(count, damaged, 'would be sent', context);
}

/** The datagrams as a pcapng file; `path` `-` is stdout. `read` are the files that they come from. */
export async function writeRecording(
  source: AsyncIterable<SourceItem>,
  path: string,
  plan: RecordingPlan,
  read: readonly string[],
  context: Context,
): Promise<number> {
  const sink = await openSink(path, '--write', read, context.out);
  let count = 0;
  let damaged = false;
  try {
    for await (const item of recording(source, plan)) {
      if (context.signal.aborted) break;
      if (item.type !== 'block') {
        damaged ||= note(item, context);
        continue;
      }
      await sink.write(item.bytes);
      if (item.datagram) count++;
    }
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  await sink.close();
  return ending(count, damaged, `written to ${path === '-' ? 'stdout' : escapeText(path)}`, context);
}

function picture(item: Outgoing, blocked: string | null, { theme }: Context): string {
  const dissection = dissect(item.bytes);
  const told = item.draft === null ? [] : lies(item.draft);
  const dump = hexdump(dissection, { theme, marks: told.map((lie) => ({ ...lie, level: 'warn' as const })) });
  const title = item.origin === null ? '' : `${theme.dim(`# ${escapeText(item.origin)}`)}\n`;
  const fence = blocked === null ? '' : ` ${theme.warn(`!fence=${blocked.replaceAll(' ', '-')}`)}`;
  return `${title}${dump}\n\nreads as: ${datagramLine(dissection, theme)}${fence}\n`;
}

function json(item: Outgoing, blocked: string | null): string {
  const dissection = dissect(item.bytes);
  return `${JSON.stringify({
    event: 'would-send',
    schemaVersion: 1,
    origin: item.origin,
    notation: notationWords(dissection),
    ...contentJson(dissection, { payload: true }),
    lies: item.draft === null ? [] : lies(item.draft),
    outsideFence: blocked,
  })}\n`;
}

/** Says a damage; true if it is one. */
function note(item: SourceNote | Outgoing, { out }: Context): boolean {
  if (item.type !== 'damage') return false;
  out.complain(`${escapeText(item.file)}: damaged at byte ${item.offset}: ${escapeText(item.message)}`);
  return true;
}

function ending(count: number, damaged: boolean, what: string, { out }: Context): number {
  const sum = `${count} datagram${count === 1 ? '' : 's'} ${what}; nothing was sent`;
  if (count === 0) out.complain(sum);
  else out.talk(sum);
  if (damaged) return EXIT.DAMAGED;
  return count === 0 ? EXIT.USAGE : EXIT.OK;
}
