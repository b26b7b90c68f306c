/**
 * Which process has a UDP port, found through the inode of its socket. Linux alone tells, of processes that we
 * may read; their descriptors are many, so this is for once, not for a loop.
 */
import { networkInterfaces } from 'node:os';
import type { Endpoint } from '../wire/endpoint.ts';
import { type KernelSocket, udpSockets } from './kernel.ts';
import { processIds, procLink, procNames, procText } from './proc.ts';

export interface Holder {
  readonly pid: number;
  /** The command's name, at most 15 characters. */
  readonly name: string;
}

const ANY = '0.0.0.0';

/**
 * Who receives at `at`: the oldest of those that share the socket. Null if nobody does, `at` is not this
 * machine's, or the process is not ours to read.
 */
export function holderOf(at: Endpoint): Holder | null {
  if (!isLocal(at.address)) return null;
  const inodes = new Set(receivers(udpSockets() ?? [], at).map(({ inode }) => inode));
  if (inodes.size === 0) return null;
  const pid = processIds()
    .sort((a, b) => a - b)
    .find((id) => socketInodes(id).some((inode) => inodes.has(inode)));
  return pid === undefined ? null : { pid, name: procText(`${pid}/comm`).trimEnd() };
}

/** True if what is sent there arrives on this machine. */
export function isLocal(address: string): boolean {
  if (address === ANY || address.startsWith('127.')) return true;
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return own.some((entry) => entry.address === address);
}

/** The inodes of a process's sockets; none where they are not ours to read. */
export function socketInodes(pid: number): number[] {
  return procNames(`${pid}/fd`)
    .map((name) => /^socket:\[(\d+)\]$/.exec(procLink(`${pid}/fd/${name}`))?.[1])
    .filter((inode) => inode !== undefined)
    .map(Number);
}

/** A socket of that very address comes before one of all addresses. */
function receivers(sockets: readonly KernelSocket[], at: Endpoint): KernelSocket[] {
  const same = sockets.filter(({ port }) => port === at.port);
  const exact = same.filter(({ address }) => address === at.address);
  return exact.length > 0 ? exact : same.filter(({ address }) => address === ANY);
}
