/**
 * A case while the target has company: its start peer and two witnesses who greet it and ask, before and after.
 */

import type { LabPeer } from '../net/lab-peer.ts';
import { fromTarget } from '../oracle/answer.ts';
import { GONE_MS } from '../oracle/family.ts';
import { encode } from '../wire/encode.ts';
import type { Case } from './case.ts';
import { measure, noteMute, noteStuck, ON_ITS_WAY_MS } from './hang.ts';
import type { Stage } from './stage.ts';

/** The check whose expectations are that a witness is answered. */
export const ANSWER_CHECK = 'witness-answered';
/** The check whose marks say to whom Hellos are owed, and since when nothing else goes on. */
export const QUIET_CHECK = 'quiet-after';

const WITNESSES = 2;
// Protocol.md: answers are owed once a second (REQ-11), and belong to a request for 3 s.
const ASK_AGAIN_MS = 1150;
const TRIES = 3;
// A peer's first Hello must be there before what only a connected peer may ask.
export const TAKE_IN_MS = 100;
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });

export async function observed(stage: Stage, theCase: Case, lingerMs: number): Promise<void> {
  const witnesses = await company(stage);
  await stage.until(TAKE_IN_MS);
  await ask(stage, witnesses, 'before');
  const began = measure(stage);
  if (!(await stage.rounds(theCase)) || !(await stage.consumed())) return noteStuck(stage, began);
  // What it said before may still be on its way.
  await stage.until(ON_ITS_WAY_MS);
  const quiet = measure(stage);
  const end = quiet.at + lingerMs;
  for (const { endpoint } of [...witnesses, ...(stage.startPeer === null ? [] : [stage.startPeer])])
    stage.lab.recorder.add({
      type: 'mark',
      at: quiet.at,
      check: QUIET_CHECK,
      part: 'greeted',
      peer: endpoint,
      until: end,
    });
  await ask(stage, witnesses, 'after');
  // HEL-4: who was silent all the time is on no list by now.
  const gone = quiet.at + GONE_MS + TAKE_IN_MS;
  if (gone < end) {
    await stage.until(gone - stage.clock.now());
    await ask(stage, witnesses, 'late');
  }
  await stage.until(end - stage.clock.now());
  const [witness] = witnesses;
  if (witness !== undefined) noteMute(stage, quiet, witness.endpoint);
}

/** Start peer and witnesses, who greet from now on. */
export async function company(stage: Stage): Promise<LabPeer[]> {
  await stage.startPeer?.greet();
  const witnesses: LabPeer[] = [];
  // One at a port of 32768 or above: it is announced by nobody.
  for (let i = 0; i < WITNESSES; i++) witnesses.push(await stage.lab.peer({ tall: i === 0 }));
  for (const witness of witnesses) await witness.greet();
  return witnesses;
}

/**
 * Each witness asks until it is answered, at most three times; afterwards twice at least, for what a list holds is
 * judged on two exchanges, and in a crowd on three.
 */
async function ask(
  stage: Stage,
  witnesses: readonly LabPeer[],
  round: 'before' | 'after' | 'late',
): Promise<void> {
  const least = round === 'before' ? 1 : stage.crowded ? TRIES : TRIES - 1;
  for (let tries = 1; tries <= TRIES && !stage.ended; tries++) {
    const at = stage.clock.now();
    for (const witness of witnesses) {
      expect(stage, witness, round);
      await witness.send(REQUEST);
    }
    const answered = (): boolean =>
      witnesses.every((witness) =>
        fromTarget(stage.trace, witness.endpoint).some((one) => one.at > at && one.listed.length > 0),
      );
    // Nobody asks again before the pause is over, whatever follows.
    await stage.until(ASK_AGAIN_MS);
    if (answered() && tries >= least) return;
  }
}

function expect(stage: Stage, witness: LabPeer, round: string): void {
  const at = stage.clock.now();
  stage.lab.recorder.add({
    type: 'expect',
    at,
    check: ANSWER_CHECK,
    kind: 'answer',
    group: `${ANSWER_CHECK}/${round}/${witness.endpoint.address}`,
    peer: witness.endpoint,
    about: null,
    until: at + ASK_AGAIN_MS,
    control: round === 'before' ? 'before' : null,
    route: 'answer',
    stimulus: 'a Peer Request of a connected peer',
  });
}
