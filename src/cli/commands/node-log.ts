/**
 * What `peerprobe node` says while it runs: a line for each peer that comes or goes, or NDJSON of every event. A
 * reader that is too slow loses lines, which are counted: the node waits for nobody.
 */
import type { Bug } from '../../node/bugs/bug.ts';
import type { Dialect } from '../../node/dialect.ts';
import type { NodeEvent } from '../../node/event.ts';
import type { Peers } from '../../node/peer.ts';
import { countText } from '../../report/number-text.ts';
import { durationText, secondsText, timeOfDay } from '../../report/time-text.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import { toHex } from '../../wire/bytes.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { zoneOf } from './zone-option.ts';

const VERB_WIDTH = 13;

/** The log of one node. */
export class NodeLog {
  readonly #context: Context;
  readonly #self: Endpoint;
  readonly #begun = Date.now();
  readonly #json: boolean;
  readonly #verbose: boolean;
  readonly #zone: Zone;
  #busy = false;
  #unshown = 0;
  #refused = 0;
  #ignored = 0;

  constructor(context: Context, self: Endpoint) {
    this.#context = context;
    this.#self = self;
    this.#json = context.options.flag('json');
    this.#verbose = context.options.flag('verbose');
    this.#zone = zoneOf(context.options);
  }

  begin(dialect: Dialect, bug: Bug | null): void {
    if (this.#json)
      this.#object('listening', { schemaVersion: 1, endpoint: this.#self, dialect, bug: bug?.name ?? null });
    const wrong =
      bug === null ? '' : `, wrong on purpose: ${bug.summary} (${bug.requirement}, §${bug.section})`;
    this.#context.out.talk(`listening on ${endpointText(this.#self)}${wrong}; Ctrl-C ends it`);
  }

  event(event: NodeEvent): void {
    if (event.type === 'refused') this.#refused++;
    if (event.type === 'datagram-ignored') this.#ignored++;
    if (this.#json) this.#object(event.type, fields(event));
    else if (this.#verbose || isComing(event)) this.#line(this.#text(event));
  }

  /** After the last event: how it stands. */
  end(peers: Peers): void {
    const connected = peers.all().filter(({ state }) => state === 'connected').length;
    const durationMs = Date.now() - this.#begun;
    const counts = {
      durationMs,
      known: peers.size,
      connected,
      refused: this.#refused,
      ignored: this.#ignored,
    };
    this.#busy = false; // the last line is said, however slow the reader
    if (this.#json) this.#object('stopped', { ...counts, unshown: this.#unshown });
    const { out } = this.#context;
    out.talk(
      `stopped after ${durationText(durationMs)}: ${connected} of ${peers.size} known peers connected; peers refused ${this.#refused}, datagrams ignored ${this.#ignored}`,
    );
    const were = this.#unshown === 1 ? 'was' : 'were';
    if (this.#unshown > 0)
      out.talk(`${countText(this.#unshown, 'event')} ${were} not shown: the output was read too slowly`);
  }

  /** A node that is wrong on purpose died of it. */
  death(bug: Bug, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (this.#json) this.#object('died', { bug: bug.name, reason });
    this.#context.out.complain(
      this.#context.errTheme.error(`the node died of its bug ${bug.name}: ${reason}`),
    );
  }

  #text(event: NodeEvent): string {
    const { theme } = this.#context;
    const time = theme.dim(timeOfDay(secondsText(Date.now()), this.#zone).slice(0, 12));
    const [verb, rest] = words(event);
    const style =
      event.type === 'peer-connected' ? theme.ok : event.type === 'peer-known' ? theme.value : theme.warn;
    return `${time}  ${style(verb.padEnd(VERB_WIDTH))} ${rest}\n`;
  }

  #object(name: string, rest: Readonly<Record<string, unknown>>): void {
    this.#line(`${JSON.stringify({ event: name, time: secondsText(Date.now()), ...rest })}\n`);
  }

  #line(text: string): void {
    if (this.#busy) {
      this.#unshown++;
      return;
    }
    const slow = this.#context.out.data(text);
    if (!(slow instanceof Promise)) return;
    this.#busy = true;
    void slow.then(() => {
      this.#busy = false;
    });
  }
}

function isComing(event: NodeEvent): boolean {
  return event.type !== 'refused' && event.type !== 'datagram-ignored';
}

function words(event: NodeEvent): [verb: string, rest: string] {
  switch (event.type) {
    case 'peer-known':
      return [
        'known',
        `${endpointText(event.peer)}${event.by === null ? '' : ` (named by ${endpointText(event.by)})`}`,
      ];
    case 'peer-connected':
      return ['connected', endpointText(event.peer)];
    case 'peer-expired':
      return ['silent', endpointText(event.peer)];
    case 'peer-forgotten':
      return ['forgotten', `${endpointText(event.peer)} (${event.reason})`];
    case 'refused':
      return ['refused', `${endpointText(event.peer)} (${event.reason})`];
    case 'datagram-ignored':
      return [
        'ignored',
        `${countText(event.bytes.length, 'byte')} from ${endpointText(event.from)} (${event.reason})`,
      ];
  }
}

function fields(event: NodeEvent): Record<string, unknown> {
  const { type: _, ...rest } = event;
  return 'bytes' in rest ? { ...rest, bytes: undefined, payload: toHex(rest.bytes) } : rest;
}
