/**
 * What is wrong with a program that was started and does not speak: told from how it ended, or from what it does
 * instead of being a node.
 */
import { inWords, sentence } from '../lang/sentence.ts';
import type { Sentence } from '../lang/value.ts';
import type { ProcessEvent } from '../oracle/trace.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Instance } from './target.ts';
import type { Clock } from './world.ts';

/**
 * `ended`: by itself, before it sent anything. `waits-for-input`: it reads its standard input. `other-port`: bound
 * to another than it was given. `no-port`: bound to none. `silent`: on its port, and silent there.
 */
export type StartProblem = 'ended' | 'waits-for-input' | 'other-port' | 'no-port' | 'silent';

export interface Start {
  readonly problem: StartProblem | null;
  /** One sentence; empty without a problem. */
  readonly text: string;
  /** The same as data, where it has figures. */
  readonly said?: Sentence;
  /** The last lines that it printed. */
  readonly output: string;
}

/** What is known of an instance after the time that it has to bind and greet. */
export interface StartFacts {
  readonly target: Endpoint;
  /** It has sent something. */
  readonly spoken: boolean;
  readonly exit: ProcessEvent | null;
  /** Whether it holds the port that it was given; null where nobody knows. */
  readonly held: boolean | null;
  /** The UDP ports that it has, and whether it reads its standard input; null where nobody knows. */
  readonly diagnosis: {
    readonly ports: readonly { readonly port: number }[];
    readonly readsStdin: boolean | null;
  } | null;
}

/** So long a program has to bind and greet from its start, in ms (protocol.md, bounds). */
export const READY_MS = 2000;
/** So long it has while it is known not to hold its port: on a busy machine a program takes longer to bind. */
export const BIND_MS = 5000;

const STEP_MS = 20;

/** Waits until that instance, which has just been started, is `up`, or has had its time to bind and greet. */
export async function untilUp(
  clock: Clock,
  instance: Pick<Instance, 'holdsPort'>,
  up: () => boolean,
  { stepMs = STEP_MS, signal }: { readonly stepMs?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const begin = clock.now();
  const given = (): number => (instance.holdsPort() === false ? BIND_MS : READY_MS);
  while (!up() && clock.now() - begin < given()) await clock.sleep(stepMs, signal);
}

/** What is wrong, if anything; the output is not known here. */
export function startOf({ target, spoken, exit, held, diagnosis }: StartFacts): Start {
  const say = (problem: StartProblem, said: Sentence): Start => ({
    problem,
    text: inWords('en', said),
    said,
    output: '',
  });
  if (spoken) return { problem: null, text: '', output: '' };
  if (exit !== null) return say('ended', endSaid(exit));
  if (held !== false)
    return say(
      'silent',
      sentence('the program holds {place} and has sent nothing', { place: endpointText(target) }),
    );
  if (diagnosis?.readsStdin === true) {
    return say(
      'waits-for-input',
      sentence('the program waits for input on its standard input: a node takes arguments only'),
    );
  }
  const others = (diagnosis?.ports ?? []).filter(({ port }) => port !== 0).map(({ port }) => port);
  if (others.length > 0) {
    const figures = { ports: others.join(', '), port: target.port };
    return say(
      'other-port',
      sentence('the program is bound to UDP port {ports}, not to {port}, its first argument', figures),
    );
  }
  return say(
    'no-port',
    sentence('the program runs, but has not bound UDP port {port}, its first argument', {
      port: target.port,
    }),
  );
}

/** No probe can tell anything of such a program. */
export function isFatal({ problem }: Start): boolean {
  return problem !== null && problem !== 'silent';
}

/** Another start may go better: it was interrupted, or slow. */
export function mayPass({ problem }: Start): boolean {
  return problem === 'ended' || problem === 'no-port';
}

function endSaid({ signal, code, sanitizer, output }: ProcessEvent): Sentence {
  const report = sanitizer?.split('\n')[0];
  if (report !== undefined)
    return sentence('the program ended before it sent anything: {report}', { report });
  if (signal !== null)
    return sentence('the program was ended by {signal} before it sent anything', { signal });
  return sentence(/\busage\b/i.test(output) ? USAGE : ENDED, { code: String(code) });
}

const ENDED = 'the program ended by itself with status {code} before it sent anything';
const USAGE = 'the program ended by itself with status {code} before it sent anything, with a usage message';
