/**
 * Stories of several peers who greet, ask, announce each other, fall silent and come back: 1 to 40 datagrams within
 * six seconds.
 */
import { craft } from '../../wire/craft.ts';
import { headerBytes } from '../../wire/encode.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { HEADER } from '../../wire/table.ts';
import type { Case, Cast } from '../case.ts';
import type { Chance } from './chance.ts';
import { announce, aside, HELLO, PEER_REQUEST, remark, somebody } from './remark.ts';
import { Script } from './script.ts';

const MAX_STEPS = 40;
const MAX_MS = 6000;
const MAX_SCENES = 8;

interface Stage {
  readonly script: Script;
  readonly chance: Chance;
  readonly cast: Cast;
  /** Two to six peers; whoever shares an address or a port with the first is among them. */
  readonly actors: readonly Endpoint[];
}

type Scene = (stage: Stage, one: Endpoint, other: Endpoint) => void;

export function sequence(chance: Chance, cast: Cast): Case {
  const script = new Script(MAX_STEPS, MAX_MS);
  const stage = { script, chance, cast, actors: actorsOf(chance, cast) };
  for (let left = chance.between(1, MAX_SCENES); left > 0; left--) {
    chance.pick(SCENES)(stage, chance.pick(stage.actors), chance.pick(stage.actors));
    script.wait(pause(chance));
  }
  // A network may deliver in another order than was sent.
  if (chance.oneIn(4)) {
    for (let times = chance.between(1, 5); times > 0; times--) script.exchange(chance.below(script.size));
  }
  return script.case();
}

function actorsOf(chance: Chance, { peers }: Cast): Endpoint[] {
  const first = chance.pick(peers);
  const alike = peers.filter(({ address, port }) => address === first.address || port === first.port);
  const others = Array.from({ length: chance.between(1, 4) }, () => chance.pick(peers));
  return [...new Set([...alike.slice(0, 3), ...others])];
}

/** Mostly none that a node would notice. */
function pause(chance: Chance): number {
  const kind = chance.below(16);
  if (kind < 9) return chance.below(5);
  if (kind < 14) return chance.below(120);
  return kind === 14 ? chance.between(200, 1300) : chance.between(1300, 3500);
}

const SCENES: readonly Scene[] = [
  greetAndAsk,
  askAndGreet,
  allGreet,
  tell,
  tellOfEachOther,
  tellOfOneself,
  tellOften,
  sayAgain,
  sayMuchAtOnce,
  comeBack,
  longThenShort,
  mutter,
  babble,
];

function greetAndAsk({ script, chance }: Stage, one: Endpoint): void {
  if (chance.oneIn(3)) script.say(one, HELLO, PEER_REQUEST);
  else script.say(one, HELLO).wait(pause(chance)).say(one, PEER_REQUEST);
}

/** A stranger asks (REQ-2), and becomes a peer afterwards. */
function askAndGreet({ script, chance }: Stage, one: Endpoint): void {
  if (chance.oneIn(3)) script.say(one, PEER_REQUEST, HELLO);
  else script.say(one, PEER_REQUEST).wait(pause(chance)).say(one, HELLO);
}

function allGreet({ script, chance, actors }: Stage): void {
  for (const actor of actors) script.say(actor, HELLO).wait(chance.below(4));
  script.say(chance.pick(actors), PEER_REQUEST);
}

/** One tells of somebody, greeted or not; another asks. */
function tell({ script, chance, cast }: Stage, one: Endpoint, other: Endpoint): void {
  if (chance.oneIn(2)) script.say(one, HELLO);
  const told = Array.from({ length: chance.between(1, chance.oneIn(8) ? 174 : 4) }, () =>
    announce(somebody(chance, cast)),
  );
  script.say(one, ...told).wait(pause(chance));
  script.say(other, PEER_REQUEST);
}

function tellOfEachOther({ script, chance }: Stage, one: Endpoint, other: Endpoint): void {
  script.say(one, HELLO, announce(other)).wait(pause(chance)).say(other, HELLO, announce(one), PEER_REQUEST);
}

function tellOfOneself({ script, chance }: Stage, one: Endpoint): void {
  script.say(one, announce(one)).wait(pause(chance)).say(one, HELLO, PEER_REQUEST);
}

/** The same address from several, in one datagram and in many. */
function tellOften({ script, chance, cast, actors }: Stage): void {
  const address = announce(somebody(chance, cast));
  for (const actor of actors) {
    script.say(actor, ...Array<typeof address>(chance.between(1, 3)).fill(address)).wait(chance.below(3));
  }
}

function sayAgain({ script, chance, cast }: Stage, one: Endpoint): void {
  const said = craft({ items: [remark(chance, cast)] });
  for (let times = chance.between(2, 8); times > 0; times--) script.send(one, said).wait(chance.below(3));
}

function sayMuchAtOnce({ script, chance, cast }: Stage, one: Endpoint): void {
  const items = Array.from({ length: chance.between(2, chance.oneIn(6) ? 60 : 8) }, () =>
    remark(chance, cast),
  );
  script.say(one, ...items);
}

/** Silent, perhaps until it is dropped (HEL-4), told of in between or not (HEL-6). */
function comeBack({ script, chance }: Stage, one: Endpoint, other: Endpoint): void {
  script.say(one, HELLO).wait(chance.between(300, 4600));
  if (chance.oneIn(2)) script.say(other, HELLO, announce(one));
  script.say(one, HELLO).wait(pause(chance)).say(other, PEER_REQUEST);
}

/** What lies in a buffer from a long datagram must not act with the next (HDR-4). */
function longThenShort({ script, chance, cast }: Stage, one: Endpoint, other: Endpoint): void {
  const items = Array.from({ length: chance.between(4, 40) }, () => remark(chance, cast));
  const long = craft({ items });
  const short = [new Uint8Array(0), headerBytes().subarray(0, 1), headerBytes(), craft({ items: [HELLO] })];
  // The beginning of the same, so that what is left fits on: a TLV without the end that its length promises.
  short.push(long.slice(0, chance.between(HEADER.size, long.length - 1)));
  script.send(one, long).send(other, chance.pick(short));
}

function mutter({ script, chance }: Stage, one: Endpoint): void {
  const items = Array.from({ length: chance.between(1, 3) }, () => aside(chance));
  script.say(one, ...items, ...(chance.oneIn(2) ? [HELLO] : []));
}

/** Many datagrams of one byte, a type for who reads no header (HDR-1). */
function babble({ script, chance, cast }: Stage, one: Endpoint): void {
  // An address of which nothing is there could be any: the fence lets it pass where nothing can leave.
  const item = cast.unfenced ? remark(chance, cast) : chance.pick([HELLO, PEER_REQUEST, aside(chance)]);
  const said = craft({ items: [item] }).subarray(HEADER.size, HEADER.size + 1);
  for (let times = chance.between(5, 20); times > 0; times--) script.send(one, said).wait(chance.below(25));
}
