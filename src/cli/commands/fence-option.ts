/**
 * The fence on the command line (DESIGN §3): loopback, and what the user adds by name.
 */
import { type Cidr, cidrText, LOOPBACK, parseCidr } from '../../net/cidr.ts';
import { resolveTarget, targetAllowed } from '../../net/fence.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Option } from '../command.ts';
import { UsageError } from '../error.ts';
import { cidr, endpoint } from '../value.ts';

/** Widens the targets, and the addresses that a datagram may name. */
export const ALLOW_TARGET_OPTION: Option = {
  flags: '--allow-target CIDR',
  help: 'let traffic go there, and name its addresses, beside 127.0.0.0/8',
  repeat: true,
};

/** Networks as typed; `name` is the option's. */
export function networks(texts: readonly string[], name: string): Cidr[] {
  return texts.map((text) => {
    cidr(text, name);
    const network = parseCidr(text);
    if (network === null) throw new UsageError(`${name}: "${text}" is not a network such as 10.0.0.0/8`);
    return network;
  });
}

/** Loopback and the networks of `--allow-target`. */
export function allowedTargets(texts: readonly string[]): Cidr[] {
  return [LOOPBACK, ...networks(texts, '--allow-target')];
}

/** The one address that HOST:PORT stands for, resolved once. UsageError if it lies outside the fence. */
export async function fencedTarget(text: string, allowed: readonly Cidr[]): Promise<Endpoint> {
  const { host, port } = endpoint(text, 'HOST:PORT');
  const target = await resolveTarget(host, port);
  if (targetAllowed(target, allowed)) return target;
  const shown = host === target.address ? endpointText(target) : `${host} (${endpointText(target)})`;
  const network = `${target.address}/32`;
  const possible = targetAllowed(target, networks([network], '--allow-target'));
  throw new UsageError(
    `${shown} is no target: ${outside(allowed)}`,
    possible
      ? `if that machine is yours to test, add --allow-target ${network}`
      : 'multicast, broadcast and 0.0.0.0 never are',
  );
}

/** Why an address that a datagram holds is refused. */
export function contentRefusal(address: string, origin: string | null, allowed: readonly Cidr[]): UsageError {
  const where = origin === null ? 'the datagram' : origin;
  return new UsageError(
    `${where} can be read as naming ${address}: ${outside(allowed)}`,
    'a node sends to whatever address it is told; widen the fence with --allow-target CIDR, or look with --dry-run',
  );
}

function outside(allowed: readonly Cidr[]): string {
  return `not a host of ${allowed.map(cidrText).join(', ')}`;
}
