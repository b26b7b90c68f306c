/**
 * A capture as one HTML page: its counts, who is connected to whom and when, who knows whom at the end, its messages,
 * and every change in words.
 */
import type { WhoKnowsWhom } from '../../sniff/belief/who-knows-whom.ts';
import { type Dial, dateAt } from '../belief-time.ts';
import { countText } from '../number-text.ts';
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
}

export interface CaptureStudy {
  readonly dial: Dial;
  readonly timeline: Timeline;
  readonly graph: WhoKnowsWhom;
  /** The first changes as lines, and how many there are more. */
  readonly changes: readonly string[];
  readonly moreChanges: number;
  readonly cannotTell: readonly string[];
}

/** The whole document. */
export function capturePage({ name, summary, study, messages, zone }: CaptureViews): string {
  return htmlDocument({
    lang: 'en',
    title: 'peerprobe sniff',
    body: [
      `<header><h1>peerprobe sniff</h1><p>${xmlText(name)}</p></header>`,
      '<main>',
      textBox(summary),
      ...(study === null ? [] : studied(study)),
      ...(messages.messages.length === 0 ? [] : [tallBox(sequenceSvg(messages, 'the messages', zone))]),
      '</main>',
    ],
    script: null,
  });
}

function studied({ dial, timeline, graph, changes, moreChanges, cannotTell }: CaptureStudy): string[] {
  const lanes = timelineSvg(timeline, dial);
  const more =
    moreChanges === 0 ? [] : [`and ${countText(moreChanges, 'more change')}: sniff --timeline shows all`];
  return [
    ...(lanes === null ? [] : [pictureBox(lanes)]),
    ...(graph.nodes.length === 0
      ? []
      : [pictureBox(graphSvg(graph, `who knows whom, ${dateAt(dial, timeline.end)}`))]),
    ...(cannotTell.length === 0
      ? []
      : [
          '<h2>what this capture cannot tell</h2>',
          `<ul class="facts">${cannotTell.map((text) => `<li>${xmlText(text)}</li>`).join('')}</ul>`,
        ]),
    `<details><summary>${countText(changes.length + moreChanges, 'change')} in who is connected to whom</summary>`,
    textBox([...changes, ...more].join('\n')),
    '</details>',
  ];
}
