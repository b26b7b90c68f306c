/**
 * What a node must not do at once: return a Hello (HEL-7), ask back (REQ-9), greet whom it has just heard of (ADR-3).
 * Each stimulus comes at a phase of its own, so that no schedule of whole seconds meets them all.
 */
import type { LabPeer } from '../../net/lab-peer.ts';
import { familyOf } from '../../oracle/family.ts';
import { judgeReaction, PROMPT, type Reaction } from '../../oracle/reaction.ts';
import { judgeUnasked } from '../../oracle/standing/origin.ts';
import type { Trace } from '../../oracle/trace.ts';
import { broken, type Judgement, judging, seenIn } from '../../oracle/verdict.ts';
import { encode } from '../../wire/encode.ts';
import type { Probe } from '../probe.ts';
import type { Scene } from '../scene.ts';

const HELLO = encode({ tlvs: [{ name: 'hello' }] });
// Six phases of a second, each at least 1.15 s after the one before (REQ-11).
const GAPS_MS = [1_170, 1_330, 1_190, 1_450, 1_260, 1_380] as const;
// What comes later than that waits for something else than the stimulus.
const AT_ONCE_MS = 90;

/** Does it six times, and is told where a reaction would show; null if nothing was done that time. */
async function sixTimes(scene: Scene, act: (round: number) => Promise<LabPeer | null>): Promise<void> {
  for (const [round, gap] of GAPS_MS.entries()) {
    const at = scene.clock.now();
    const peer = await act(round);
    if (peer !== null) scene.mark(PROMPT, peer.endpoint, scene.clock.now() + AT_ONCE_MS);
    await scene.until(at + gap);
  }
}

/** A probe of six rounds, judged by how often that reaction came. */
function sixRounds(reaction: Reaction, rest: Pick<Probe, 'title' | 'run'> & Partial<Probe>): Probe {
  const { check, requirement } = reaction;
  return { check, requirement, seconds: 9, judge: (trace) => [judgeReaction(trace, reaction)], ...rest };
}

const HELLO_BACK: Reaction = {
  check: 'hello-not-returned',
  requirement: 'HEL-7',
  is: ({ hello }) => hello,
  what: 'a Hello came back',
  hint: 'a Hello goes out by the clock, not by what arrives: two nodes that answer each other never stop',
};

const helloNotReturned = sixRounds(HELLO_BACK, {
  title: 'a peer says Hello at six phases of the second: no Hello comes back at once each time',
  also: [
    {
      check: HELLO_BACK.check,
      requirement: 'REQ-8',
      title: 'and no Peer Request either',
    },
  ],
  async run(scene) {
    const peer = await scene.newcomer();
    await peer.send(HELLO); // one greeting to a newcomer is free
    await scene.clock.sleep(700);
    await sixTimes(scene, async () => {
      await peer.send(HELLO);
      return peer;
    });
  },
  judge: (trace) => [judgeReaction(trace, HELLO_BACK), judgeReaction(trace, ASKED_AT_HELLO)],
});

const ASKED_AT_HELLO: Reaction = {
  check: HELLO_BACK.check,
  requirement: 'REQ-8',
  is: ({ request }) => request,
  what: 'a Peer Request followed a Hello at once',
  hint: 'Peer Requests go out by a clock of their own, such as every 10 s (§1.4)',
};

const ASKED_BACK: Reaction = {
  check: 'request-not-returned',
  requirement: 'REQ-9',
  is: ({ request }) => request,
  what: 'a Peer Request came back',
  hint: 'a Peer Request is answered with Peer Addresses and causes nothing else',
};

const requestNotReturned = sixRounds(ASKED_BACK, {
  title: 'a connected peer asks at six phases of the second: it is not asked back at once each time',
  async run(scene) {
    const asker = await scene.connected();
    await sixTimes(scene, async () => {
      await scene.ask(asker);
      return asker;
    });
  },
});

const GREETED_AT_ONCE: Reaction = {
  check: 'announcement-waits',
  requirement: 'ADR-3',
  is: ({ hello, request }) => hello || request,
  what: 'the announced address heard of it at once,',
  hint: 'a Peer Address adds to the table; the Hello goes out with the next round (§1.5)',
};

const announcementWaits = sixRounds(GREETED_AT_ONCE, {
  title: 'six addresses announced at six phases of the second: they are not all greeted at once',
  async run(scene) {
    const announcer = await scene.connected();
    const announced = await scene.newcomers(GAPS_MS.length);
    await scene.clock.sleep(150);
    await sixTimes(scene, async (round) => {
      const peer = announced[round];
      if (peer === undefined) throw new Error('a peer for each round');
      return (await scene.say(announcer, [{ name: 'peer-address', ...peer.endpoint }])) ? peer : null;
    });
  },
  judge: (trace) => [nobodyTold(trace) ?? judgeReaction(trace, GREETED_AT_ONCE)],
});

/** Addresses that went to peers without a request are passed on from the announcements, for nobody asks here. */
function nobodyTold(trace: Trace): Judgement | null {
  const { check, requirement, hint } = GREETED_AT_ONCE;
  const passed = judgeUnasked(trace, familyOf(trace));
  if (passed.verdict === 'pass' || passed.verdict === 'not-observed') return null;
  return {
    ...passed,
    ...judging(requirement, check)(broken(requirement), seenIn(passed), passed.evidence, hint),
  };
}

export const REACTION_PROBES: readonly Probe[] = [helloNotReturned, requestNotReturned, announcementWaits];
