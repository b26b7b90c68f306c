/**
 * `peerprobe doctor`: what works on this machine, and the one command that gets the rest. Exit 4 only if the core
 * is broken: node itself or UDP on loopback.
 */
import { escapeText } from '../../report/escape.ts';
import type { Theme } from '../../report/theme.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import type { Checked } from '../doctor/ability.ts';
import { examine } from '../doctor/examination.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';

const NAME_WIDTH = 20;

export const command: Command = {
  name: 'doctor',
  usage: '',
  summary: 'say what works on this machine, and how to get the rest',
  options: [JSON_OPTION],
  examples: [
    'peerprobe doctor',
    'peerprobe doctor --json',
    'peerprobe doctor > machine.txt     # to go with a question',
  ],
  run,
};

async function run({ args, rest, options, out, theme }: Context): Promise<number> {
  if (args.length > 0 || rest !== null) throw new UsageError('doctor takes no arguments');
  const checks = await examine();
  const broken = checks.some(({ core, state }) => core && state === 'missing');
  await out.data(options.flag('json') ? json(checks, broken) : text(checks, theme));
  return broken ? EXIT.ABILITY : EXIT.OK;
}

function json(checks: readonly Checked[], broken: boolean): string {
  const list = checks.map(({ name, state, detail, need, fix, core }) => ({
    name,
    state,
    detail,
    need,
    fix,
    core,
  }));
  return `${JSON.stringify({ schemaVersion: 1, command: 'doctor', usable: !broken, checks: list }, null, 2)}\n`;
}

function text(checks: readonly Checked[], theme: Theme): string {
  const lines = checks.flatMap(({ name, state, detail, need, fix, core }) => {
    const style = state === 'ok' ? theme.ok : core ? theme.error : theme.warn;
    const line = `${style(state.padEnd(7))}  ${name.padEnd(NAME_WIDTH)} ${escapeText(detail)}`;
    if (state === 'ok') return [line];
    const indent = ' '.repeat(9 + NAME_WIDTH + 1);
    return [line, `${indent}for: ${need}`, ...(fix === null ? [] : [`${indent}fix: ${theme.strong(fix)}`])];
  });
  return `${lines.join('\n')}\n`;
}
