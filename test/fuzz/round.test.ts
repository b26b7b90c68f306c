import { expect, test } from 'vitest';
import { HELLO, REQUEST } from '../../src/fuzz/squad.ts';
import type { Symptom } from '../../src/fuzz/symptom.ts';
import type { Target } from '../../src/net/target.ts';
import type { ProcessEvent } from '../../src/oracle/trace.ts';
import { equal } from '../../src/wire/bytes.ts';
import { encode } from '../../src/wire/encode.ts';
import { type Endpoint, isSameEndpoint } from '../../src/wire/endpoint.ts';
import { IDLE } from '../support/idle.ts';
import { inRound } from '../support/in-round.ts';

const END: Omit<ProcessEvent, 'at'> = {
  type: 'exited',
  code: null,
  signal: 'SIGSEGV',
  byUs: false,
  reason: null,
  sanitizer: null,
  output: 'its last words',
};

function odd(signature: string): Symptom {
  return { kind: 'wrong-answer', signature, requirement: null, expected: '', actual: '' };
}

/** What is suspected after each of these, in turn, of a target that has been sent a Hello before each of them. */
function suspected(happens: readonly (Symptom | Partial<ProcessEvent>)[]): Promise<(string | null)[]> {
  let end: (event: ProcessEvent) => void = () => undefined;
  const start: Target['start'] = async (_at, _startPeer, onExit) => {
    end = onExit;
    return IDLE;
  };
  return inRound(start, async (round, clock) => {
    const seen: (string | null)[] = [];
    for (const one of happens) {
      for (const member of round.crew.slice(0, 1)) round.squad.send(member, HELLO);
      if ('kind' in one) round.suspect(one);
      else end({ ...END, at: clock.now(), ...one });
      await clock.sleep(1);
      const { suspicion } = round;
      seen.push(
        suspicion && `${suspicion.symptom.signature} after ${suspicion.steps.length}: ${suspicion.output}`,
      );
    }
    return seen;
  });
}

test('what looks wrong first is kept', async () => {
  const [first, second] = await suspected([odd('this'), odd('that')]);
  expect([first?.split(' ')[0], second]).toEqual(['this', first]);
});

test('an end outranks what looked wrong before it, and nothing outranks an end', async () => {
  const [, end, after] = await suspected([odd('this'), {}, odd('that')]);
  expect(end).toMatch(/^SIGSEGV after \d+: its last words$/);
  expect(after).toBe(end);
});

test('an end by us leaves what looked wrong before it', async () => {
  const [first, end] = await suspected([odd('this'), { signal: 'SIGTERM', byUs: true }]);
  expect([first?.split(' ')[0], end]).toEqual(['this', first]);
});

test('the window is opened once by an answer, in however many datagrams it comes', async () => {
  await inRound(
    async () => IDLE,
    async (round, clock, network) => {
      const node = await network.bind(round.squad.target);
      const asked: Endpoint[] = [];
      node.receive(({ from, bytes }) => {
        if (equal(bytes, REQUEST)) asked.push(from);
      });
      const [first] = round.crew;
      if (first === undefined) throw new Error('nobody');
      const list = encode({ tlvs: [{ name: 'peer-address', ...first.endpoint }] });
      /** The window is full, whoever asked last gets that many datagrams, and there is room or none. */
      const answered = async (count: number, to: () => Endpoint | undefined): Promise<boolean> => {
        while (round.window.isOpen) void round.send(first, HELLO);
        await clock.sleep(5);
        const asker = to();
        for (let i = 0; i < count && asker !== undefined; i++) node.send(list, asker);
        await clock.sleep(5);
        return round.window.isOpen;
      };
      expect(await answered(1, () => asked.at(-1))).toBe(true);
      // The rest of that answer, when the next request is open.
      expect(await answered(9, () => asked.at(-2))).toBe(false);
      expect(await answered(1, () => asked.at(-1))).toBe(true);
      expect(asked.slice(-2).every((one, _, [other = one]) => isSameEndpoint(one, other))).toBe(false);
      await node.close();
    },
  );
});

test('of what the target drops, no more counts as lost than was sent to it', async () => {
  const lostOf = (dropped: number): Promise<{ lost: number; sent: number }> =>
    inRound(
      async () => ({ ...IDLE, drops: () => dropped }),
      async (round, clock) => {
        await clock.sleep(1000);
        return { lost: round.lost, sent: round.squad.journal.count };
      },
    );
  expect((await lostOf(1)).lost).toBe(1);
  const { lost, sent } = await lostOf(5000);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(sent);
});
