/** Sends one datagram many times over, in a thread of its own (second-sender.ts). */
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Endpoint } from '../wire/endpoint.ts';
import { Quota } from './quota.ts';
import type { SecondOrder } from './second-sender.ts';
import { bindShared } from './udp.ts';

/** Datagrams in a row, after which it looks whether it is held back. */
const BURST = 64;

const socket = await bindShared(workerData as Endpoint);
parentPort?.on('message', async ({ bytes, to, quota: memory }: SecondOrder) => {
  const quota = new Quota(memory);
  for (let count = quota.take(BURST); count > 0; count = quota.take(BURST)) {
    for (; count > 0; count--) socket.send(bytes, to);
    await setImmediate();
    quota.wait();
  }
  parentPort?.postMessage('sent');
});
parentPort?.postMessage('bound');
