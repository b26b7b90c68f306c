import { beforeAll, bench, describe } from 'vitest';
import { Course } from '../../src/simulate/course.ts';
import { plan } from '../simulate/plan.ts';

// Everybody has found everybody, and each request round of ten seconds is over twice.
const SETTLED_MS = 24_000;
const ROUND_MS = 10_000;

// 300 nodes for 60 virtual seconds have a minute: a round, with all its requests and answers, has ten seconds.
describe('300 nodes that are all connected', () => {
  let course: Course | null = null;
  const pass = (ms: number): void => {
    if (course === null) throw new Error('no course');
    for (const until = course.now + ms; course.now < until; ) course.advance();
  };
  beforeAll(async () => {
    course = await Course.open(plan({ nodes: 300, timeMs: 3_600_000, loss: 0.05 }), { bugs: true });
    pass(SETTLED_MS);
  });
  bench('ten virtual seconds', () => pass(ROUND_MS), {
    iterations: 1,
    time: 0,
    warmupIterations: 0,
    warmupTime: 0,
  });
});
