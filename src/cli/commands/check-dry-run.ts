/**
 * `check --dry-run`: what would run, on how many instances, about how long, and started how. Nothing is started.
 */
import { type Probe, secondsOf } from '../../check/probe.ts';
import { LabAddresses } from '../../net/lab-address.ts';
import { seededRandom } from '../../net/random.ts';
import { commandLine } from '../../net/target-command.ts';
import { shellQuote } from '../../report/escape.ts';
import { endpointText } from '../../wire/endpoint.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';
import { countText, type Plan } from './check-run.ts';

// In place of the free port that an instance would get.
const SOME_PORT = 4200;
const STARTING_SECONDS = 1;

/** Prints the plan. */
export async function printPlan(context: Context, plan: Plan): Promise<number> {
  const { out, options } = context;
  const { target, selection, width, seed } = plan;
  const { probes } = selection;
  const seconds = target.restartable ? secondsApart(probes, width) : secondsTogether(probes, width);
  const peer = new LabAddresses(seededRandom(seed), SOME_PORT).next();
  const command = target.command === null ? null : commandLine(target.command, SOME_PORT, peer);
  const instances = target.restartable ? probes.length : 0;
  if (options.flag('json')) {
    const checks = probes.map((probe) => ({ ...pick(probe), seconds: secondsOf(probe) }));
    const head = { schemaVersion: 1, tool: 'peerprobe', version: version(), command: 'check', dryRun: true };
    const endpoint = target.endpoint === null ? null : endpointText(target.endpoint);
    const json = { ...head, target: { endpoint, command: target.command }, seed };
    await out.data(`${JSON.stringify({ ...json, instances, width, seconds, start: command, checks })}\n`);
    return EXIT.OK;
  }
  const lines = [
    ...probes.map((probe) => `${probe.requirement.padEnd(7)} ${probe.check}: ${probe.title}`),
    '',
    target.restartable
      ? `${countText(probes)}, each on an instance of its own, ${width} at once: about ${seconds} s`
      : `${countText(probes)} against ${endpointText(target.endpoint ?? peer)}: about ${seconds} s`,
    'a check that does not pass is tried again, alone: that comes on top',
    ...(command === null
      ? []
      : [
          'each instance is started like this, with a free port and a start peer of its own:',
          `  ${words(command)}`,
        ]),
    `seed ${seed}; nothing was started`,
  ];
  await out.data(`${lines.join('\n')}\n`);
  return EXIT.OK;
}

function pick({ check, requirement, title }: Probe): Record<string, string> {
  return { check, requirement, title };
}

function words(command: readonly string[]): string {
  return command.map(shellQuote).join(' ');
}

function secondsApart(probes: readonly Probe[], width: number): number {
  const all = probes.map(secondsOf);
  const sum = all.reduce((total, seconds) => total + seconds, 0);
  return Math.ceil(Math.max(...all, sum / width) + STARTING_SECONDS);
}

/** Those that disturb others come one by one, after the rest. */
function secondsTogether(probes: readonly Probe[], width: number): number {
  const disturbs = (probe: Probe): boolean => probe.alone === true || probe.crowd === true;
  const shared = probes.filter((probe) => !disturbs(probe));
  const rest = probes.filter(disturbs).reduce((total, probe) => total + secondsOf(probe), 0);
  return (shared.length === 0 ? 0 : secondsApart(shared, width)) + Math.ceil(rest);
}
