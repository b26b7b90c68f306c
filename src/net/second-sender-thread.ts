/** Sends one datagram many times over, in a thread of its own (second-sender.ts). */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Endpoint } from '../wire/endpoint.ts';
import { Quota } from './quota.ts';
import type { SecondOrder } from './second-sender.ts';
import { bindShared } from './udp.ts';
import type { Backlog } from './world.ts';

/** Datagrams in a row, after which it looks whether it is held back. */
const BURST = 64;
/** How often it looks whether a slow link has taken them, in ms. */
const LOOK_MS = 1;

const socket = await bindShared(workerData as Endpoint);
const waiting = (): Backlog => socket.backlog?.() ?? { datagrams: 0, bytes: 0 };
parentPort?.on('message', async ({ bytes, to, quota: memory }: SecondOrder) => {
  const quota = new Quota(memory);
  for (let count = quota.take(BURST); count > 0; count = quota.take(BURST)) {
    for (; count > 0; count--) socket.send(bytes, to);
    await setImmediate();
    while (waiting().datagrams > 0 && !quota.cancelled) await setTimeout(LOOK_MS);
    quota.wait();
  }
  const unsent = waiting();
  if (quota.cancelled) await socket.close(); // it would go on to send them
  parentPort?.postMessage(unsent);
});
parentPort?.postMessage('bound');
