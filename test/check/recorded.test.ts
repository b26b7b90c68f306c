import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/event.ts';
import { traceRuns } from '../../src/check/run-record.ts';
import type { TraceRun } from '../../src/check/trace-comment.ts';
import { rejudge } from '../../src/cli/commands/check-recorded.ts';
import { seededRandom } from '../../src/net/random.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import type { Trace } from '../../src/oracle/trace.ts';
import { readTrace, traceCapture } from '../support/trace-capture.ts';
import { inTurn } from '../support/turn.ts';
import { virtualCheck } from '../support/virtual-check.ts';

const LINK = { delayMs: 3, jitterMs: 10, loss: 0.01, seed: 5 };

/** The run, written as captures, read back and judged again. */
async function again(result: CheckResult): Promise<CheckResult> {
  const files = [];
  for (const [trace, runs] of traceRuns(result.runs)) {
    files.push({ file: `${files.length}`, recorded: await readTrace(traceCapture(trace, runs)) });
  }
  const end = { strict: false, stopped: false, dropped: result.dropped };
  return rejudge(files, end, (text) => expect.fail(text)).result;
}

function rows(result: CheckResult) {
  return result.findings.map(({ judgement }) => judgement);
}

describe('a run judged again from its captures', () => {
  it('is the same for the conforming node', async () => {
    const random = seededRandom(3);
    const result = await virtualCheck(
      (self, start) => nodeConfig({ self, start, random, allowPeer: () => true }),
      LINK,
    );
    const back = await again(result);
    expect(rows(back)).toEqual(rows(result));
    expect(back.verdict).toBe(result.verdict);
    expect(back.dialect).toEqual(result.dialect);
    // Not by `toEqual`, which takes ten seconds for so many events.
    const traces = ({ runs }: CheckResult) => runs.map(({ trace }) => trace);
    expect(isDeepStrictEqual(traces(back), traces(result))).toBe(true);
    expect(result.runs.length).toBeGreaterThan(10);
  });

  // One in five shows every way of failing.
  const some = BUGS.filter((_, i) => i % 5 === 0);
  for (const bug of inTurn(some, some.length)) {
    it(`is the same for ${bug.name}`, async () => {
      const result = await virtualCheck(
        (self, start) => withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
        LINK,
      );
      const back = await again(result);
      expect(rows(back)).toEqual(rows(result));
      expect({ ...back, findings: [], runs: [] }).toEqual({ ...result, findings: [], runs: [] });
    });
  }

  it('keeps a trace that probes shared one trace', () => {
    const trace: Trace = {
      target: { address: '127.0.0.1', port: 1 },
      startPeer: null,
      startedAt: null,
      alone: false,
      events: [],
    };
    const other = { ...trace };
    const run = (check: string, of: Trace) => ({
      probe: { check, requirement: 'TLV-2', title: 'none' as const, run: async () => {} },
      trace: of,
      judgements: [],
    });
    const a1 = run('a', trace);
    const a2 = { ...a1, trace: other };
    const shared: TraceRun[] = [
      { check: 'a', attempt: 1 },
      { check: 'b', attempt: 1 },
    ];
    expect([...traceRuns([a1, a2, run('b', trace)])]).toEqual([
      [trace, shared],
      [other, [{ check: 'a', attempt: 2 }]],
    ]);
  });
});
