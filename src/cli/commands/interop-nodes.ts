/**
 * The nodes of `interop`: commands behind `--`, each behind one of its own, or those of a file.
 */
import type { Guest } from '../../interop/gathering.ts';
import { BUILT_IN } from '../../interop/meeting.ts';
import { LOOPBACK } from '../../net/cidr.ts';
import { systemClock } from '../../net/clock.ts';
import { targetAllowed } from '../../net/fence.ts';
import { insideNamespace } from '../../net/namespace.ts';
import type { Target } from '../../net/target.ts';
import { commandTarget, freeEndpoint } from '../../net/target-command.ts';
import { innerTarget } from '../../net/target-memory.ts';
import { udpNetwork } from '../../net/udp.ts';
import { nodeConfig } from '../../node/config.ts';
import { shellQuote } from '../../report/escape.ts';
import { type InteropNode, MOST_NODES } from '../../report/interop-report.ts';
import { UsageError } from '../error.ts';
import { targetsOf } from './target-list.ts';

/** The nodes: `A`, `B`, and so on. With one command alone, the built-in node is the other. */
export function typedNodes(rest: readonly string[]): InteropNode[] {
  const commands: string[][] = [[]];
  for (const word of rest) {
    if (word === '--') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  const empty = commands.findIndex((command) => command.length === 0);
  if (empty >= 0)
    throw new UsageError(
      '-- needs a command behind it',
      'peerprobe interop -- ./a -- ./b; a command with a -- of its own goes into a file: --many',
    );
  return withIds(
    commands.map((command) => ({ name: command.map(shellQuote).join(' '), command, folder: null })),
  );
}

/** Those of a file as `check --many` takes it. What it builds must have been built: programs are started as they are. */
export async function listedNodes(file: string): Promise<InteropNode[]> {
  const targets = await targetsOf(file);
  const running = targets.find(({ command }) => command === null);
  if (running !== undefined)
    throw new UsageError(
      `--many ${file}: ${running.name} has no command`,
      'interop starts its nodes itself, with each other as peers',
    );
  return withIds(targets.map(({ name, command, folder }) => ({ name, command, folder })));
}

/** Ids for them, and the built-in node for a partner of one that is alone. */
export function withIds(given: readonly Omit<InteropNode, 'id'>[]): InteropNode[] {
  if (given.length > MOST_NODES)
    throw new UsageError(
      `${given.length} nodes are more than ${MOST_NODES}`,
      'their pairings are the square of it',
    );
  const builtIn = { name: BUILT_IN, command: null, folder: null };
  const all = given.length === 1 ? [...given, builtIn] : given;
  return all.map((node, i) => ({ id: idOf(i), ...node }));
}

/** What starts them. */
export function guestsOf(nodes: readonly InteropNode[]): Guest[] {
  return nodes.map(({ id, command, folder }) => ({
    name: id,
    target: command === null ? builtInTarget() : commandTarget(command, systemClock, folder ?? undefined),
  }));
}

/** The reference node, in this process. */
export function builtInTarget(): Target {
  const fence = insideNamespace() ? null : [LOOPBACK];
  return innerTarget(
    { clock: systemClock, network: udpNetwork, reserve: freeEndpoint, fence },
    (self, start) =>
      nodeConfig({
        self,
        start,
        random: Math.random,
        allowPeer: (peer) => fence === null || targetAllowed(peer, fence),
      }),
  );
}

/** `A`..`Z`, `AA`.. */
function idOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${idOf(Math.floor(place / 26) - 1)}${last}`;
}
