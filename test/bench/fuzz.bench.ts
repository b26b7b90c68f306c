import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { describe } from 'vitest';
import { builtInInputs } from '../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../src/fuzz/corpus/corpus.ts';
import { Gate } from '../../src/fuzz/gate.ts';
import { Mend } from '../../src/fuzz/generate/mend.ts';
import { Mutator } from '../../src/fuzz/generate/mutator.ts';
import type { Round } from '../../src/fuzz/round.ts';
import { HELLO, REQUEST } from '../../src/fuzz/squad.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Instance, Target } from '../../src/net/target.ts';
import { dissect } from '../../src/wire/dissect.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { MAX_SENT } from '../../src/wire/table.ts';
import { compileNode } from '../support/c-node.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';
import { need } from '../support/need.ts';
import { built } from './built.ts';
import { type Spread, spread } from './paired.ts';
import { countText, ratioText, Section } from './result-table.ts';

const fuzz = await built<typeof import('../../src/fuzz/round.ts')>('fuzz/round');
const { commandTarget } = await built<typeof import('../../src/net/target-command.ts')>('net/target-command');
const { systemClock } = await built<typeof import('../../src/net/clock.ts')>('net/clock');
const { udpNetwork } = await built<typeof import('../../src/net/udp.ts')>('net/udp');

const WINDOW = 64;
const COUNT = 4000;
const TIMES = 5;
const ROUNDS = 9;

/** What both send: mutated datagrams that announce nobody outside loopback. */
const DATAGRAMS: readonly Uint8Array[] = ((): Uint8Array[] => {
  const cast = fuzzCast(1, false);
  const mutator = new Mutator(new Corpus(builtInInputs(cast)), 1, new Mend(cast, [LOOPBACK]));
  const gate = new Gate([LOOPBACK], false);
  const into = new Uint8Array(65_507);
  const made: Uint8Array[] = [];
  while (made.length < COUNT) {
    const bytes = into.slice(0, mutator.next(into));
    // A request is answered with a list, which costs the target more than it costs us.
    const asks = dissect(bytes).tlvs.some(({ name }) => name === 'peer-request');
    if (bytes.length <= MAX_SENT && !asks && gate.passes(bytes)) made.push(bytes);
  }
  return made;
})();

const section = new Section(
  '`fuzz`',
  `Datagrams a second to a C node, ${WINDOW} that it has not read, ${countText(TIMES * COUNT)} in each turn, each time with a fresh instance. Unfenced, as in the network namespace in which a started program is bombarded; with the fence, as elsewhere.`,
  need('gcc') ? [] : ['all of it, for want of gcc'],
);

// DESIGN §5: the oracle costs at most three tenths of our own plain loop, at the same window.
describe.runIf(need('gcc'))('datagrams to a node', () => {
  section.row('datagrams with the oracle on', 'our own plain loop', async () => {
    const [ours, fenced, theirs]: [Turn[], Turn[], Turn[]] = [[], [], []];
    for (let i = 0; i < ROUNDS; i++) {
      theirs.push(await plainTurn());
      ours.push(await fuzzTurn({ ...target(), fence: null }));
      fenced.push(await fuzzTurn(target()));
    }
    const ratioOf = (turns: readonly Turn[]): Spread =>
      spread(turns.map(({ perS }, i) => perS / (theirs[i]?.perS ?? perS)));
    const ratio = ratioOf(ours);
    const lost = [...ours, ...fenced].reduce((sum, turn) => sum + turn.lost, 0);
    const rate = (turns: readonly Turn[]): string => countText(spread(turns.map(({ perS }) => perS)).median);
    return {
      budget: '0.7 of it, 0 lost',
      measured: `${ratioText(ratio)}, ${lost} lost`,
      met: ratio.median >= 0.7 && lost === 0,
      details: `ours ${rate(ours)} a second, theirs ${rate(theirs)}; with the fence ${ratioText(ratioOf(fenced))}`,
    };
  });
});

interface Turn {
  readonly perS: number;
  readonly lost: number;
}

async function plainTurn(): Promise<Turn> {
  const plain = await Plain.open(target());
  const turn = await timed(() => plain.send(DATAGRAMS));
  const lost = plain.lost;
  await plain.close();
  return { ...turn, lost };
}

/** Its target greets the same peers, so the other one is closed by then. DATAGRAMS have passed the fence once. */
async function fuzzTurn(target: Target): Promise<Turn> {
  const round = await opened(target);
  const turn = await timed(async () => {
    for (const [i, bytes] of DATAGRAMS.entries()) {
      const member = round.crew[i % round.crew.length];
      if (member === undefined) continue;
      const sent = round.send(member, bytes);
      if (sent !== true) await sent;
    }
  });
  const lost = round.instance.drops();
  const { suspicion } = round;
  await round.close();
  if (suspicion !== null) throw new Error(suspicion.symptom.actual);
  return { ...turn, lost };
}

/** How many datagrams a second, when all of them have been sent some times; the first time warms up. */
async function timed(send: () => Promise<void>): Promise<Pick<Turn, 'perS'>> {
  await send();
  const begun = performance.now();
  for (let i = 0; i < TIMES; i++) await send();
  return { perS: (1000 * TIMES * COUNT) / (performance.now() - begun) };
}

function target(): Target {
  return commandTarget([compileNode(null)], systemClock);
}

async function opened(target: Target): Promise<Round> {
  const signal = new AbortController().signal;
  const parts = { clock: systemClock, network: udpNetwork, random: seededRandom(1), signal };
  const world = { ...parts, target, instances: 1, taken: new Set<string>() };
  const forever = { until: Number.POSITIVE_INFINITY, over: () => false };
  const round = await fuzz.Round.open({ world, window: WINDOW, rate: null, ...forever });
  await round.ready();
  await round.speaks();
  return round;
}

/** One peer that says Hello, and asks in the middle of each window: an answer says that what was before it was read. */
class Plain {
  readonly #socket: Socket;
  readonly #instance: Instance;
  readonly #at: Endpoint;
  #asked = 0;
  #answers = 0;
  #heard: () => void = () => undefined;

  private constructor(socket: Socket, instance: Instance, at: Endpoint) {
    [this.#socket, this.#instance, this.#at] = [socket, instance, at];
    socket.on('message', (bytes) => {
      // A list: somebody is connected. Hellos and requests are shorter.
      if (bytes.length <= HELLO.length) return;
      this.#answers += 1;
      this.#heard();
    });
  }

  static async open(target: Target): Promise<Plain> {
    const at = await target.reserve();
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { address, port } = socket.address();
    const instance = await target.start(at, { address, port }, () => undefined);
    while (instance.holdsPort() === false) await systemClock.sleep(10);
    return new Plain(socket, instance, at);
  }

  async send(datagrams: readonly Uint8Array[]): Promise<void> {
    this.#say(HELLO);
    for (let i = 0; i < datagrams.length; i += WINDOW / 2) {
      for (const bytes of datagrams.slice(i, i + WINDOW / 2)) this.#say(bytes);
      this.#say(REQUEST);
      this.#asked += 1;
      await this.#answered(this.#asked - 1);
    }
    await this.#answered(this.#asked);
  }

  /** Datagrams that the kernel dropped at the target. */
  get lost(): number {
    return this.#instance.drops();
  }

  async close(): Promise<void> {
    await this.#instance.stop();
    this.#socket.close();
  }

  /** Resolves when so many answers have come. */
  async #answered(count: number): Promise<void> {
    while (this.#answers < count)
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
  }

  #say(bytes: Uint8Array): void {
    this.#socket.send(bytes, this.#at.port, this.#at.address);
  }
}
