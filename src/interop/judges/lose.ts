/**
 * Whether the hub loses who was stopped: it joined by its own Hello, nobody announced it, and 6.5 s after its last Hello
 * no conforming node lists it any more (HEL-4). The other way round says nothing: a start peer may be kept.
 */
import { fromTarget } from '../../oracle/answer.ts';
import { exchanges, isListedIn, listedIn } from '../../oracle/exchange.ts';
import { GONE_MS } from '../../oracle/family.ts';
import { lateness } from '../../oracle/trace.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { type Meeting, type Side, stoppedAt } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const TWICE = 2;
// Who greets the witness so lately is there.
const ALIVE_MS = 2500;
const say = saying('lose');

export function judgeLose(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const stopped = stoppedAt(meeting);
  if (stopped === null) return say.inconclusive(`${joiner.name} was not stopped`);
  const { trace, family } = hub;
  const key = endpointText(joiner.place);
  const last = family.lastMaybe(joiner.place, meeting.endedAt);
  if (last === null) return say.inconclusive(`${joiner.name} never said Hello to ${hub.name}`);
  const all = exchanges(trace);
  if (!all.some((one) => one.at < stopped && isListedIn(one, key)))
    return say.inconclusive(`${hub.name} had never listed ${joiner.name}`);
  const gone = last + GONE_MS + lateness(trace, last);
  const after = all.filter(({ at }) => at > gone);
  const still = after.filter((one) => isListedIn(one, key));
  if (still.some(({ at }) => family.isHearsay(key, at)))
    return say.unsupported(`somebody else announced ${joiner.name}: it may be kept as long as anybody likes`);
  const lastAsked = still.at(-1);
  if (lastAsked !== undefined) {
    const text = `${hub.name} lists ${joiner.name} ${((lastAsked.at - last) / 1000).toFixed(1)} s after its last Hello`;
    return still.length >= TWICE ? say.fail('HEL-4', hub.role, text) : say.inconclusive(text);
  }
  const asked = after.filter(({ at }) => at < meeting.endedAt - ANSWER_MS);
  const isThere = (fromTarget(trace).at(-1)?.at ?? 0) > meeting.endedAt - ALIVE_MS;
  if (asked.length === 0 || !isThere)
    return say.inconclusive(
      `${hub.name} was not asked, or not there, long enough after ${joiner.name} ended`,
    );
  const answered = after.some((one) => listedIn(one).length > 0);
  // With nobody left to list but who asks, silence is an answer (REQ-1, REQ-5).
  const how = answered ? 'left it out of its answers' : 'had nobody left to list';
  return say.pass(`${joiner.name} was stopped, and ${hub.name} ${how}`);
}

// Silence is judged over so long (protocol.md, bounds).
const ANSWER_MS = 1200;
