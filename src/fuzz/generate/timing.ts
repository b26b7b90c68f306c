/**
 * Adversarial time: peers whose Hellos come just in time or just too late, in bursts, or not for a while. Up to 16
 * seconds long with few datagrams, so that many may run side by side.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Case, Cast } from '../case.ts';
import type { Chance } from './chance.ts';
import { announce, HELLO, PEER_REQUEST } from './remark.ts';
import { Script } from './script.ts';

const MAX_STEPS = 120;
const MAX_MS = 16_000;
/** Around the 4 s of §1, and beyond what clocks of whole seconds make of them (HEL-4). */
const DISTANCES = [900, 2800, 3900, 4100, 6600];
/** When somebody asks after a last Hello: within what is owed, where it is free, and where it must be over. */
const QUESTIONS = [1200, 2700, 3400, 4500, 5600, 6700];
const REGULAR = 900;

/** What `one` does from `begin` on; `watcher` is connected all the time. */
type Habit = (script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number) => void;

/** One peer stays and asks; one to three others have habits. */
export function timing(chance: Chance, cast: Cast): Case {
  const script = new Script(MAX_STEPS, MAX_MS);
  const watcher = chance.pick(cast.peers);
  const others = cast.peers.filter((peer) => peer !== watcher);
  const first = chance.below(others.length);
  const phase = chance.below(REGULAR);
  for (let at = phase; at <= MAX_MS; at += REGULAR) script.at(at).say(watcher, HELLO);
  for (const one of [...others, ...others].slice(first, first + chance.between(1, 3))) {
    chance.pick(HABITS)(script, chance, one, watcher, chance.below(1000));
  }
  // And one comes along, which may be one of them, out of turn.
  if (chance.oneIn(3)) script.at(chance.below(MAX_MS)).say(chance.pick(others), HELLO, PEER_REQUEST);
  return script.case();
}

const HABITS: readonly Habit[] = [
  steady,
  uneven,
  burst,
  pause,
  toldOfAfterwards,
  neverHeard,
  asksWithoutHello,
];

/** Every so often; somebody asks before the next. */
function steady(script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number): void {
  const distance = chance.pick(DISTANCES);
  for (let at = begin; at <= MAX_MS; at += distance) {
    script.at(at).say(one, HELLO);
    if (chance.oneIn(2)) script.at(at + distance - 100).say(chance.oneIn(3) ? one : watcher, PEER_REQUEST);
  }
}

/** Each distance another. */
function uneven(script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number): void {
  for (let at = begin; at <= MAX_MS; at += chance.pick(DISTANCES)) {
    script.at(at).say(one, HELLO);
    script.at(at + chance.pick(QUESTIONS)).say(watcher, PEER_REQUEST);
  }
}

/** Many at once, and then none. */
function burst(script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number): void {
  const silence = chance.pick(DISTANCES);
  for (let at = begin; at <= MAX_MS; at += 2 * silence) {
    for (let left = chance.between(3, 12); left > 0; left--) script.at(at).say(one, HELLO);
    script.at(at + silence).say(watcher, PEER_REQUEST);
  }
}

/** Regular, silent in the middle, and back. */
function pause(script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number): void {
  const last = begin + 3 * REGULAR;
  for (let at = begin; at <= last; at += REGULAR) script.at(at).say(one, HELLO);
  const question = chance.pick(QUESTIONS);
  script.at(last + question).say(watcher, PEER_REQUEST);
  const back = last + chance.pick(DISTANCES);
  for (let at = back; at <= back + 2 * REGULAR; at += REGULAR) script.at(at).say(one, HELLO);
  script.at(back + 2 * REGULAR + question).say(watcher, PEER_REQUEST);
}

/** Silent until it is dropped, or nearly; then told of, which neither connects nor renews it (HEL-5), and perhaps back. */
function toldOfAfterwards(
  script: Script,
  chance: Chance,
  one: Endpoint,
  watcher: Endpoint,
  begin: number,
): void {
  script.at(begin).say(one, HELLO);
  const told = begin + chance.pick(DISTANCES) + 300;
  script.at(told).say(watcher, announce(one), ...(chance.oneIn(2) ? [PEER_REQUEST] : []));
  script.at(told + chance.pick(QUESTIONS)).say(watcher, PEER_REQUEST);
  if (chance.oneIn(2)) return;
  const back = told + chance.pick(DISTANCES);
  script.at(back).say(one, HELLO).wait(200).say(watcher, PEER_REQUEST);
}

/** Told of again and again, and never heard. */
function neverHeard(script: Script, chance: Chance, one: Endpoint, watcher: Endpoint, begin: number): void {
  const distance = chance.pick(DISTANCES);
  for (let at = begin; at <= MAX_MS; at += distance) {
    script.at(at).say(watcher, announce(one));
    script.at(at + chance.below(distance)).say(watcher, PEER_REQUEST);
  }
}

/** Only a Hello renews (HEL-5): all else that a peer says does not. */
function asksWithoutHello(
  script: Script,
  chance: Chance,
  one: Endpoint,
  watcher: Endpoint,
  begin: number,
): void {
  if (chance.oneIn(2)) script.at(begin).say(one, HELLO);
  const last = begin + chance.between(3000, 9000);
  for (let at = begin + 1000; at <= last; at += 1200) {
    script.at(at).say(one, chance.oneIn(2) ? PEER_REQUEST : announce(watcher));
  }
  script.at(last + 300).say(watcher, PEER_REQUEST);
}
