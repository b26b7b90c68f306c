/**
 * A thread that sends along with a socket, from the same port: most of what a datagram costs is the system's work in the
 * thread that sends it, so two threads send nearly twice as many.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { builtProgram } from '../capture/built-program.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Quota } from './quota.ts';
import { bindShared, udpNetwork } from './udp.ts';
import type { Backlog, Socket } from './world.ts';

export interface SecondSender {
  /**
   * Sends the datagram as often as the quota gives, one order at a time; resolves when all that it took has left. If it was
   * cancelled, with what will never leave; it sends nothing any more then.
   */
  send(bytes: Uint8Array, to: Endpoint, quota: Quota): Promise<Backlog>;
  close(): Promise<unknown>;
}

/** What the thread is asked for; `quota` is the memory of one. */
export interface SecondOrder {
  readonly bytes: Uint8Array;
  readonly to: Endpoint;
  readonly quota: SharedArrayBuffer;
}

/**
 * Binds as `udpNetwork` does, and starts the thread; without one (`second` null) where it would share our core, or
 * cannot have the port. What arrives comes to the socket alone.
 */
export async function bindWithSecond(
  wanted: Endpoint,
  cores = availableParallelism(),
): Promise<{ readonly socket: Socket; readonly second: SecondSender | null }> {
  // Only of Linux it is known which of two sockets at one port gets what arrives: the one that was bound last.
  if (cores === 1 || process.platform !== 'linux')
    return { socket: await udpNetwork.bind(wanted), second: null };
  // Sockets that share do not mind each other: that the port is free shows to one that does not.
  const alone = await udpNetwork.bind(wanted);
  await alone.close();
  const thread = await started(alone.local);
  if (thread === null) return { socket: await udpNetwork.bind(wanted), second: null };
  try {
    return { socket: await bindShared(alone.local), second: secondSender(thread) };
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

/** The thread with its port bound, or null. */
async function started(local: Endpoint): Promise<Worker | null> {
  const thread = new Worker(builtProgram('net/second-sender-thread.js'), { workerData: local });
  try {
    await once(thread, 'message');
    return thread;
  } catch {
    return null; // it has ended by that
  }
}

function secondSender(thread: Worker): SecondSender {
  return {
    async send(bytes, to, quota) {
      const order: SecondOrder = { bytes, to, quota: quota.memory };
      thread.postMessage(order);
      const [unsent] = await once(thread, 'message');
      return unsent as Backlog;
    },
    close: () => thread.terminate(),
  };
}
