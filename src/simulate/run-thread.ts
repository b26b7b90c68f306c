/** Carries runs out, one after the other, in a thread of its own (beside.ts), which is ended to stop them. */
import { parentPort } from 'node:worker_threads';
import { runHere } from './run.ts';
import { ordered, type RunNews, type RunOrder } from './run-order.ts';

/** How often it says how far it is. */
const TOLD_MS = 100;

const never = new AbortController().signal;

parentPort?.on('message', async (order: RunOrder) => {
  const going = runHere(ordered(order), never);
  let toldAt = 0;
  for (let step = await going.next(); ; step = await going.next()) {
    if (step.done === true) return say({ outcome: step.value });
    if (performance.now() - toldAt < TOLD_MS) continue;
    say({ atMs: step.value });
    toldAt = performance.now();
  }
});

function say(news: RunNews): void {
  parentPort?.postMessage(news);
}
