import { expect, it } from 'vitest';
import {
  type ClassEvent,
  type ClassJudge,
  type Outcome,
  runClass,
} from '../../../src/check/class/class-run.ts';
import type { ClassTarget } from '../../../src/check/class/target-file.ts';
import { VirtualClock } from '../../../src/net/virtual-clock.ts';

const FINE: Outcome = { problem: null, doubtful: false };
const DOUBT: Outcome = { problem: null, doubtful: true };

function target(name: string, build: string | null = null): ClassTarget {
  const folder = build ?? '/class';
  return {
    name,
    place: name,
    folder,
    command: ['x'],
    build: build === null ? null : ['make'],
    endpoint: null,
    weight: 10,
  };
}

/** Each check takes 20 s; what is asked of it in company comes out as `outcomes` say, alone it is fine. */
class Fake implements ClassJudge<Outcome> {
  readonly clock = new VirtualClock();
  readonly stop = new AbortController();
  readonly said: string[] = [];
  readonly begins: number[] = [];
  busiest = 0;
  readonly #outcomes: Readonly<Record<string, Outcome | null>>;
  readonly #done: Readonly<Record<string, Outcome>>;
  #running = 0;
  readonly #building = new Set<string>();

  constructor(
    outcomes: Readonly<Record<string, Outcome | null>> = {},
    done: Readonly<Record<string, Outcome>> = {},
  ) {
    this.#outcomes = outcomes;
    this.#done = done;
  }

  async prepare({ name, folder, build }: ClassTarget): Promise<Outcome | null> {
    if (build !== null) {
      if (this.#building.has(folder)) throw new Error(`two builds in ${folder}`);
      this.#building.add(folder);
      await this.clock.sleep(1000);
      this.#building.delete(folder);
    }
    return name.startsWith('broken') ? { problem: 'no compiler', doubtful: false } : null;
  }

  async known({ name }: ClassTarget): Promise<Outcome | null> {
    return this.#done[name] ?? null;
  }

  async judge({ name }: ClassTarget, alone: boolean): Promise<Outcome | null> {
    this.#running += 1;
    this.begins.push(this.clock.now());
    this.busiest = Math.max(this.busiest, this.#running);
    if (alone && this.#running > 1) throw new Error(`${name} is not alone`);
    await this.clock.sleep(20_000, this.stop.signal).catch(() => undefined);
    this.#running -= 1;
    this.said.push(`${name}${alone ? ' alone' : ''}`);
    if (this.stop.signal.aborted) return null;
    const outcome = this.#outcomes[name];
    if (name === 'stubborn') return DOUBT;
    return outcome === undefined || alone ? FINE : outcome;
  }

  async run(names: readonly (string | ClassTarget)[], jobs: number): Promise<ClassEvent<Outcome>[]> {
    const targets = names.map((one) => (typeof one === 'string' ? target(one) : one));
    const events: ClassEvent<Outcome>[] = [];
    const options = { jobs, builds: 2, clock: this.clock, signal: this.stop.signal };
    await this.clock.run(
      (async () => {
        for await (const event of runClass(targets, this, options)) events.push(event);
      })(),
    );
    return events;
  }
}

function ended(events: readonly ClassEvent<Outcome>[]): string[] {
  return events.flatMap((event) =>
    event.type === 'again'
      ? ['again']
      : [`${event.target.name}${event.known ? ' known' : ''}${event.willRepeat ? ' repeats' : ''}`],
  );
}

it('judges several at once, never more than asked for, and starts them apart', async () => {
  const fake = new Fake();
  const names = Array.from({ length: 10 }, (_, i) => `t${i}`);
  const events = await fake.run(names, 4);
  expect(ended(events).sort()).toEqual(names);
  expect(fake.busiest).toBe(4);
  expect(fake.clock.now()).toBeLessThan(70_000);
  const gaps = fake.begins.slice(1).map((at, i) => at - (fake.begins[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
});

it('judges again, alone and at the end, what could not be told in company', async () => {
  const fake = new Fake({ b: DOUBT, d: DOUBT });
  const events = await fake.run(['a', 'b', 'c', 'd'], 3);
  expect(ended(events)).toEqual(['a', 'b repeats', 'c', 'd repeats', 'again', 'b', 'd']);
  expect(fake.said.slice(-2)).toEqual(['b alone', 'd alone']);
});

it('does not try again what was alone already', async () => {
  expect(ended(await new Fake().run(['stubborn', 'b'], 1))).toEqual(['stubborn', 'b']);
  expect(ended(await new Fake().run(['stubborn'], 8))).toEqual(['stubborn']);
  const again = await new Fake().run(['stubborn', 'b'], 2);
  expect(ended(again)).toEqual(['stubborn repeats', 'b', 'again', 'stubborn']);
});

it('takes what an earlier run did, and tries again alone what that left in doubt', async () => {
  const fake = new Fake({}, { a: FINE, c: DOUBT });
  const events = await fake.run(['a', 'b', 'c'], 4);
  expect(ended(events)).toEqual(['a known', 'c known repeats', 'b', 'again', 'c']);
  expect(fake.said).toEqual(['b alone', 'c alone']);
});

it('builds before it judges, in one folder one after another, and judges the others of a broken build', async () => {
  const fake = new Fake();
  const built = ['a', 'broken', 'c'].map((name) => target(name, '/shared'));
  const events = await fake.run([...built, target('d', '/own')], 4);
  expect(ended(events)).toEqual(['broken', 'a', 'c', 'd']);
  expect(fake.said).not.toContain('broken');
  expect(fake.begins[0]).toBe(3000);
});

it('stops with what is done', async () => {
  const fake = new Fake();
  fake.clock.at(30_000, () => fake.stop.abort('enough'));
  const events = await fake.run(['a', 'b', 'c', 'd', 'e', 'f'], 2);
  expect(ended(events)).toEqual(['a', 'b']);
  expect(fake.clock.now()).toBe(30_000);
});

it('begins no build any more when it is to stop', async () => {
  const fake = new Fake();
  fake.clock.at(1500, () => fake.stop.abort('enough'));
  const built = ['a', 'b', 'c', 'd', 'e'].map((name) => target(name, `/${name}`));
  expect(await fake.run(built, 4)).toEqual([]);
  expect([fake.clock.now(), fake.said]).toEqual([2000, []]);
});

it('ends with an error of ours, and not before all that was begun has ended', async () => {
  const fake = new Fake();
  const judge = fake.judge.bind(fake);
  fake.judge = async (one, alone) => {
    if (one.name === 'b') throw new Error('ours');
    return judge(one, alone);
  };
  await expect(fake.run(['a', 'b', 'c'], 2)).rejects.toThrow('ours');
  expect(fake.said).toContain('a');
});
