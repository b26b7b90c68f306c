/**
 * Plans for tests: small, quiet, and changed where a test says so.
 */
import { bugNamed } from '../../src/node/bugs/table.ts';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { Course, type CourseOptions } from '../../src/simulate/course.ts';
import type { BadShare, Plan } from '../../src/simulate/plan.ts';

export function plan(changes: Partial<Plan> = {}): Plan {
  return {
    nodes: 10,
    timeMs: 30_000,
    loss: 0,
    delay: { minMs: 20, maxMs: 80 },
    churnPerMinute: 0,
    bugs: [],
    dialect: DEFAULT_DIALECT,
    minimumPeers: 0,
    preferStable: false,
    topology: 'star',
    seed: 1,
    ...changes,
  };
}

export function bad(name: string, share: number): BadShare {
  const bug = bugNamed(name);
  if (bug === null) throw new Error(`no bug ${name}`);
  return { bug, share };
}

/** A run to its end. */
export async function ran(plan: Plan, options: CourseOptions = { bugs: true }): Promise<Course> {
  const course = await Course.open(plan, options);
  while (!course.isOver) course.advance();
  return course;
}
