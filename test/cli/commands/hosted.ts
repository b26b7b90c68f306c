import { afterAll, beforeAll } from 'vitest';
import { type Host, TwoHosts } from '../../support/two-hosts.ts';
import { type Running, start } from './program.ts';

/** Two hosts for the tests of a block, and the nodes that run there: all are gone after it. */
export class Hosted {
  #hosts: TwoHosts | null = null;
  readonly #running: Running[] = [];

  /** To be called while the block is described. */
  constructor() {
    beforeAll(async () => {
      this.#hosts = await TwoHosts.start();
    });
    afterAll(async () => {
      await this.quiet();
      this.#hosts?.end();
    });
  }

  get hosts(): TwoHosts {
    if (this.#hosts === null) throw new Error('no test runs yet');
    return this.#hosts;
  }

  /** A node bound to the host's address, once it listens. */
  async node(host: Host, words: readonly string[], limitMs?: number): Promise<Running> {
    const started = start(['node', ...words, '--bind', host.address], '', host.prefix, limitMs);
    this.#running.push(started);
    await started.said(`listening on ${host.address}:`);
    return started;
  }

  /** Ends the nodes, whose Hellos would be counted. */
  async quiet(): Promise<void> {
    const nodes = this.#running.splice(0);
    for (const { child } of nodes) child.kill('SIGINT');
    await Promise.all(nodes.map(({ outcome }) => outcome));
  }
}
