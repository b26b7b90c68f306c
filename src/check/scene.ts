/**
 * What a probe's script has in hand: peers, and expectations that it leaves in the trace. Waiting for an
 * expectation ends as soon as it is met, but the verdict is the judge's, from the trace.
 */

import type { LabPeer } from '../net/lab-peer.ts';
import type { Sample } from '../net/sample.ts';
import type { Clock } from '../net/world.ts';
import type { Told } from '../oracle/answer.ts';
import { ANSWER_MS as OPEN_MS } from '../oracle/exchange.ts';
import { HELD_BACK } from '../oracle/held-back.ts';
import type { ExpectEvent, Route, Trace } from '../oracle/trace.ts';
import { craft, type DraftItem } from '../wire/craft.ts';
import { type Endpoint, isSameEndpoint } from '../wire/endpoint.ts';
import type { Cast } from './cast.ts';
import { hears } from './hearing.ts';

// Protocol.md: requests 1.1 s apart (REQ-11), silence judged over 1.2 s, a first Hello within 2.5 s (ADR-1).
const ASK_AGAIN_MS = 1150;
const ANSWER_MS = 1200;
const GREETING_MS = 2500;
const TRIES = 3;
// A peer's first Hello must be there before what only a connected peer may say.
const TAKE_IN_MS = 100;

const REQUEST: readonly DraftItem[] = [{ name: 'peer-request' }];

/** What a scene takes from the session around it. */
export interface Setting {
  readonly cast: Cast;
  /** What the target uses now; null where nobody tells. */
  readonly sample: () => Sample | null;
}

interface Greeting {
  readonly control?: ExpectEvent['control'];
  /** How the target shows that it acted. */
  readonly route?: Route;
  /** Says once more what is to be greeted; false if the fence held it back. */
  readonly again?: () => Promise<boolean>;
}

type Expected = Omit<ExpectEvent, 'type' | 'check' | 'peer' | 'about' | 'until'> & {
  readonly peer: LabPeer;
  readonly about?: Endpoint | null;
  readonly ms: number;
};

export class Scene {
  readonly check: string;
  readonly #cast: Cast;
  readonly #sample: () => Sample | null;
  readonly #lent: LabPeer[] = [];
  readonly #passers: LabPeer[] = [];
  /** Shown: something did not act however often it was said. What comes then is said once. */
  #missed = false;
  #groups = 0;

  constructor({ cast, sample }: Setting, check: string) {
    this.#cast = cast;
    this.#sample = sample;
    this.check = check;
  }

  get clock(): Clock {
    return this.#cast.lab.clock;
  }

  get trace(): Trace {
    return this.#cast.lab.trace;
  }

  /** How long the long watches may take, in ms; 0 for none (REQ-8). */
  get patienceMs(): number {
    return this.#cast.patienceMs;
  }

  /** Everything may be announced here: what is sent cannot leave. */
  get unfenced(): boolean {
    return this.#cast.lab.unfenced;
  }

  /** Peers can have addresses of their own, chosen ones too. */
  get manyAddresses(): boolean {
    return this.#cast.lab.manyAddresses;
  }

  /** A peer that is connected and stays so; somebody else (the witness) is connected too. */
  async connected(): Promise<LabPeer> {
    await this.#cast.witness();
    const peer = await this.#cast.lend();
    this.#lent.push(peer);
    return peer;
  }

  /** The peer that is connected during every probe. */
  witness(): Promise<LabPeer> {
    return this.#cast.witness();
  }

  /** A peer that has said nothing yet. */
  async newcomer(options: { readonly tall?: boolean; readonly at?: Endpoint } = {}): Promise<LabPeer> {
    const peer = await this.#cast.lab.peer(options);
    this.#passers.push(peer);
    return peer;
  }

  async newcomers(count: number): Promise<LabPeer[]> {
    return Promise.all(Array.from({ length: count }, () => this.newcomer()));
  }

  /** Both controls in one: the peer gets Hellos, and an answer. False if one failed: then nothing can be shown. */
  async control(peer: LabPeer, when: 'before' | 'after'): Promise<boolean> {
    const held = await Promise.all([
      this.greeted(peer, 'a connected peer', { control: when }),
      this.answered(peer, REQUEST, 'peer-request', when),
    ]);
    return held.every(Boolean);
  }

  /** A control: an address that the peer announces plainly is greeted. */
  async announces(peer: LabPeer): Promise<void> {
    const announced = await this.newcomer();
    await this.clock.sleep(TAKE_IN_MS);
    const again = (): Promise<boolean> => this.say(peer, [{ name: 'peer-address', ...announced.endpoint }]);
    const how = { control: 'before', route: 'announcement', again } as const;
    if (await again()) await this.greeted(announced, 'an announced address', how);
  }

  /** Sends a datagram of these items. False if the fence held it back: then expect nothing of it. */
  async say(peer: LabPeer, items: readonly DraftItem[]): Promise<boolean> {
    const passed = await peer.send(craft({ items }));
    if (!passed) this.mark(HELD_BACK, peer.endpoint, this.clock.now());
    return passed;
  }

  /**
   * Sends the datagram until it is answered, at most `tries` times, and expects an answer. What the fence holds
   * back is not tried, so nothing is expected.
   */
  answered(
    peer: LabPeer,
    items: readonly DraftItem[],
    stimulus: string,
    control: ExpectEvent['control'] = null,
    tries = this.#tries(control),
  ): Promise<boolean> {
    const what = { kind: 'answer', peer, control, route: 'answer', stimulus } as const;
    return this.#asked(items, what, tries, ({ listed }) => listed.length > 0);
  }

  /** Asks until the answers have listed all of these, at most three times; each with its stimulus. */
  async lists(
    asker: LabPeer,
    wanted: readonly (readonly [about: Endpoint, stimulus: string])[],
  ): Promise<void> {
    let missing = wanted.map(([about, stimulus]) => ({ about, stimulus, group: this.#group() }));
    for (let i = 0; i < TRIES && missing.length > 0; i++) {
      await this.mayAsk(asker);
      const from = this.trace.events.length;
      const at = this.clock.now();
      if (!(await this.say(asker, REQUEST))) return;
      asker.nextAskAt = this.clock.now() + ASK_AGAIN_MS;
      for (const { about, stimulus, group } of missing) {
        const what = { kind: 'listed', control: null, route: 'answer' } as const;
        this.#expect({ ...what, at, group, peer: asker, about, ms: ANSWER_MS, stimulus });
      }
      const told = await Promise.all(
        missing.map(({ about }) =>
          this.#told(asker, ANSWER_MS, from, ({ listed }) =>
            listed.some((one) => isSameEndpoint(one, about)),
          ),
        ),
      );
      missing = missing.filter((_, j) => told[j] !== true);
    }
    if (missing.length > 0) await this.clock.sleep(OPEN_MS - ANSWER_MS);
  }

  /** Asks once, when the peer may; what comes of it is for a judge of exchanges to read. */
  async ask(asker: LabPeer): Promise<void> {
    await this.mayAsk(asker);
    await this.say(asker, REQUEST);
  }

  /** Notes what the target uses now; false where nobody tells. */
  sample(): boolean {
    const sample = this.#sample();
    if (sample === null) return false;
    const { cpuMs: _, ...used } = sample;
    this.#cast.lab.recorder.add({ type: 'sample', at: this.clock.now(), check: this.check, ...used });
    return true;
  }

  /**
   * Expects a Hello to this peer from now on. What is said once may be lost: `again` says it once more if none comes,
   * and expects it anew, at most three times.
   */
  async greeted(peer: LabPeer, stimulus: string, how: Greeting = {}): Promise<boolean> {
    const { control = null, route = 'greeting', again } = how;
    const group = this.#group();
    for (let tries = 1; ; tries++) {
      const from = this.trace.events.length;
      const at = this.clock.now();
      this.#expect({ at, kind: 'greeting', group, peer, ms: GREETING_MS, control, route, stimulus });
      if (await this.#told(peer, GREETING_MS, from, ({ hello }) => hello)) return true;
      if (tries === TRIES) this.#missed ||= control === null;
      if (again === undefined || tries >= this.#tries(control) || !(await again())) return false;
    }
  }

  /** Expects no reaction to this peer: none at all, or no answer where it is greeted anyway. */
  async quiet(peer: LabPeer, stimulus: string, route: Route = 'greeting'): Promise<void> {
    const ms = route === 'answer' ? ANSWER_MS : GREETING_MS;
    await this.#silence({ kind: 'quiet', peer, stimulus, ms, route });
  }

  /** Expects no burst of Hellos or Peer Requests to this peer for `ms`. */
  async calm(peer: LabPeer, stimulus: string, ms: number): Promise<void> {
    await this.#silence({ kind: 'calm', peer, stimulus, ms, route: 'greeting' });
  }

  /** This peer plays that part from now on until that time: for the probe's own judge. */
  mark(part: string, peer: Endpoint, until: number): void {
    const at = this.clock.now();
    this.#cast.lab.recorder.add({ type: 'mark', at, check: this.check, part, peer, until });
  }

  /** Waits until this peer gets a Hello, or until that time of the clock. */
  async helloBefore(peer: Endpoint, time: number): Promise<void> {
    const ms = time - this.clock.now();
    await hears(this.clock, this.trace, peer, ms, this.trace.events.length, ({ hello }) => hello);
  }

  /** Waits until that time of the clock. */
  async until(time: number): Promise<void> {
    const wait = time - this.clock.now();
    if (wait > 0) await this.clock.sleep(wait);
  }

  /** Waits until a peer may ask again. */
  async mayAsk(peer: LabPeer): Promise<void> {
    await this.until(peer.nextAskAt);
    peer.nextAskAt = this.clock.now() + ASK_AGAIN_MS;
  }

  /** The end of the script: what was lent goes back, newcomers fall silent. */
  end(): void {
    for (const peer of this.#passers) peer.hush();
    for (const peer of this.#lent) this.#cast.giveBack(peer);
  }

  /** Sends the items and expects what is told of the answer, until it comes or the tries are used up. */
  async #asked(
    items: readonly DraftItem[],
    what: Pick<Expected, 'kind' | 'peer' | 'about' | 'control' | 'route' | 'stimulus'>,
    tries: number,
    wanted: (what: Told) => boolean,
  ): Promise<boolean> {
    const group = this.#group();
    const { peer } = what;
    for (let i = 0; i < tries; i++) {
      await this.mayAsk(peer);
      const from = this.trace.events.length;
      const at = this.clock.now();
      if (!(await this.say(peer, items))) return false;
      peer.nextAskAt = this.clock.now() + ASK_AGAIN_MS;
      this.#expect({ ...what, at, group, ms: ANSWER_MS });
      if (await this.#told(peer, ANSWER_MS, from, wanted)) return true;
    }
    // As long as an answer may still belong to these, the answer to another question could be taken for it.
    if (tries > 1) await this.clock.sleep(OPEN_MS - ANSWER_MS);
    if (tries === TRIES) this.#missed ||= what.control === null;
    return false;
  }

  #tries(control: ExpectEvent['control']): number {
    return this.#missed && control === null ? 1 : TRIES;
  }

  async #silence(what: Pick<Expected, 'kind' | 'peer' | 'stimulus' | 'ms' | 'route'>): Promise<void> {
    this.#expect({ ...what, at: this.clock.now(), group: this.#group(), control: null });
    await this.clock.sleep(what.ms);
  }

  #group(): string {
    this.#groups += 1;
    return `${this.check}/${this.#groups}`;
  }

  #expect({ peer, about = null, ms, ...rest }: Expected): void {
    const { check } = this;
    const until = rest.at + ms;
    this.#cast.lab.recorder.add({ type: 'expect', check, peer: peer.endpoint, about, until, ...rest });
  }

  #told(peer: LabPeer, ms: number, from: number, wanted: (what: Told) => boolean): Promise<boolean> {
    return hears(this.clock, this.trace, peer.endpoint, ms, from, wanted);
  }
}
