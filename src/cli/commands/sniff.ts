/**
 * `peerprobe sniff`: decodes captures and live traffic. Damaged input: what could be read is shown, then where it
 * ends (exit 5). A live capture ends by Ctrl-C and sums up; if it ends by itself, that is exit 4.
 */

import { escapeText } from '../../report/escape.ts';
import { closingText, type Drops, summaryJson, summaryText } from '../../report/sniff-summary.ts';
import { Recording } from '../../sniff/recording.ts';
import { Sniff } from '../../sniff/sniff.ts';
import type { Command, Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import { type Opened, openOrigin } from '../sniff/origin.ts';
import { OPTIONS, type Request, request } from '../sniff/request.ts';
import { openSink, type Sink } from '../sniff/sink.ts';
import { View } from '../sniff/view.ts';
import { version } from '../version.ts';

export const command: Command = {
  name: 'sniff',
  usage: '[FILE|-]...',
  summary: 'decode captures and live traffic',
  options: OPTIONS,
  examples: [
    'peerprobe sniff capture.pcapng',
    "peerprobe sniff -i lo --filter 'udp port 4200' -w out.pcapng",
    'tcpdump -i lo -U -w - | peerprobe sniff - --malformed -V',
    'peerprobe sniff --summary --json capture.pcap.gz',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const asked = request(context);
  const limit = new AbortController();
  const signal = AbortSignal.any([context.signal, limit.signal]);
  const opened = await openOrigin(asked.origin, () => context.stdin, signal);
  if (asked.durationMs !== null) setTimeout(() => limit.abort(), asked.durationMs).unref();
  if (asked.origin.type === 'live') {
    const filter = asked.origin.filter === '' ? '' : ` (${escapeText(asked.origin.filter)})`;
    context.out.talk(`capturing on ${escapeText(asked.origin.device)}${filter}, until Ctrl-C`);
  }
  // A live capture is stopped at its source, so that what has been captured is still shown.
  const sniff = new Sniff({ ...asked, signal: opened.live === null ? signal : NEVER });
  const view = new View(asked, context.out, context.theme);
  const damaged = await show(context, asked, opened, sniff, view);
  await sumUp(context, asked, opened, sniff, view);
  const lost = (await opened.live?.failure()) ?? null;
  if (lost !== null) context.out.talk(context.errTheme.error(`peerprobe sniff: ${escapeText(lost)}`));
  if (lost !== null) return EXIT.ABILITY;
  return damaged ? EXIT.DAMAGED : EXIT.OK;
}

const NEVER = new AbortController().signal;

/** Shows and writes what comes. True if an input is damaged. */
async function show(
  { out, errTheme }: Context,
  asked: Request,
  { inputs, live }: Opened,
  sniff: Sniff,
  view: View,
): Promise<boolean> {
  const recording = new Recording(`peerprobe ${version()}`, live);
  let sink: Sink | null = null;
  let damaged = false;
  try {
    if (asked.write !== null) sink = await openSink(asked.write, asked.origin, out);
    if (sink !== null) for (const block of recording.header()) await sink.write(block);
    for await (const event of sniff.run(inputs)) {
      if (event.type === 'damage') {
        const { file, offset, message } = event.damage;
        const text = `peerprobe sniff: ${escapeText(file)}: damaged at offset ${offset}: ${escapeText(message)}`;
        out.talk(errTheme.error(text));
        damaged = true;
        continue;
      }
      // Waiting for nothing would cost a turn of the event loop for each datagram.
      const shown = view.show(event.sighted);
      if (shown !== undefined) await shown;
      if (sink === null) continue;
      for (const block of recording.packet(event.sighted)) {
        const written = sink.write(block);
        if (written !== undefined) await written;
      }
    }
  } finally {
    await live?.stop();
    await sink?.close();
  }
  return damaged;
}

/** With --summary the counts are the data; else one line of talk ends the listing. */
async function sumUp(
  { out, theme }: Context,
  { summary, json, all }: Request,
  { live }: Opened,
  sniff: Sniff,
  view: View,
): Promise<void> {
  const drops: Drops | null = live === null ? null : { lost: live.lost };
  if (!summary) out.talk(closingText(sniff.summary, view.shown, all, drops));
  else if (json) await out.data(`${JSON.stringify(summaryJson(sniff.summary, drops))}\n`);
  else await out.data(`${summaryText(sniff.summary, drops, theme)}\n`);
}
