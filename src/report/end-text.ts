import type { Endpoint } from '../wire/endpoint.ts';

/** `127.0.0.1:4200`, `[::1]:4200`. */
export function endText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
