/**
 * All that is said to people in French, by the English. `src/lang/french/` is the one room for it; a test asks that
 * nothing is missing there.
 */
import { FORMAT_BUGS } from './french/bug-format.ts';
import { PEER_BUGS } from './french/bug-peer.ts';
import { CHECKS } from './french/check.ts';
import { CLASSES } from './french/class.ts';
import { DATAGRAMS } from './french/datagram.ts';
import { CHOICES } from './french/dialect.ts';
import { ABILITIES } from './french/doctor.ts';
import { FORMAT_EXPLANATIONS } from './french/explanation-format.ts';
import { LIMIT_EXPLANATIONS } from './french/explanation-limit.ts';
import { TALK_EXPLANATIONS } from './french/explanation-talk.ts';
import { FINDINGS } from './french/finding.ts';
import { CAMPAIGNS } from './french/fuzz.ts';
import { HINTS } from './french/hint.ts';
import { MEETINGS } from './french/interop.ts';
import { JUDGES } from './french/judge.ts';
import { MEMBERSHIP } from './french/membership.ts';
import { PAGE } from './french/page.ts';
import { REPORT } from './french/report.ts';
import { REQUIREMENTS } from './french/requirement.ts';
import { RUNS } from './french/run.ts';
import { SIMULATIONS } from './french/simulate.ts';
import { CAPTURES } from './french/sniff.ts';
import { STAGES } from './french/stage.ts';
import { STARTS } from './french/start.ts';
import { STIMULI } from './french/stimulus.ts';
import { SYMPTOM_WORDS } from './french/symptom.ts';
import { VERDICT_WORDS } from './french/verdict.ts';
import type { Slots } from './value.ts';

export { NOUNS, type Noun } from './french/noun.ts';

/** A requirement as a judge says it. */
type NodeDoes = `the node ${keyof typeof REQUIREMENTS}`;
const NODE_DOES = Object.fromEntries(
  Object.entries(REQUIREMENTS).map(([does, french]) => [`the node ${does}`, `le nœud ${french}`]),
) as Readonly<Record<NodeDoes, string>>;

export const FRENCH = {
  ...REQUIREMENTS,
  ...STAGES,
  ...CHECKS,
  ...FORMAT_EXPLANATIONS,
  ...TALK_EXPLANATIONS,
  ...LIMIT_EXPLANATIONS,
  ...FORMAT_BUGS,
  ...PEER_BUGS,
  ...CHOICES,
  ...VERDICT_WORDS,
  ...REPORT,
  ...JUDGES,
  ...MEMBERSHIP,
  ...DATAGRAMS,
  ...HINTS,
  ...STIMULI,
  ...CAMPAIGNS,
  ...SYMPTOM_WORDS,
  ...STARTS,
  ...RUNS,
  ...CLASSES,
  ...FINDINGS,
  ...MEETINGS,
  ...SIMULATIONS,
  ...CAPTURES,
  ...ABILITIES,
  ...PAGE,
  ...NODE_DOES,
} as const;

/** A sentence that can be said in each language. */
export type Phrase = keyof typeof FRENCH;

/** One without slots. */
export type PlainPhrase = { [Text in Phrase]: [Slots<Text>] extends [never] ? Text : never }[Phrase];
