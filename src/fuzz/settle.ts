/**
 * The quiet after a bombardment: is the target still a node? It greets the witnesses, answers them, and lists those
 * whom it owes a place. What crashes later, when peers expire, has time to.
 */
import { sentence } from '../lang/sentence.ts';
import { runDelayMs } from '../net/run-delay.ts';
import type { EndpointNumber } from '../oracle/bounds.ts';
import { MOST_A_SLICE, SLICE_MS } from './flooded.ts';
import { muteSymptom } from './lifeless.ts';
import type { Use } from './observation.ts';
import type { Round } from './round.ts';
import { type Member, REQUEST } from './squad.ts';
import { type Symptom, seen } from './symptom.ts';

// Requests to a node that limits its answers are owed one a second (REQ-11).
const ASK_MS = 1150;
const LEAST_ASKS = 3;
const STEP_MS = 10;
// HEL-1: no gap is longer than 1.9 s; this machine may be late.
const GREETED_MS = 2500;
/** Without a crowd there are no more than that. */
const FEW = 16;
/** In quiet a peer gets a Hello a second and a request now and then, beside the answers to what it asked. */
const STORM = MOST_A_SLICE * (1000 / SLICE_MS);

/** Watches for `ms`, at least as long as three requests take. */
export async function settle(round: Round, ms: number): Promise<void> {
  const { clock } = round.world;
  const begin = clock.now();
  let quiet: Quiet | null = null;
  let used: (Use & { readonly at: number }) | null = null;
  const missing = new Map<string, number>();
  let [asked, answered] = [0, 0];
  while (!round.over && (asked < LEAST_ASKS || clock.now() - begin < ms)) {
    const asker = round.witnesses[asked % round.witnesses.length];
    if (asker === undefined) return;
    const listed = await ask(round, asker);
    // What was said before may have been on its way until then.
    quiet ??= new Quiet(round, clock.now());
    used ??= useOf(round);
    asked += 1;
    if (listed.size === 0) continue;
    answered += 1;
    for (const other of round.witnesses) {
      if (other === asker || listed.has(other.number)) continue;
      missing.set(other.endpoint.address, (missing.get(other.endpoint.address) ?? 0) + 1);
    }
  }
  if (round.over) {
    // There was no time for a quiet one; that it floods was seen all the same.
    if (round.uproar.isLasting) suspectFlood(round);
    return;
  }
  const now = clock.now();
  const after = useOf(round);
  if (used !== null && after !== null) round.observation.rest(used, after, now - used.at);
  // One that floods has hardly time for anything else.
  if (quiet?.isBroken(now) === true) suspectFlood(round);
  const greeted = round.witnesses.some(({ greetedAt }) => now - greetedAt <= GREETED_MS);
  if (!greeted && answered === 0) round.suspect(muteSymptom());
  else if (!greeted && answered > 0) round.suspect(ungreeted());
  else if ([...missing.values()].some((times) => times >= 2)) round.suspect(unlisted());
}

function suspectFlood(round: Round): void {
  const { steps, last } = round.uproar.cause(round.squad.journal);
  round.suspect(flooded(), last, steps);
}

/** What the target uses now; null where nobody tells, or where a crowd is as much as a flood. */
function useOf({ instance, squad, world }: Round): (Use & { readonly at: number }) | null {
  const sample = squad.size > FEW ? null : instance.sample();
  return sample && { at: world.clock.now(), sample, delayMs: runDelayMs(instance.pid()) ?? 0 };
}

/** What comes to each peer from a time on. */
class Quiet {
  readonly #round: Round;
  readonly #since: number;
  readonly #before: ReadonlyMap<Member, number>;

  constructor(round: Round, since: number) {
    this.#round = round;
    this.#since = since;
    this.#before = new Map([...round.squad.members].map((member) => [member, this.#loud(member)]));
  }

  /** Somebody has got more by then than any node says in quiet. */
  isBroken(now: number): boolean {
    const most = (STORM * (now - this.#since)) / 1000;
    return [...this.#before].some(([member, before]) => this.#loud(member) - before > most);
  }

  /** The start peer asks for nothing; of others an answer may be late. */
  #loud(member: Member): number {
    return this.#round.starters.includes(member) ? member.heard : member.unasked;
  }
}

/** Whom the answers of the next 1.15 s list. */
async function ask(round: Round, asker: Member): Promise<Set<EndpointNumber>> {
  const { clock } = round.world;
  const { squad } = round;
  const listed = new Set<EndpointNumber>(); // Bounded by what comes in 1.15 s.
  const before = squad.listener;
  squad.listener = (member, bytes) => {
    before(member, bytes);
    if (member !== asker) return;
    for (let i = 0; i < squad.sentry.heard.listed; i++) listed.add(squad.sentry.listed[i] ?? 0);
  };
  squad.send(asker, REQUEST);
  const until = clock.now() + ASK_MS;
  while (!round.over && clock.now() < until) await clock.sleep(STEP_MS);
  squad.listener = before;
  return listed;
}

function ungreeted(): Symptom {
  return {
    kind: 'schedule',
    signature: 'HEL-1 schedule',
    requirement: 'HEL-1',
    expected: 'a Hello goes to every connected peer every second',
    actual: 'the node answers, and has greeted no connected peer for more than 2.5 s',
  };
}

function unlisted(): Symptom {
  return {
    kind: 'wrong-answer',
    signature: 'REQ-3 list-complete',
    requirement: 'REQ-3',
    expected: 'whoever says Hello each second is in every list',
    actual: 'a peer that has said Hello each second from the beginning is missing in answers',
  };
}

function flooded(): Symptom {
  return {
    kind: 'storm',
    signature: 'storm',
    requirement: 'HEL-7',
    expected: 'in quiet a peer gets a Hello a second, and what it asks for',
    ...seen(sentence('a peer gets more than {count} datagrams a second in quiet', { count: STORM })),
  };
}
