/**
 * The help texts, made from the declarations. Not cac's: that goes to `console` whatever stream was given,
 * leaves spaces at line ends and knows no exit codes. Nothing is wrapped: terminals do that, and search does not.
 */
import type { Theme } from '../report/theme.ts';
import { type Command, type Option, PROGRAM_OPTIONS, SHELL_OPTIONS } from './command.ts';
import { EXIT_MEANINGS } from './exit.ts';
import type { Entry } from './registry.ts';

/** `peerprobe --help`. */
export function programHelp(commands: readonly Entry[], theme: Theme): string {
  return paragraphs([
    ['Inspect, craft, test and bombard a small peer-discovery protocol over UDP.'],
    [`${theme.strong('Usage:')} peerprobe COMMAND [OPTION]... [ARGUMENT]...`],
    [theme.strong('Commands:'), ...columns(commands.map(({ name, summary }) => [name, summary]))],
    [theme.strong('Options:'), ...columns(optionRows(PROGRAM_OPTIONS))],
    exitCodes(theme),
    ['peerprobe COMMAND --help tells more about a command.'],
  ]);
}

/** `peerprobe COMMAND --help`. */
export function commandHelp(command: Command, theme: Theme): string {
  const { name, usage, summary, options, notes = [], examples } = command;
  return paragraphs([
    [`peerprobe ${name}: ${summary}`],
    [`${theme.strong('Usage:')} ${['peerprobe', name, '[OPTION]...', usage].join(' ').trimEnd()}`],
    [theme.strong('Options:'), ...columns(optionRows([...options, ...SHELL_OPTIONS]))],
    ...notes.map(({ title, lines }) => [theme.strong(`${title}:`), ...lines.map((line) => `  ${line}`)]),
    ...(examples.length === 0 ? [] : [[theme.strong('Examples:'), ...examples.map((line) => `  ${line}`)]]),
    exitCodes(theme),
  ]);
}

function exitCodes(theme: Theme): string[] {
  return [
    theme.strong('Exit codes:'),
    ...columns(EXIT_MEANINGS.map(([code, meaning]) => [`${code}`, meaning])),
  ];
}

// Long names stand under each other, whether or not a letter stands in front.
function optionRows(options: readonly Option[]): [string, string][] {
  return options.map(({ flags, help, repeat }) => [
    flags.startsWith('--') ? `    ${flags}` : flags,
    repeat ? `${help} (may be repeated)` : help,
  ]);
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
}

function paragraphs(blocks: readonly (readonly string[])[]): string {
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}
