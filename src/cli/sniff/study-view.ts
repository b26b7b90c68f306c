/** Shows what is made of a capture as a whole: timeline, state at a time, graph, sequence of messages. */

import type { Damage } from '../../capture/packet.ts';
import { type Message, tell } from '../../lang/sentence.ts';
import { beginJson, beliefJson, endJson, peersJson } from '../../report/belief-json.ts';
import { type Dial, dateAt } from '../../report/belief-time.ts';
import { escapeText } from '../../report/escape.ts';
import { graphDot } from '../../report/graph-dot.ts';
import { type CaptureStudy, capturePage } from '../../report/html/capture-page.ts';
import { countText } from '../../report/number-text.ts';
import { peersText } from '../../report/peers-text.ts';
import { sequenceMermaid } from '../../report/sequence-mermaid.ts';
import { summaryText } from '../../report/sniff-summary.ts';
import { graphSvg } from '../../report/svg-graph.ts';
import { andMore, sequenceSvg } from '../../report/svg-sequence.ts';
import { makeTheme, type Theme } from '../../report/theme.ts';
import { dateText } from '../../report/time-text.ts';
import { beliefLine, doubtLines, timelineHead } from '../../report/timeline-text.ts';
import type { BeliefEvent } from '../../sniff/belief/belief-event.ts';
import { doubts } from '../../sniff/belief/doubt.ts';
import { Lanes } from '../../sniff/belief/lanes.ts';
import { type NodeBelief, snapshot } from '../../sniff/belief/snapshot.ts';
import { Study } from '../../sniff/belief/study.ts';
import { whoKnowsWhom } from '../../sniff/belief/who-knows-whom.ts';
import { isPeer } from '../../sniff/filter.ts';
import { judgeCaptures } from '../../sniff/judged.ts';
import { MessageList } from '../../sniff/message-list.ts';
import { Sniff, type SniffOptions } from '../../sniff/sniff.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import { summaryFacts } from '../../sniff/summary-facts.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { tellDamage } from '../damage.ts';
import { EXIT } from '../exit.ts';
import { again } from './again.ts';
import { Changes } from './changes.ts';
import type { Opened } from './origin.ts';
import { openPrinter, type Printer } from './printer.ts';
import { filesOf, type Request } from './request.ts';
import type { StudyRequest } from './study-option.ts';

/** Reads the capture to its end and shows the study. Resolves with an exit code. */
export async function showStudy(
  context: Context,
  asked: Request,
  study: StudyRequest,
  opened: Opened,
  signal: AbortSignal,
): Promise<number> {
  const printer = await openPrinter(asked, context.out);
  try {
    const view = new StudyView(context, asked, printer, opened, signal);
    const code = await view.show(study);
    await opened.live?.stop();
    await printer.close();
    return code;
  } catch (error) {
    await opened.live?.stop();
    await printer.abandon();
    if (printer.part !== null) context.out.talk(`what was written is in ${escapeText(printer.part)}`);
    throw error;
  }
}

class StudyView {
  readonly #context: Context;
  readonly #asked: Request;
  readonly #printer: Printer;
  readonly #opened: Opened;
  readonly #options: SniffOptions;
  readonly #theme: Theme;

  constructor(context: Context, asked: Request, printer: Printer, opened: Opened, signal: AbortSignal) {
    this.#context = context;
    this.#asked = asked;
    this.#printer = printer;
    this.#opened = opened;
    this.#options = { ...asked, signal };
    this.#theme = asked.output === null ? context.theme : makeTheme(0);
  }

  async show(study: StudyRequest): Promise<number> {
    switch (study.type) {
      case 'timeline':
        return this.#timeline();
      case 'peers-at':
      case 'graph':
        return this.#state(study);
      case 'sequence':
        return this.#sequence(study.form);
      case 'html':
        return this.#page();
    }
  }

  async #timeline(): Promise<number> {
    const { json, selection, origin } = this.#asked;
    const study = new Study(this.#options);
    const several = filesOf(origin).length > 1;
    let [count, begun] = [0, false];
    const begin = async (dial: Dial): Promise<void> => {
      begun = true;
      await this.#print(
        json ? JSON.stringify(beginJson(dial)) : timelineHead(dial, this.#theme, this.#context.lang),
      );
    };
    for await (const event of study.run(this.#opened.inputs, selection.to)) {
      if (event.type === 'damage') {
        this.#tell(event.damage);
        continue;
      }
      const dial = this.#dial(study);
      if (!begun) await begin(dial);
      if (!this.#isShown(event, study)) continue;
      count++;
      const line = json
        ? JSON.stringify(beliefJson(event, dial, several))
        : beliefLine(event, dial, this.#theme, this.#context.lang);
      const printed = this.#printer.print(`${line}\n`);
      if (printed !== undefined) await printed;
    }
    if (study.clock.begin === null) return this.#untimed(study);
    const dial = this.#dial(study);
    if (!begun) await begin(dial);
    const from = study.placeOf(selection.from) ?? 0;
    const to = Math.min(study.placeOf(selection.to) ?? study.clock.now, study.clock.now);
    const unknown = doubts(study, { ...this.#options, from, to });
    if (json) await this.#print(JSON.stringify(endJson(dial, to, unknown)));
    else for (const line of doubtLines(unknown, this.#theme, this.#context.lang)) await this.#print(line);
    return this.#close(countText(count, 'change'), study);
  }

  /** The state at the time that is asked for, or at the end, as text, JSON or graph. */
  async #state(asked: StudyRequest & { readonly type: 'peers-at' | 'graph' }): Promise<number> {
    const { json, selection } = this.#asked;
    const study = new Study(this.#options);
    // Who stops us wants what is there by now.
    const beyond = () => asked.at !== null && !this.#context.signal.aborted;
    for await (const event of study.run(this.#opened.inputs, asked.at ?? selection.to, beyond))
      if (event.type === 'damage') this.#tell(event.damage);
    if (study.clock.begin === null) return this.#untimed(study);
    const dial = this.#dial(study);
    // Before the first packet nothing has happened, and the clock stands.
    const wanted = study.placeOf(asked.at);
    const at = wanted !== null && wanted < 0 ? wanted : study.beliefs.now;
    const nodes = snapshot(study.beliefs, at).filter(({ node }) => this.#isNode(node));
    const unknown = doubts(study, { ...this.#options, from: at, to: at });
    if (asked.type === 'graph') await this.#graph(asked.form, study, nodes, at, unknown);
    else if (json) await this.#print(JSON.stringify(peersJson(nodes, at, dial, unknown)));
    else
      await this.#print(
        [
          peersText(nodes, at, dial, this.#theme, this.#context.lang),
          ...doubtLines(unknown, this.#theme, this.#context.lang),
        ].join('\n'),
      );
    return this.#close(countText(nodes.length, 'node'), study);
  }

  async #graph(
    form: 'dot' | 'svg',
    study: Study,
    nodes: readonly NodeBelief[],
    at: number,
    unknown: readonly Message[],
  ): Promise<void> {
    const graph = whoKnowsWhom(nodes, study.placeOf(this.#asked.selection.from) ?? Number.NEGATIVE_INFINITY);
    const { lang } = this.#context;
    const title = tell(lang, 'Who knows whom, {time}', { time: dateAt(this.#dial(study), at) });
    await this.#printer.print(
      form === 'dot' ? graphDot(graph, title, lang) : graphSvg(graph, title, { lang }),
    );
    // A picture has no room for them.
    for (const line of doubtLines(unknown, this.#context.errTheme, lang)) this.#context.out.talk(line);
  }

  async #sequence(form: 'svg' | 'mermaid'): Promise<number> {
    const { zone } = this.#asked.selection;
    const sniff = new Sniff(this.#options);
    const list = new MessageList();
    for await (const event of sniff.run(this.#opened.inputs))
      if (event.type === 'damage') this.#tell(event.damage);
      else list.take(event.sighted);
    const first = list.messages[0]?.time ?? null;
    const { lang } = this.#context;
    const title =
      first === null
        ? tell(lang, 'Messages')
        : tell(lang, 'Messages from {time} on', { time: dateText(toMs(first), zone) });
    const draw = form === 'svg' ? sequenceSvg : sequenceMermaid;
    await this.#printer.print(draw(list, title, zone, { lang }));
    return this.#close(`${countText(list.messages.length, 'message')}${andMore(list.more)}`, sniff);
  }

  /** Timeline, graph and sequence of one reading. */
  async #page(): Promise<number> {
    const { selection, origin } = this.#asked;
    const { lang } = this.#context;
    const [lanes, changes, list] = [new Lanes(), new Changes(), new MessageList()];
    const heard = (sighted: Sighted): void => {
      const [from, to] = [study.placeOf(selection.from) ?? 0, study.placeOf(selection.to) ?? Infinity];
      const { source, destination } = sighted.udp;
      const { now } = study.clock;
      if (now >= from && now < to && (this.#isNode(source) || this.#isNode(destination))) list.take(sighted);
    };
    const study = new Study({ ...this.#options, summary: true, heard });
    for await (const event of study.run(this.#opened.inputs, selection.to)) {
      if (event.type === 'damage') this.#tell(event.damage);
      else if (this.#isNode(event.node)) {
        lanes.take(event);
        if (this.#isShown(event, study))
          changes.take(() => beliefLine(event, this.#dial(study), PLAIN, lang));
      }
    }
    const { summary } = study;
    const judged = await judgeCaptures(summary, this.#options, await again(this.#asked));
    const name = origin.type === 'live' ? origin.devices.join(' ') : origin.files.join(' ');
    await this.#printer.print(
      capturePage({
        name,
        summary: summaryText(summaryFacts(summary), this.#opened.live, judged, {
          theme: PLAIN,
          zone: selection.zone,
          lang,
        }),
        study: study.clock.begin === null ? null : this.#studied(study, lanes, changes),
        messages: list,
        zone: selection.zone,
        lang,
      }),
    );
    return this.#close(countText(list.messages.length + list.more, 'message'), study);
  }

  #studied(study: Study, lanes: Lanes, changes: Changes): CaptureStudy {
    const end = study.beliefs.now;
    const nodes = snapshot(study.beliefs, end).filter(({ node }) => this.#isNode(node));
    return {
      dial: this.#dial(study),
      timeline: { ...lanes.upTo(end), end },
      graph: whoKnowsWhom(nodes, study.placeOf(this.#asked.selection.from) ?? Number.NEGATIVE_INFINITY),
      changes: changes.lines,
      moreChanges: changes.more,
      cannotTell: doubts(study, { ...this.#options, from: 0, to: end }),
    };
  }

  #dial(study: Study): Dial {
    return { begin: study.clock.begin ?? 0n, zone: this.#asked.selection.zone };
  }

  #isShown(event: BeliefEvent, study: Study): boolean {
    const { from, to } = this.#asked.selection;
    const [first, end] = [study.placeOf(from), study.placeOf(to)];
    if ((first !== null && event.at < first) || (end !== null && event.at >= end)) return false;
    return this.#isNode(event.node);
  }

  #isNode(node: Endpoint): boolean {
    const { nodes } = this.#asked.selection;
    return nodes.length === 0 || nodes.some((one) => isPeer(one, node));
  }

  async #print(line: string): Promise<void> {
    await this.#printer.print(`${line}\n`);
  }

  #tell(damage: Damage): void {
    tellDamage('sniff', this.#context, damage);
  }

  #untimed({ summary }: Study): number {
    this.#context.out.complain(
      `of ${countText(summary.packets, 'packet')} none has a time: nothing can be told`,
    );
    return summary.damaged === null ? EXIT.UNKNOWN : EXIT.DAMAGED;
  }

  #close(what: string, { summary }: { readonly summary: Study['summary'] }): number {
    const { ours, packets, damaged } = summary;
    this.#context.out.talk(`${what}, from ${countText(ours, 'datagram')} in ${countText(packets, 'packet')}`);
    return damaged === null ? EXIT.OK : EXIT.DAMAGED;
  }
}

const PLAIN = makeTheme(0);

/** Seconds since 1970 without the digits behind the milliseconds. */
function toMs(seconds: string): string {
  return seconds.replace(/(\.\d{3})\d+$/, '$1');
}
