/**
 * HEL-1: the Hello schedule, judged on the series of arrivals at one peer (protocol.md, Hello timing).
 */
import { asSentence, type Message, sentence } from '../lang/sentence.ts';
import { type Quantity, quantity } from '../lang/value.ts';
import { type Endpoint, isSameEndpoint } from '../wire/endpoint.ts';
import { fromTarget, toldBy } from './answer.ts';
import { happened, largest } from './ascending.ts';
import { eventsOf, lateness, type Trace } from './trace.ts';

/** What the series of one peer says. */
export interface Schedule {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-observed';
  readonly actual: Message;
  readonly evidence: readonly number[];
  /** When a Hello was due that is the only thing missing: lost on its way, as far as this series tells. */
  readonly lost?: readonly number[];
}

/** Hello timing of protocol.md, all in milliseconds. */
export const BOUND = {
  meanLow: 800,
  meanHigh: 1250,
  meanSlow: 2000,
  meanQuick: 670,
  gap: 1900,
  twin: 200,
  late: 300,
} as const;
const MIN_WATCH_MS = 6000;
// A Hello that follows one of ours within this time may be a reply (HEL-7 judges that, not this row).
const REPLY_MS = 60;
// A gap of two intervals, each with jitter of a tenth, is one Hello that got lost; so many in a series that is in order
// otherwise prove nothing. The usual interval is the mean of ten or so, itself known to some hundredths.
const DOUBLE = { least: 1.75, most: 2.25 } as const;
const MAY_BE_LOST = 2;

/** Judges the Hellos that arrived at `peer` in `[from, to]`, where the target owed them all the time. */
export function judgeSchedule(trace: Trace, peer: Endpoint, from: number, to: number): Schedule {
  const hellos = fromTarget(trace, peer).filter((one) => one.hello && one.at >= from && one.at <= to);
  // Our lateness counts from where the series begins, its second Hello.
  const late = lateness(trace, hellos[1]?.at ?? from, to);
  const all = judgeTimes(
    hellos.map(({ at }) => at),
    to,
    late,
  );
  const evidence = hellos.map(({ index }) => index);
  if (all.verdict === 'pass') return { ...all, evidence };
  // Replies to our own Hellos come on top of the schedule: without them the schedule may be in order.
  const ours = eventsOf(trace, 'sent')
    .filter((event) => isSameEndpoint(event.from, peer) && toldBy(event).hello)
    .map(({ at }) => at);
  const unprompted = hellos.filter(({ at }) => !happened(ours, at - REPLY_MS, at));
  const rest = judgeTimes(
    unprompted.map(({ at }) => at),
    to,
    late,
  );
  if (rest.verdict === 'pass') return { ...rest, evidence };
  return { ...(withoutLoss(hellos, to, late) ?? withoutLoss(unprompted, to, late) ?? all), evidence };
}

/** UDP loss is never a failure: a series that one or two more Hellos put in order leaves it open. */
function withoutLoss(
  hellos: readonly { readonly at: number }[],
  to: number,
  late: number,
): Omit<Schedule, 'evidence'> | null {
  const times = hellos.map(({ at }) => at);
  const usual = average(
    times
      .slice(1)
      .map((at, i) => at - (times[i] ?? at))
      .filter((gap) => gap <= BOUND.gap),
  );
  const isDouble = (gap: number): boolean => gap >= DOUBLE.least * usual && gap <= DOUBLE.most * usual;
  const lost = [...times.slice(1), to].flatMap((at, i) => {
    const before = times[i] ?? at;
    return isDouble(at - before) && at - before > BOUND.gap ? [(before + at) / 2] : [];
  });
  if (lost.length === 0 || lost.length > MAY_BE_LOST) return null;
  const whole = judgeTimes(
    [...times, ...lost].sort((a, b) => a - b),
    to,
    late,
  );
  if (whole.verdict !== 'pass') return null;
  const { actual } = judgeTimes(times, to, late);
  const some = sentence('{what}; {count} missing, perhaps lost', {
    what: asSentence(actual),
    count: lost.length,
  });
  return { verdict: 'inconclusive', actual: some, lost };
}

function judgeTimes(times: readonly number[], to: number, late: number): Omit<Schedule, 'evidence'> {
  if (late > BOUND.late)
    return { verdict: 'inconclusive', actual: sentence('this machine was {time} late', { time: ms(late) }) };
  const series = times.slice(1);
  const start = series[0];
  if (times[0] === undefined) return { verdict: 'fail', actual: 'no Hello at all' };
  if (start === undefined)
    return {
      verdict: 'fail',
      actual: sentence('one Hello, then none for {time}', { time: seconds(to - times[0]) }),
    };
  if (to - start < MIN_WATCH_MS)
    return {
      verdict: 'not-observed',
      actual: sentence('watched for {time} only', { time: seconds(to - start) }),
    };
  const gaps = series.slice(1).map((at, i) => at - (series[i] ?? at));
  const silence = to - (series.at(-1) ?? to);
  const mean =
    gaps.length === 0 ? silence : average([...gaps, ...(silence > average(gaps) ? [silence] : [])]);
  const longest = largest(gaps, silence);
  const shortest = gaps.reduce((least, gap) => Math.min(least, gap), silence);
  const actual = sentence(
    'n {count}, median {median}, min {least}, max {most}, mean {mean}; own lateness {late}',
    {
      count: series.length,
      median: seconds(median(gaps.length > 0 ? gaps : [silence])),
      least: seconds(shortest),
      most: seconds(longest),
      mean: seconds(mean),
      late: ms(late),
    },
  );
  const verdict = verdictOf(gaps, mean, longest, late);
  if (verdict === 'inconclusive')
    return { verdict, actual: sentence('{what}, which may be why', { what: actual }) };
  const stopped = silence === longest && longest > BOUND.gap + 2 * late;
  if (!stopped) return { verdict, actual };
  const rest = { what: actual, time: seconds(silence) };
  return { verdict, actual: sentence('{what}; none in the last {time}', rest) };
}

function verdictOf(
  gaps: readonly number[],
  mean: number,
  longest: number,
  late: number,
): 'pass' | 'warn' | 'fail' | 'inconclusive' {
  // A gap may be wrong by the lateness at both of its ends; a mean by that of the first and the last Hello alone.
  const slack = 2 * late;
  const slackOfMean = slack / Math.max(gaps.length, 1);
  if (twins(gaps, slack)) return 'fail';
  const inBand = mean >= BOUND.meanLow - slackOfMean && mean <= BOUND.meanHigh + slackOfMean;
  if (inBand && longest <= BOUND.gap) return 'pass';
  if (inBand && longest <= BOUND.gap + slack) return 'inconclusive';
  if (mean > BOUND.meanHigh && mean <= BOUND.meanSlow + slackOfMean && longest <= 1.5 * BOUND.meanSlow)
    return 'warn';
  const regular = gaps.every((gap) => Math.abs(gap - mean) <= 0.2 * mean + slack);
  if (mean < BOUND.meanLow && mean >= BOUND.meanQuick - slackOfMean && regular) return 'warn';
  return 'fail';
}

/** Two Hellos within 0.2 s in three rounds running: a peer entered twice. */
function twins(gaps: readonly number[], slack: number): boolean {
  const close = gaps.map((gap) => gap < BOUND.twin - slack);
  return close.some((_, i) => close[i] === true && close[i + 2] === true && close[i + 4] === true);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function seconds(time: number): Quantity {
  return quantity(time / 1000, 2, 's');
}

function ms(time: number): Quantity {
  return quantity(time, 0, 'ms');
}
