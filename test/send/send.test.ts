import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import type { SecondSender } from '../../src/net/second-sender.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { SendEvent } from '../../src/send/event.ts';
import { lineSource } from '../../src/send/line-source.ts';
import { repeated, type SourceItem } from '../../src/send/outgoing.ts';
import { type SendPlan, send } from '../../src/send/send.ts';

const HERE = { address: '127.0.0.1', port: 1000 };
const TARGET = { address: '127.0.0.1', port: 2000 };

/** Sends to an echo that answers after 5 ms, in virtual time; gives `event@ms` for each event. */
async function sending(
  source: AsyncIterable<SourceItem>,
  given: Partial<SendPlan> = {},
): Promise<{ told: string[]; error: unknown }> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { loss: 0, delayMs: 5, jitterMs: 0, duplicate: 0, seed: 1 });
  const told: string[] = [];
  let error: unknown = null;
  await clock.run(async () => {
    const echo = await network.bind(TARGET);
    echo.receive(({ from, bytes }) => echo.send(bytes, from));
    const socket = await network.bind(HERE);
    const begun = clock.now();
    const plan = {
      socket,
      clock,
      target: TARGET,
      allowed: [LOOPBACK],
      listenMs: 50,
      announce: true,
      ...given,
    };
    const fixed = {
      pacing: { type: 'interval', ms: 0 },
      outside: 'stop',
      signal: new AbortController().signal,
    } as const;
    try {
      for await (const event of send(source, { ...fixed, ...plan }))
        told.push(`${event.type}@${clock.now() - begun}${counts(event)}`);
    } catch (thrown) {
      error = thrown;
    }
  });
  return { told, error };
}

function counts(event: SendEvent): string {
  if (event.type !== 'summary') return '';
  return ` ${event.sent} sent, ${event.replies} replies, ${event.refused} refused`;
}

const lines = (text: string): AsyncIterable<SourceItem> => lineSource([text], 'F');

describe('send', () => {
  it('keeps the interval, tells replies in between, and listens to the end', async () => {
    const { told } = await sending(lines('hello\nhello\n'), { pacing: { type: 'interval', ms: 100 } });
    expect(told).toEqual([
      'sent@0',
      'reply@10',
      'sent@100',
      'reply@110',
      'summary@150 2 sent, 2 replies, 0 refused',
    ]);
  });

  it('stops at a datagram outside the fence, or leaves it out', async () => {
    const text = 'hello\npeer-address=10.0.0.1:4200\nhello\n';
    const stopped = await sending(lines(text));
    expect(stopped.told).toEqual([
      'sent@0',
      'refused@0',
      'reply@10',
      'summary@50 1 sent, 1 replies, 1 refused',
    ]);
    const dropped = await sending(lines(text), { outside: 'drop' });
    expect(dropped.told.at(-1)).toBe('summary@50 2 sent, 2 replies, 1 refused');
  });

  it('sums up before it throws what the source threw', async () => {
    const { told, error } = await sending(lines('hello\nhelo\n'));
    expect(told.at(-1)).toBe('summary@50 1 sent, 1 replies, 0 refused');
    expect(String(error)).toContain('F:2: helo');
  });

  it('counts what a second sender takes and gets rid of, and is done when that is done', async () => {
    const taken: number[] = [];
    const second: SecondSender = {
      async send(_bytes, _to, quota) {
        for (let count = quota.take(100); count > 0; count = quota.take(100)) {
          taken.push(count);
          await setImmediate();
        }
        taken.push(0);
        return { datagrams: 20, bytes: 80 };
      },
      close: async () => undefined,
    };
    const given = { announce: false, second, listenMs: 0 };
    const { told } = await sending(
      repeated(() => lines('hello\n'), 500),
      given,
    );
    expect(told.at(-1)).toMatch(/ 480 sent, /);
    expect([taken[0], taken.at(-1)]).toEqual([100, 0]);
  });

  it('counts as sent what had left when the signal aborts, and throws the death of a second sender', async () => {
    const stop = new AbortController();
    let rest = -1;
    const second: SecondSender = {
      async send(_bytes, _to, quota) {
        quota.take(300);
        await setImmediate();
        stop.abort();
        rest = quota.take(1);
        throw new Error('dead');
      },
      close: async () => undefined,
    };
    const { told, error } = await sending(
      repeated(() => lines('hello\n'), 1_000_001),
      { announce: false, second, listenMs: 0, signal: stop.signal },
    );
    expect(told.at(-1)).toMatch(/ 365 sent, /); // one alone, 300, a burst of 64
    expect(rest).toBe(0);
    expect(String(error)).toBe('Error: dead');
  });

  it('does not wait for a source that is silent once the signal aborts', async () => {
    const stop = new AbortController();
    const silent = (async function* (): AsyncIterable<SourceItem> {
      yield* lines('hello\n');
      stop.abort();
      await new Promise(() => {});
    })();
    const { told } = await sending(silent, { signal: stop.signal });
    expect(told.at(-1)).toMatch(/^summary@\d+ 1 sent/);
  });
});
