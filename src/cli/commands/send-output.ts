/**
 * What `peerprobe send` says of its events: replies as lines on stdout, or every event as NDJSON; the sum on stderr.
 */
import { datagramJson, endpointJson } from '../../report/datagram-json.ts';
import { datagramLine } from '../../report/datagram-text.ts';
import { escapeText } from '../../report/escape.ts';
import { durationText, secondsText, timeOfDay } from '../../report/time-text.ts';
import type { SendEvent, SendSummary } from '../../send/event.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import { dissect } from '../../wire/dissect.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import type { Given } from './send-source.ts';
import { zoneOf } from './zone-option.ts';

/** The output of one sending. */
export class SendOutput {
  readonly #context: Context;
  readonly #local: Endpoint;
  readonly #target: Endpoint;
  readonly #kind: Given['kind'];
  readonly #json: boolean;
  readonly #zone: Zone;
  #summary: SendSummary | null = null;
  #damaged = false;

  constructor(context: Context, local: Endpoint, target: Endpoint, kind: Given['kind']) {
    this.#context = context;
    this.#local = local;
    this.#target = target;
    this.#kind = kind;
    this.#json = context.options.flag('json');
    this.#zone = zoneOf(context.options);
  }

  /** Says it; resolves when the reader has room again. */
  async event(event: SendEvent): Promise<void> {
    switch (event.type) {
      case 'sent':
        if (this.#json)
          await this.#datagram(
            'sent',
            event.number,
            event.at,
            event.outgoing.bytes,
            this.#local,
            this.#target,
          );
        return;
      case 'reply': {
        const { at, bytes, from } = event.arrival;
        if (this.#json)
          return this.#datagram(
            event.fromTarget ? 'reply' : 'other',
            event.number,
            at,
            bytes,
            from,
            this.#local,
          );
        return this.#replyLine(at, bytes, from, event.fromTarget);
      }
      case 'refused': {
        const { origin } = event.outgoing;
        if (this.#json && this.#kind === 'capture')
          await this.#object({ event: 'refused', origin, address: event.address });
        return;
      }
      case 'skipped':
        return;
      case 'damage':
        this.#damaged = true;
        this.#context.out.complain(
          `${escapeText(event.file)}: damaged at byte ${event.offset}: ${escapeText(event.message)}`,
        );
        return;
      case 'summary':
        this.#summary = event;
        return this.#sum(event);
    }
  }

  /** After the last event. */
  exitCode(): number {
    const { sent = 0, replies = 0 } = this.#summary ?? {};
    if (this.#damaged) return EXIT.DAMAGED;
    if (sent === 0) return EXIT.USAGE;
    return this.#context.options.flag('expect') && replies === 0 ? EXIT.FINDINGS : EXIT.OK;
  }

  async #replyLine(at: number, bytes: Uint8Array, from: Endpoint, fromTarget: boolean): Promise<void> {
    const { theme, out } = this.#context;
    const source = fromTarget ? theme.strong(endpointText(from)) : theme.warn(endpointText(from));
    const line = datagramLine(dissect(bytes), theme);
    await out.data(
      `${theme.dim(timeOfDay(wallTime(at), this.#zone))} ${source} > ${endpointText(this.#local)}  ${line}\n`,
    );
  }

  #datagram(
    name: string,
    frame: number,
    at: number,
    bytes: Uint8Array,
    source: Endpoint,
    destination: Endpoint,
  ): Promise<void> {
    const seen = { frame, time: wallTime(at), source, destination };
    return this.#object({ event: name, ...datagramJson(dissect(bytes), seen, { payload: true }) });
  }

  async #sum(summary: SendSummary): Promise<void> {
    const { type, durationMs, ...counts } = summary;
    if (this.#json)
      await this.#object({
        event: type,
        schemaVersion: 1,
        target: endpointJson(this.#target),
        damaged: this.#damaged,
        ...counts,
        durationMs: Math.round(durationMs),
      });
    const { out } = this.#context;
    for (const line of sumLines(summary, this.#target, this.#kind)) {
      if (summary.sent === 0) out.complain(line);
      else out.talk(line);
    }
  }

  async #object(value: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#context.out.data(`${JSON.stringify(value)}\n`);
  }
}

function sumLines(summary: SendSummary, target: Endpoint, kind: Given['kind']): string[] {
  const { sent, bytes, replies, others, refused, skipped, lost, durationMs } = summary;
  const lines = [
    `${plural(sent, 'datagram')} (${plural(bytes, 'byte')}) sent to ${endpointText(target)}, ${replies === 0 ? 'no reply' : plural(replies, 'reply', 'replies')} in ${durationText(durationMs)}`,
  ];
  if (sent === 0 && refused === 0) lines.push(`there was no datagram to send`);
  if (others > 0) lines.push(`${plural(others, 'datagram')} came from somebody else`);
  if (kind === 'capture' && refused > 0)
    lines.push(
      `${plural(refused, 'datagram')} can be read as naming an address outside the fence, not sent: --allow-target CIDR`,
    );
  if (skipped > 0) lines.push(`${plural(skipped, 'packet')} of the capture held no whole UDP datagram`);
  if (lost !== null && lost > 0)
    lines.push(`${plural(lost, 'reply', 'replies')} found no room in our buffers`);
  return lines;
}

/** The system clock counts from the start of the process. */
function wallTime(at: number): string {
  return secondsText(performance.timeOrigin + at);
}

function plural(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
