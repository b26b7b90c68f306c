/**
 * ROB-5 under bombardment: thousands of datagrams of one kind, from the same few peers about the same few peers, with
 * a look at what the target uses before and after. Kind by kind, so that a leak names its datagram.
 */
import { sentence, verbatim } from '../lang/sentence.ts';
import { craft, type DraftItem } from '../wire/craft.ts';
import { MAX_SENT } from '../wire/table.ts';
import type { Aims } from './barrage.ts';
import type { Round } from './round.ts';
import { HELLO } from './squad.ts';
import { type Symptom, seen } from './symptom.ts';
import { usage } from './usage.ts';

/** One kind of datagram. */
interface Kind {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Datagrams between two looks: a leak that is bounded by something shows in the first, a small one in the longer ones.
 * Memory is looked at as long as it grows: a runtime compiles, and finds the size of its heap, for thousands of datagrams.
 */
const WINDOWS = [200, 800, ...Array.from({ length: 20 }, () => 2000)];
// A page more or less is noise; 64 bytes a datagram are 50 KiB in the second window.
const BYTES = WINDOWS.map((_, i) => (i === 0 ? 0 : 40 * 1024));
const COUNTS = [8, 8, 8];
/** What each of them must grow by in the windows that count. */
const GROWN = { rss: BYTES, fds: COUNTS, threads: COUNTS, processes: COUNTS };
/** Protocol.md, ROB-5: so much is too much, whatever follows. */
const TOO_MUCH = { rss: 20 * 2 ** 20, fds: 50, threads: 50, processes: 50 };
const WARM_UP = 10;

const NAMES = { rss: 'memory', fds: 'descriptors', threads: 'threads', processes: 'processes' } as const;

type Key = keyof typeof NAMES;

const KEYS = Object.keys(NAMES) as readonly Key[];

/**
 * What grows each time, kind by kind, is the round's suspicion. Nothing is asked meanwhile, so that a kind is alone. Gives
 * how many kinds were tried.
 */
export async function soak(round: Round, { noted, again }: Pick<Aims, 'noted' | 'again'>): Promise<number> {
  if (usage(round.instance) === null) return 0;
  round.window.asking = false;
  let count = 0;
  for (const kind of kindsOf(round)) {
    if (round.over) break;
    count += 1;
    round.origin = () => `soak ${kind.name}`;
    await flood(round, kind, 1, noted);
    await flood(round, kind, WARM_UP - 1, again);
    const grown = await growth(round, kind, again);
    if (grown !== null) suspect(round, kind, grown);
  }
  round.window.asking = true;
  return count;
}

/** What grew in each of its windows, or far too much; null if nothing did. */
async function growth(round: Round, kind: Kind, again: Aims['again']): Promise<Key | null> {
  const first = usage(round.instance);
  let before = first;
  let suspects = KEYS;
  for (const [i, window] of WINDOWS.entries()) {
    await flood(round, kind, window, again);
    const after = usage(round.instance);
    if (round.over || first === null || before === null || after === null) return null;
    const [begin, from, to] = [first, before, after];
    const much = KEYS.find((key) => to[key] - begin[key] > TOO_MUCH[key]);
    if (much !== undefined) return much;
    suspects = suspects.filter((key) => to[key] - from[key] >= (GROWN[key][i] ?? 0));
    const certain = suspects.find((key) => GROWN[key].length === i + 1);
    if (certain !== undefined || suspects.length === 0) return certain ?? null;
    before = after;
  }
  return null;
}

/** The datagram, behind a Hello of its sender: what leaks may be done for connected peers alone. */
function suspect(round: Round, { name, bytes }: Kind, what: Key): void {
  const from = round.crew[0]?.endpoint;
  if (from === undefined) return;
  round.suspect(leak(what, name), 1, [
    { at: 0, from, bytes: HELLO },
    { at: 100, from, bytes },
  ]);
}

/** From one peer, so that it costs what one peer costs. */
async function flood(round: Round, { bytes }: Kind, count: number, told: Aims['again']): Promise<void> {
  const member = round.crew[0];
  for (let i = 0; i < count && !round.over && member !== undefined; i++)
    if (await round.send(member, bytes)) told(bytes, member.number);
  // The last of them may still be on their way.
  while (!round.over && (round.instance.queued() ?? 0) > 0) await round.world.clock.sleep(1);
}

/** Every way through a reader, about peers that it knows already. */
function kindsOf({ crew }: Round): Kind[] {
  const [a, b] = [crew[0]?.endpoint, crew[1]?.endpoint];
  const about = a === undefined || b === undefined ? [] : [a, b];
  const address = about.map((peer): DraftItem => ({ name: 'peer-address', ...peer }));
  const unknown = (size: number): DraftItem => ({ name: 'tlv', type: 77, value: new Uint8Array(size) });
  const kind = (name: string, items: readonly DraftItem[]): Kind => ({ name, bytes: craft({ items }) });
  return [
    kind('hello', [{ name: 'hello' }]),
    kind('peer-request', [{ name: 'peer-request' }]),
    kind('peer-address', address),
    kind('unknown', [unknown(4)]),
    kind('extra bytes', [{ name: 'hello', extra: new Uint8Array(9) }]),
    kind('cut', [{ name: 'tlv', type: 77, value: new Uint8Array(2), length: 40 }]),
    kind('short', [{ name: 'hello', length: 0 }]),
    { name: 'wrong header', bytes: craft({ magic: 1, items: [{ name: 'hello' }] }) },
    { name: 'empty', bytes: new Uint8Array(0) },
    kind(
      'full',
      Array.from({ length: Math.floor(MAX_SENT / 257) }, () => unknown(253)),
    ),
    kind('all', [{ name: 'hello' }, { name: 'peer-request' }, ...address, unknown(253)]),
  ];
}

function leak(what: Key, kind: string): Symptom {
  const name = NAMES[what];
  return {
    kind: 'leak',
    signature: name,
    requirement: 'ROB-5',
    expected: 'traffic from the same few peers costs no memory, descriptor, thread or process each',
    ...seen(
      sentence('{what} grew again and again with datagrams of one kind ({kind})', {
        what: verbatim(name),
        kind: verbatim(kind),
      }),
    ),
  };
}
