/**
 * A capture as one HTML page: its counts, who is connected to whom and when, who knows whom at the end, its messages,
 * and every change in words.
 */
import type { Language } from '../../lang/language.ts';
import { asSentence, counted, inWords, type Message, tell } from '../../lang/sentence.ts';
import type { WhoKnowsWhom } from '../../sniff/belief/who-knows-whom.ts';
import { type Dial, dateAt } from '../belief-time.ts';
import { graphSvg } from '../svg-graph.ts';
import { type Messages, sequenceSvg } from '../svg-sequence.ts';
import { type Timeline, timelineSvg } from '../svg-timeline.ts';
import { xmlText } from '../xml.ts';
import { pictureBox, tallBox, textBox } from './box.ts';
import { htmlDocument } from './document.ts';

export interface CaptureViews {
  /** What was read, for people. */
  readonly name: string;
  /** Of summaryText, without colours. */
  readonly summary: string;
  /** Null if no packet has a time: then there are counts and messages alone. */
  readonly study: CaptureStudy | null;
  readonly messages: Messages;
  readonly zone: Dial['zone'];
  readonly lang: Language;
}

export interface CaptureStudy {
  readonly dial: Dial;
  readonly timeline: Timeline;
  readonly graph: WhoKnowsWhom;
  /** The first changes as lines, and how many there are more. */
  readonly changes: readonly string[];
  readonly moreChanges: number;
  readonly cannotTell: readonly Message[];
}

/** The whole document. */
export function capturePage({ name, summary, study, messages, zone, lang }: CaptureViews): string {
  return htmlDocument({
    lang,
    title: 'peerprobe sniff',
    body: [
      `<header><h1>peerprobe sniff</h1><p>${xmlText(name)}</p></header>`,
      '<main>',
      textBox(summary, lang),
      ...(study === null ? [] : studied(study, lang)),
      ...(messages.messages.length === 0
        ? []
        : [tallBox(sequenceSvg(messages, tell(lang, 'the messages'), zone, { lang }), 'picture', lang)]),
      '</main>',
    ],
    script: null,
  });
}

function studied(
  { dial, timeline, graph, changes, moreChanges, cannotTell }: CaptureStudy,
  lang: Language,
): string[] {
  const lanes = timelineSvg(timeline, dial, lang);
  const whom = tell(lang, 'who knows whom, {time}', { time: dateAt(dial, timeline.end) });
  const all = counted(changes.length + moreChanges, 'change');
  const more =
    moreChanges === 0
      ? []
      : [tell(lang, 'and {more}: sniff --timeline shows all', { more: counted(moreChanges, 'more change') })];
  return [
    ...(lanes === null ? [] : [pictureBox(lanes, lang)]),
    ...(graph.nodes.length === 0 ? [] : [pictureBox(graphSvg(graph, whom, { lang }), lang)]),
    ...(cannotTell.length === 0
      ? []
      : [
          `<h2>${tell(lang, 'what this capture cannot tell')}</h2>`,
          `<ul class="facts">${cannotTell.map((text) => `<li>${xmlText(inWords(lang, asSentence(text)))}</li>`).join('')}</ul>`,
        ]),
    `<details><summary>${tell(lang, '{changes} in who is connected to whom', { changes: all })}</summary>`,
    textBox([...changes, ...more].join('\n'), lang),
    '</details>',
  ];
}
