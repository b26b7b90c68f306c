import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** As root a namespace is all it takes; anybody else needs to be root in one of users first. */
const ROOT = process.getuid?.() === 0;
const OUTER = ROOT ? ['--net'] : ['--user', '--map-root-user', '--net'];
const ENTER = ROOT ? ['--net'] : ['--user', '--preserve-credentials', '--net'];
// The tools lie in sbin, which not everybody's PATH has.
const ENV = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };

/** True if this system lets us make a namespace and a pair of interfaces in it. */
export function twoHostsWork(): boolean {
  const words = [...OUTER, 'ip', 'link', 'add', 'peer0', 'type', 'veth', 'peer', 'name', 'peer1'];
  return spawnSync('unshare', words, { stdio: 'ignore', env: ENV }).status === 0;
}

/** One of the two: a network namespace whose only way out leads to the other. */
export interface Host {
  readonly address: string;
  /** The words before a command that runs it there. */
  readonly prefix: readonly string[];
}

/**
 * Two hosts on one wire, 10.77.0.1 and 10.77.0.2 of 10.77.0.0/24. Each sends what lies outside to the other, so
 * that a datagram to anywhere leaves, and is counted; nothing else is reachable from them.
 */
export class TwoHosts {
  readonly a: Host;
  readonly b: Host;
  readonly #holders: readonly ChildProcess[];

  private constructor(a: Host, b: Host, holders: readonly ChildProcess[]) {
    this.a = a;
    this.b = b;
    this.#holders = holders;
  }

  static async start(): Promise<TwoHosts> {
    const first = await holder(['unshare', ...OUTER]);
    const a: Host = { address: '10.77.0.1', prefix: entering(first) };
    const second = await holder([...a.prefix, 'unshare', '--net']);
    const b: Host = { address: '10.77.0.2', prefix: entering(second) };
    const hosts = new TwoHosts(a, b, [second, first]);
    hosts.#wire(second.pid ?? 0);
    for (const host of [a, b]) await up(host);
    return hosts;
  }

  /** Packets that have left this host through the wire. */
  sent(host: Host): number {
    const line = inside(host, 'cat', '/proc/net/dev')
      .split('\n')
      .find((row) => row.includes(wireOf(host)));
    return Number(line?.split(':')[1]?.trim().split(/\s+/)[9]);
  }

  /** Ends both. What still runs in them keeps them, and nothing else. */
  end(): void {
    for (const child of this.#holders) child.kill('SIGKILL');
  }

  #wire(pid: number): void {
    const { a, b } = this;
    // Neighbour discovery and router solicitations of IPv6 would be counted as ours.
    for (const host of [a, b])
      inside(host, 'sh', '-c', 'for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 > "$f"; done');
    const other = `peer name ${wireOf(b)} address ${macOf(b)} netns ${pid}`;
    ip(a, `link add ${wireOf(a)} address ${macOf(a)} type veth ${other}`);
    for (const [host, peer] of [
      [a, b],
      [b, a],
    ] as const) {
      ip(host, `address add ${host.address}/24 dev ${wireOf(host)}`);
      for (const device of ['lo', wireOf(host)]) ip(host, `link set ${device} up`);
      ip(host, `route add default via ${peer.address}`);
      // The questions of ARP would be counted too.
      ip(host, `neighbour replace ${peer.address} lladdr ${macOf(peer)} dev ${wireOf(host)}`);
    }
  }
}

function wireOf(host: Host): string {
  return host.address.endsWith('.1') ? 'peer0' : 'peer1';
}

/** Locally administered, so that both are known beforehand. */
function macOf(host: Host): string {
  return `02:00:00:00:00:0${host.address.at(-1)}`;
}

function ip(host: Host, words: string): void {
  inside(host, 'ip', ...words.split(' '));
}

function entering({ pid }: ChildProcess): string[] {
  return ['nsenter', '--target', String(pid), ...ENTER];
}

function inside(host: Host, ...words: string[]): string {
  const [program = '', ...args] = [...host.prefix, ...words];
  return execFileSync(program, args, { encoding: 'utf8', env: ENV });
}

/** The kernel tells a little later that there is something at the other end. */
async function up(host: Host): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (inside(host, 'ip', 'link', 'show', 'dev', wireOf(host)).includes(' state UP ')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${wireOf(host)} does not come up`);
}

/** A process that has said a word in its new namespace, and ends with us: its stdin is our pipe. */
async function holder(words: readonly string[]): Promise<ChildProcess> {
  const [program = '', ...args] = [...words, 'sh', '-c', 'echo there; exec cat'];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env: ENV });
  await once(child.stdout, 'data');
  return child;
}
