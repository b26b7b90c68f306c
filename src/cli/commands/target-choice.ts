/**
 * The target of `check`, `fuzz` and `replay` as it stands on the command line: HOST:PORT, `-- CMD`, or the built-in
 * node. What we start lives in a network namespace of its own, with us (DESIGN §3, the fence).
 */
import { systemClock } from '../../net/clock.ts';
import { followParent, insideNamespace, namespaceAbility, reexecInNamespace } from '../../net/namespace.ts';
import type { Target } from '../../net/target.ts';
import { commandTarget } from '../../net/target-command.ts';
import { runningTarget } from '../../net/target-running.ts';
import { shellQuote } from '../../report/escape.ts';
import { endpointText } from '../../wire/endpoint.ts';
import type { Context, Option } from '../command.ts';
import { UsageError } from '../error.ts';
import { PROGRAM } from '../program.ts';
import { allowedTargets, fencedTarget } from './fence-option.ts';

export const NO_NAMESPACE_OPTION: Option = {
  flags: '--no-namespace',
  help: 'start the target outside a network namespace; what is announced stays fenced',
};

/** The target: `endpoint` is HOST:PORT as typed, undefined for one that we start. UsageError where both are given, or an empty command. */
export async function chosenTarget(context: Context, endpoint: string | undefined): Promise<Target> {
  const { rest, options } = context;
  refuseTwo(context, endpoint);
  if (rest !== null) return commandTarget(rest, systemClock);
  if (endpoint === undefined) return commandTarget(builtIn(), systemClock);
  const allowed = allowedTargets(options.texts('allow-target'));
  return runningTarget(await fencedTarget(endpoint, allowed), allowed);
}

/**
 * Runs this same command line again inside a namespace, if we start the target and are not there yet; its exit code.
 * Null: go on here, for there is nothing to start, or no namespace to be had, which is told.
 */
export async function leaveForNamespace(
  context: Context,
  endpoint: string | undefined,
): Promise<number | null> {
  refuseTwo(context, endpoint);
  if (insideNamespace()) {
    followParent(() => process.kill(process.pid, 'SIGTERM'));
    return null;
  }
  if (endpoint !== undefined || context.options.flag('no-namespace')) return null;
  const ability = await namespaceAbility();
  if (ability.ok) return reexecInNamespace(ability.prefix);
  context.out.talk(
    `no network namespace here (${ability.reason}): what is announced stays inside 127.0.0.0/8`,
  );
  return null;
}

/** The target in words. */
export function targetText({ endpoint, command }: Target): string {
  if (endpoint !== null) return endpointText(endpoint);
  return (command ?? []).map(shellQuote).join(' ');
}

function refuseTwo({ rest }: Context, endpoint: string | undefined): void {
  if (endpoint !== undefined && rest !== null) throw new UsageError('either HOST:PORT or -- CMD, not both');
  if (rest !== null && rest.length === 0) throw new UsageError('-- needs a command behind it');
}

/** The reference node: a child process of our own program, so that the first command works offline. */
function builtIn(): string[] {
  return [process.execPath, PROGRAM, 'node'];
}
