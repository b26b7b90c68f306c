/**
 * One instance of the target under bombardment, from its start to its end: who is there, what is kept going beside the
 * bombardment, and the first thing that looked wrong. What is sent is the plan's matter (storm.ts).
 */
import type { LabAddresses } from '../net/lab-address.ts';
import { runDelayMs } from '../net/run-delay.ts';
import { type Start, startOf, untilUp } from '../net/start.ts';
import type { Instance } from '../net/target.ts';
import type { ProcessEvent } from '../oracle/trace.ts';
import { burstOf, TURN } from './burst.ts';
import type { Cast, Step } from './case.ts';
import { symptomOfEnd } from './ending.ts';
import type { Gate } from './gate.ts';
import { goneSymptom, hangSymptom } from './lifeless.ts';
import { type Mustered, muster } from './muster.ts';
import { Observation } from './observation.ts';
import { pause } from './pause.ts';
import { HELLO, type Member, REQUEST, type Squad } from './squad.ts';
import type { Suspicion } from './suspicion.ts';
import { isGraver, type Symptom } from './symptom.ts';
import { Uproar } from './uproar.ts';
import { Window } from './window.ts';
import type { World } from './world.ts';

export interface RoundOptions {
  readonly world: World;
  /** Datagrams that the target may not have read yet. */
  readonly window: number;
  /** Datagrams a second at most; null: as many as it takes. */
  readonly rate: number | null;
  /** When the bombardment ends, by the clock. */
  readonly until: number;
  /** The campaign is over before that. */
  readonly over: () => boolean;
}

// Protocol.md, bounds: at most 12 peers of ours are connected, unless a phase brings a crowd.
const GREETING_CREW = 4;
const HELLO_MS = 930;
const CONTROL_MS = 4000;
const DYING_MS = 3000;
// A request in so many steps: a little over a second (REQ-11).
const ASK_TURNS = 58;
const STEP_MS = 20;
const TEND_MS = 50;
// A look at the instance in so many turns of that.
const LOOK_TURNS = 4;

export class Round {
  readonly squad: Squad;
  readonly cast: Cast;
  readonly window: Window;
  readonly instance: Instance;
  /** Two peers that nothing is done to: they greet, ask, and are owed their places. */
  readonly witnesses: readonly Member[];
  /** The start peer, who greets too; nobody where the target runs already. */
  readonly starters: readonly Member[];
  /** Where the bombardment comes from. */
  readonly crew: readonly Member[];
  /** Ours that the kernel dropped at the target, at most: a node that greets itself drops datagrams of its own too. */
  lost = 0;
  /** How the instance ended; null while it runs. */
  exit: ProcessEvent | null = null;
  /** Who makes the datagrams that go out now, in words. */
  origin: () => string = () => 'start';
  /** Told of what came from the target, how long after the peer's last datagram, and that datagram. */
  heard: (reply: Uint8Array, latencyMs: number, cause: Uint8Array) => void = () => undefined;
  /** What would give a socket to one more peer. */
  readonly addresses: LabAddresses;
  readonly uproar: Uproar;
  readonly observation = new Observation();
  #suspicion: Suspicion | null = null;
  /** Those who say Hello each second. */
  readonly #greeters = new Map<Member, number>();
  readonly #options: RoundOptions;
  readonly #gate: Gate;
  readonly #burst: number;
  #over = false;
  #turn = 0;
  #asks = 0;
  #held = false;
  /** Datagrams sent when no sanitizer had reported anything yet, and those sent between that and its report. */
  #harmless = 0;
  #reported: number | null = null;

  private constructor(options: RoundOptions, parts: Mustered) {
    const { squad, cast, instance, witnesses, crew, starters, addresses, gate, exit } = parts;
    this.#options = options;
    this.#burst = burstOf(options.rate);
    this.#gate = gate;
    this.squad = squad;
    this.cast = cast;
    this.instance = instance;
    this.witnesses = witnesses;
    this.crew = crew;
    this.starters = starters;
    this.uproar = new Uproar([...starters, ...witnesses]);
    this.addresses = addresses;
    const { clock } = options.world;
    this.window = new Window({
      clock,
      size: options.window,
      ask: () => this.#ask(),
      queued: () => instance.queued(),
      delayMs: () => runDelayMs(instance.pid()),
      over: () => this.over,
    });
    squad.listener = (member, bytes) => {
      const { hello, request, listed } = squad.sentry.heard;
      if (listed > 0 || !(hello || request)) this.window.heard();
      if (listed > 0 && member === this.#asker) this.window.answered();
      if (squad.sentry.symptom !== null) this.suspect(squad.sentry.symptom);
      // A Hello alone tells nothing new.
      if (bytes.length !== HELLO.length) this.heard(bytes, clock.now() - member.saidAt, member.said);
    };
    void exit.then((event) => this.#ended(event));
    for (const member of [...starters, ...witnesses, ...crew.slice(0, GREETING_CREW)]) this.greet(member);
    void this.#tend();
  }

  /** Starts an instance, or meets the running one, with everybody there. Rejects as Target.start does. */
  static async open(options: RoundOptions): Promise<Round> {
    return new Round(options, await muster(options.world));
  }

  get world(): World {
    return this.#options.world;
  }

  get suspicion(): Suspicion | null {
    return this.#suspicion;
  }

  /** Datagrams that the fence held back. */
  get dropped(): number {
    return this.#gate.dropped;
  }

  /** Nothing more is to be sent. */
  get over(): boolean {
    const { world, until, over } = this.#options;
    return (
      this.#over ||
      over() ||
      this.exit !== null ||
      this.#suspicion !== null ||
      world.signal.aborted ||
      world.clock.now() >= until
    );
  }

  /** Waits until the instance holds its port or has spoken, or had its time to; what is wrong with it, if anything. */
  async ready(): Promise<Start> {
    const { clock, signal } = this.world;
    const spoken = (): boolean => this.squad.received > 0;
    const up = (): boolean => spoken() || this.instance.holdsPort() === true;
    await untilUp(clock, this.instance, () => up() || this.exit !== null || signal.aborted);
    return startOf({
      target: this.squad.target,
      spoken: spoken(),
      exit: this.exit,
      held: this.instance.holdsPort(),
      diagnosis: this.instance.diagnosis(),
    });
  }

  /** The control before anything is done to it: it says something to peers that greet it and ask. */
  async speaks(): Promise<boolean> {
    const { clock } = this.world;
    const until = clock.now() + CONTROL_MS;
    for (let turn = 0; !this.over && this.squad.received === 0 && clock.now() < until; turn++) {
      if (turn % ASK_TURNS === 1) this.#ask();
      await clock.sleep(STEP_MS);
    }
    return this.squad.received > 0;
  }

  /** From now on this peer says Hello each second. */
  greet(member: Member): void {
    this.#greeters.set(member, Number.NEGATIVE_INFINITY);
  }

  hush(member: Member): void {
    this.#greeters.delete(member);
  }

  /**
   * Sends one datagram when the window has room: at once if it has, for a promise each would cost a twentieth of the time.
   * False if it did not go out: held back, or the round is over.
   */
  send(member: Member, bytes: Uint8Array): boolean | Promise<boolean> {
    if (this.#turn % TURN === 0 && this.over) return false;
    return this.window.isOpen ? this.#sendNow(member, bytes) : this.#sendLater(member, bytes);
  }

  /** Keeps what looked wrong first, or its end, with what had been sent; `last` of it is the likely cause. */
  suspect(symptom: Symptom, last = this.window.flying, sent?: readonly Step[]): void {
    // What it said last may have looked wrong before it was known to have ended.
    if (this.#suspicion !== null && !isGraver(symptom, this.#suspicion.symptom)) return;
    const { target, journal } = this.squad;
    // A copy of all of them: not for each further datagram that looks wrong.
    const steps = sent ?? journal.steps();
    if (steps.length === 0) return;
    this.#suspicion = {
      symptom,
      target,
      startPeer: this.cast.startPeer,
      steps,
      last: Math.min(Math.max(last, 1), steps.length),
      origin: this.origin(),
      output: this.exit?.output ?? '',
    };
  }

  /** Ends the instance, then our side of it; an end of its own on the way counts. */
  async close(): Promise<void> {
    this.#over = true;
    await this.instance.stop();
    await this.squad.close();
  }

  #sendNow(member: Member, bytes: Uint8Array): boolean | Promise<boolean> {
    if (!this.squad.send(member, bytes)) return false;
    this.window.sent(bytes.length);
    this.window.probe();
    return ++this.#turn % this.#burst === 0 ? this.#pace() : true;
  }

  async #sendLater(member: Member, bytes: Uint8Array): Promise<boolean> {
    const room = await this.window.room();
    if (room === 'stuck' && !(await this.#isDying())) this.suspect(hangSymptom(this.instance.queued()));
    return room === 'open' && this.#sendNow(member, bytes);
  }

  /** Its process has ended, and the news are on their way. */
  async #isDying(): Promise<boolean> {
    const { clock } = this.world;
    if (this.instance.pid() === null) return false;
    const living = (): boolean => (this.instance.diagnosis()?.state ?? 'zombie') !== 'zombie';
    for (let waited = 0; waited < DYING_MS && this.exit === null && !living(); waited += STEP_MS)
      await clock.sleep(STEP_MS);
    return this.exit !== null;
  }

  #ended(event: ProcessEvent): void {
    this.exit = event;
    const symptom = symptomOfEnd(event);
    if (symptom !== null) this.suspect(symptom, this.#reported ?? this.window.flying);
  }

  /** A sanitizer's report need not end a target, and one that somebody else runs may just be gone. */
  async #look(): Promise<void> {
    const { journal } = this.squad;
    const count = journal.count;
    if ((await this.instance.sanitizer()) !== null) {
      this.#reported = journal.count - this.#harmless;
      this.#over = true;
      return;
    }
    this.#harmless = count;
    this.lost = Math.max(this.lost, Math.min(this.instance.drops(), journal.count));
    // How one of ours ends is told.
    if (this.world.target.restartable) return;
    const held = this.instance.holdsPort();
    if (this.#held && held === false) this.suspect(goneSymptom());
    this.#held = held === true;
  }

  /** One of the witnesses asks; they take turns, for the rest of one's long answer tells nothing of the other's. */
  #ask(): boolean {
    this.#asks += 1;
    return this.#asker !== undefined && this.squad.send(this.#asker, REQUEST);
  }

  /** Who asked last. */
  get #asker(): Member | undefined {
    return this.witnesses[this.#asks % this.witnesses.length];
  }

  /** Hellos of those who greet, and a look at the instance, as long as it lives. */
  async #tend(): Promise<void> {
    const { clock } = this.world;
    for (let turn = 0; !this.#over && this.exit === null; turn++) {
      this.uproar.look(this.squad.members, this.squad.journal.count);
      if (turn % LOOK_TURNS === 0) await this.#look();
      const now = clock.now();
      for (const [member, last] of this.#greeters)
        if (now - last >= HELLO_MS && (await this.send(member, HELLO))) this.#greeters.set(member, now);
      await clock.sleep(TEND_MS);
    }
  }

  /** Lets what has arrived be heard, and keeps to the rate. */
  async #pace(): Promise<true> {
    const { world, rate } = this.#options;
    await pause(world.clock);
    if (rate !== null) await world.clock.sleep((1000 * this.#burst) / rate);
    return true;
  }
}
