import { describe, expect, it } from 'vitest';
import { judgeAlive } from '../../src/oracle/alive.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { asks, dropsBy, exited, hellos, PEER, says, traceOf } from '../support/trace.ts';

const SECONDS = Array.from({ length: 12 }, (_, i) => 1000 * (i + 1));
const LIVES = [...hellos(SECONDS), ...says(SECONDS)];

/** One instance for each list of events. */
function verdict(...instances: readonly (readonly TraceEvent[])[]): string {
  const [first] = judgeAlive(instances.map((events) => traceOf(events)));
  return first?.judgement.verdict ?? 'none';
}

const ending = (how: Parameters<typeof exited>[1] = {}): TraceEvent[] => [...LIVES, exited(9000, how)];

describe('ROB-1: the node lives', () => {
  it('to our own end of it', () => {
    expect(verdict(LIVES)).toBe('pass');
    expect(verdict(ending({ byUs: true, signal: 'SIGTERM' }), ending({ byUs: true, code: 3 }))).toBe('pass');
  });

  it('fails at one fatal signal, and at one report of a sanitizer, whoever asked for the end', () => {
    for (const signal of ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL'])
      expect(verdict(LIVES, ending({ code: null, signal })), signal).toBe('fail');
    expect(verdict(LIVES, ending({ byUs: true, signal: 'SIGSEGV' }))).toBe('fail');
    expect(verdict(ending({ sanitizer: 'ERROR: AddressSanitizer: heap-buffer-overflow' }))).toBe('fail');
    expect(verdict(ending({ byUs: true, sanitizer: 'ERROR: LeakSanitizer: detected memory leaks' }))).toBe(
      'pass',
    );
  });

  it('fails at two ends of its own, status 0 too; is not sure of one', () => {
    expect(verdict(LIVES, ending())).toBe('inconclusive');
    expect(verdict(ending(), ending({ code: 1 }))).toBe('fail');
    expect(verdict(ending({ signal: 'SIGPIPE' }), LIVES)).toBe('inconclusive');
  });

  it('does not blame it for what somebody else did, but for breaking a limit', () => {
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])
      expect(verdict(ending({ signal }), ending({ signal })), signal).toBe('pass');
    const limit = { signal: 'SIGKILL', reason: 'more than 1024 MiB of memory' };
    expect(verdict(ending(limit), ending(limit))).toBe('fail');
    expect(verdict(ending(limit), LIVES)).toBe('inconclusive');
  });

  it('leaves one that never says Hello to HEL-1: it has not fallen silent', () => {
    const mute = [...says(SECONDS), ...asks(2000, [PEER], PEER)];
    expect(verdict(mute, mute)).toBe('pass');
    const hung = [...mute, ...hellos([1500])];
    expect(verdict(hung, hung)).toBe('fail');
  });

  it('fails two that fall silent for 5 s while peers are connected; one is not sure', () => {
    const hang = (until: number): TraceEvent[] => [
      ...hellos(SECONDS.filter((at) => at <= until)),
      ...says(SECONDS),
    ];
    expect(verdict(hang(7000), hang(7000))).toBe('fail');
    expect(verdict(hang(7000), LIVES)).toBe('inconclusive');
    expect(verdict(hang(8000), hang(8000))).toBe('pass'); // 4 s
    const dropped = [...hang(7000), ...dropsBy(13_000)];
    expect(verdict(dropped, dropped)).toBe('pass');
  });

  it('cannot tell why a node of somebody else let go of its port, and shows what was sent around its last word', () => {
    const running = (...held: readonly boolean[]) => {
      const bound = held.map((one, i): TraceEvent => ({ type: 'bound', at: 13_000 * i, held: one }));
      const [last] = judgeAlive([
        { ...traceOf([...hellos(SECONDS.slice(0, 6)), ...says(SECONDS), ...bound]), startedAt: null },
      ]);
      if (last === undefined) throw new Error('no judgement');
      return last;
    };
    const { judgement, trace } = running(true, false);
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.actual).toContain('let go of its port');
    expect(judgement.evidence.map((index) => trace?.events[index]?.at)).toEqual(SECONDS.slice(5));
    // One that nobody here ever saw hold it, as behind a forwarded port, has not let go of it.
    expect(running(false, false).judgement.actual).not.toContain('let go');
    expect(running(true, true).judgement.actual).toContain('fell silent');
  });

  it('owes nothing to peers that have fallen silent themselves', () => {
    const alone = [...hellos([1000, 2000]), ...says([1000, 2000]), ...says([12_000])];
    expect(verdict(alone, alone)).toBe('pass');
  });

  it('cannot tell of a node that never spoke', () => {
    expect(verdict(says(SECONDS))).toBe('inconclusive');
    expect(verdict()).toBe('inconclusive');
  });
});
