/**
 * The world as the tools see it: time and UDP, as interfaces. Real (udp.ts, clock.ts) and in memory under
 * virtual time (memory.ts, clock.ts) are alike to whoever uses them.
 */
import type { Endpoint } from '../wire/endpoint.ts';

/** Milliseconds that only ever grow, with fractions; the origin means nothing. */
export interface Clock {
  now(): number;
  /** Set where no timer is ever late: in virtual time. */
  readonly exact?: boolean;
  /** Resolves `ms` later; rejects with the signal's reason if that aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A datagram that arrived; `at` is the clock's time when it was read, `bytes` belong to the receiver. */
export interface Arrival {
  readonly at: number;
  readonly from: Endpoint;
  readonly bytes: Uint8Array;
}

/** What was handed over and waits with us until the system has room for it. */
export interface Backlog {
  readonly datagrams: number;
  readonly bytes: number;
}

/** A bound UDP socket. */
export interface Socket {
  readonly local: Endpoint;
  /** Bytes that may wait unread, as the system counts them; null where nobody knows. */
  readonly receiveBuffer: number | null;
  /** Hands the datagram over; what the network says of it afterwards (ICMP) is not an error. */
  send(bytes: Uint8Array, to: Endpoint): void;
  /** Known once the event loop has turned; what waits at `close` never leaves. Absent where nothing ever waits. */
  backlog?(): Backlog;
  /** The one receiver; arrivals before it is set are kept (bounded). */
  receive(handler: (arrival: Arrival) => void): void;
  /** Datagrams that the kernel dropped at this socket since it was bound; null where nobody knows. */
  drops(): number | null;
  close(): Promise<void>;
}

/** Where sockets come from. */
export interface Network {
  /** Binds; port 0 takes a free one. EnvironmentError if the port is in use or not permitted. */
  bind(local: Endpoint): Promise<Socket>;
  /** What all these sockets have dropped together: one look for hundreds of them; 0 where nobody knows. */
  drops(sockets: readonly Socket[]): number;
}
