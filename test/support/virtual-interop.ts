import type { InteropEvent, InteropResult } from '../../src/interop/event.ts';
import { interop } from '../../src/interop/interop.ts';
import { textIn } from '../../src/lang/said.ts';
import { type LinkOptions, MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { type Configure, memoryTarget } from '../../src/net/target-memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../src/node/dialect.ts';
import { interopJson } from '../../src/report/interop-json.ts';
import type { InteropReport } from '../../src/report/interop-report.ts';
import { interopText } from '../../src/report/interop-text.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { englishIn } from './english.ts';

/** A reference node with a bug on purpose, or choices of its own. */
export function configured(bug: string | null, dialect: Partial<Dialect> = {}): Configure {
  return (self, start) => {
    const random = seededRandom(self.port);
    const plain = nodeConfig({
      self,
      start,
      random,
      allowPeer: () => true,
      dialect: { ...DEFAULT_DIALECT, ...dialect },
    });
    if (bug === null) return plain;
    const found = bugNamed(bug);
    if (found === null) throw new Error(`no bug ${bug}`);
    return withBug(plain, found);
  };
}

export interface VirtualOptions {
  readonly link?: LinkOptions;
  readonly timeMs?: number;
  readonly signal?: AbortSignal;
  readonly listen?: (event: InteropEvent) => void;
}

/** All pairings of nodes in memory, in virtual time; they are named A, B, and so on. */
export function virtualInterop(
  nodes: readonly Configure[],
  {
    link = {},
    timeMs = 15_000,
    listen = () => undefined,
    signal = new AbortController().signal,
  }: VirtualOptions = {},
): Promise<InteropResult> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, ...link });
  // One source of ports for all, as a machine has.
  const { reserve } = memoryTarget(clock, network, configured(null));
  const target = (configure: Configure) => ({ ...memoryTarget(clock, network, configure), reserve });
  return clock.run(async () => {
    const options = {
      nodes: nodes.map((configure, i) => ({ name: LETTERS[i] ?? '?', target: target(configure) })),
      builtIn: target(configured(null)),
      world: { clock, network, random: seededRandom(link.seed ?? 1), taken: new Set<string>() },
      timeMs,
      jobs: 4,
      signal,
    };
    for await (const event of interop(options)) {
      listen(event);
      if (event.type === 'finished') return event.result;
    }
    throw new Error('a run without a result');
  });
}

/** `A>B keep: …` for each test that did not pass. */
export function open({ pairings }: InteropResult): string[] {
  return pairings.flatMap(({ joiner, hub, tests }) =>
    tests
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ test, outcome, text }) => `${LETTERS[joiner]}>${LETTERS[hub]} ${test} ${outcome}: ${text}`),
  );
}

/** `keep HEL-1 B`: what was broken in any pairing, by whom, each once. */
export function faults({ pairings }: InteropResult): string[] {
  const all = pairings.flatMap((pairing) =>
    pairing.tests.flatMap((test) =>
      test.faults.map(({ requirement, by }) => `${test.test} ${requirement} ${LETTERS[pairing[by] ?? -1]}`),
    ),
  );
  return [...new Set(all)].sort();
}

/** What its reports are made of. */
export function interopReportOf(result: InteropResult, nodes: number): InteropReport {
  const named = Array.from({ length: nodes }, (_, i) => {
    const id = LETTERS[i] ?? '?';
    return { id, name: `./${id}`, command: [`./${id}`], folder: null };
  });
  const facts = { version: '0', seed: 1, startedAt: new Date(0), durationMs: 1, timeMs: 15_000 };
  return interopJson(result, { ...facts, nodes: named, interrupted: false });
}

/** What of the words of all its tries, in French, is English. */
export function englishLeft(result: InteropResult): string[] {
  const tries = result.pairings.flatMap(({ attempts }) => attempts.flatMap(({ results }) => results));
  const texts = tries.map(({ text, said }) => textIn('fr', text, said));
  const report = interopText(interopReportOf(result, result.dialects.length), makeTheme(0), 80, 'fr');
  return [...texts, report].flatMap(englishIn);
}

const LETTERS = 'ABCDEFGH';
