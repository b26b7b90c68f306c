/**
 * ROB-4 and ROB-5: what the target uses must not grow with what it is sent.
 */
import { asSentence, type Message, sentence } from '../lang/sentence.ts';
import { type Quantity, quantity } from '../lang/value.ts';
import { judgeProbe } from './probe-judge.ts';
import { eventsOf, type SampleEvent, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

const MIB = 2 ** 20;
/** Protocol.md, ROB-5. */
const MEMORY = 20 * MIB;
// A handful of threads or files may come and go; one for each datagram are hundreds.
const COUNT = 50;

/** What brings others with it first: a process has threads, descriptors and memory of its own. */
const COUNTED = ['processes', 'threads', 'fds'] as const;
const GROWN = {
  fds: 'descriptors grow with {what}: {usage}',
  threads: 'threads grow with {what}: {usage}',
  processes: 'processes grow with {what}: {usage}',
} as const;
const MEMORY_GROWN = 'memory grows with {what}: {usage}';

/**
 * From the first sample of that check to its last; with three or more, growth must go on to the end. Memory is not
 * compared with the first `warmUp` samples: what the first datagrams take is the node's own affair.
 */
export function judgeGrowth(trace: Trace, check: string, id: string, what: Message, warmUp = 0): Judgement {
  const say = judging(id, check);
  const lived = judgeProbe(trace, check, id);
  const samples = eventsOf(trace, 'sample').filter((one) => one.check === check);
  const [first] = samples;
  const last = samples.at(-1);
  const warm = samples[warmUp] ?? first;
  // A node that died or fell silent is no matter of growth, but of this probe all the same.
  if (lived.verdict === 'fail' || lived.verdict === 'warn') return lived;
  if (first === undefined || last === undefined || first === last) {
    return lived.verdict === 'inconclusive' && samples.length > 0
      ? lived
      : say('not-observed', 'nobody tells how much memory the node uses');
  }
  const grown = growth(samples, warmUp);
  const usage = sentence(
    'memory from {rss} to {lastRss}, descriptors from {fds} to {lastFds}, threads from {threads} to {lastThreads}',
    {
      rss: mib(warm?.rss ?? 0),
      lastRss: mib(last.rss),
      fds: first.fds,
      lastFds: last.fds,
      threads: first.threads,
      lastThreads: last.threads,
    },
  );
  if (grown !== null) return say(broken(id), sentence(grown, { what: asSentence(what), usage }), [], HINT);
  return say('pass', usage);
}

const HINT = 'free or close what a datagram needed before the next one is read';

type Grown = typeof MEMORY_GROWN | (typeof GROWN)[keyof typeof GROWN];

function growth(samples: readonly SampleEvent[], warmUp: number): Grown | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const warm = samples.slice(warmUp);
  for (const key of COUNTED) if (last[key] - first[key] > COUNT) return GROWN[key];
  return last.rss - (warm[0] ?? last).rss > MEMORY && steady(warm) ? MEMORY_GROWN : null;
}

/** A heap that settles (a collector, an allocator's arenas) grows at first; a leak grows to the end. */
function steady(samples: readonly SampleEvent[]): boolean {
  const before = samples.at(-2);
  const last = samples.at(-1);
  if (before === undefined || last === undefined || samples.length < 3) return true;
  return last.rss - before.rss > MEMORY / 4;
}

function mib(bytes: number): Quantity {
  return quantity(bytes / MIB, 1, 'MiB');
}
