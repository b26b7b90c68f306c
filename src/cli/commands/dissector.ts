/**
 * `peerprobe dissector`: a dissector for Wireshark and tshark, made from the table, on stdout or into a file.
 */
import { writeFile } from 'node:fs/promises';
import { dissectorScript } from '../../report/dissector/script.ts';
import { escapeText } from '../../report/escape.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';

export const command: Command = {
  name: 'dissector',
  usage: '',
  summary:
    'write a Wireshark dissector in Lua (`tshark -G folders` names the folder for it: Personal Lua Plugins)',
  options: [{ flags: '-o, --output FILE', help: 'write it there instead of to stdout' }, JSON_OPTION],
  examples: [
    'mkdir -p ~/.local/lib/wireshark/plugins && peerprobe dissector -o ~/.local/lib/wireshark/plugins/peerprobe.lua',
    'peerprobe dissector -o peerprobe.lua && wireshark -X lua_script:peerprobe.lua capture.pcapng',
    'peerprobe dissector -o peerprobe.lua && tshark -X lua_script:peerprobe.lua -r capture.pcapng -Y peerprobe.issue',
  ],
  run,
};

async function run({ args, rest, options, out }: Context): Promise<number> {
  if (args.length > 0 || rest !== null)
    throw new UsageError('dissector takes no arguments', 'a file: -o FILE');
  const file = options.text('output');
  if (file === '') throw new UsageError('--output: a file name is missing');
  const script = dissectorScript(`peerprobe ${version()}`);
  const text = options.flag('json') ? json(script) : script;
  if (file === undefined || file === '-') {
    await out.data(text);
    return EXIT.OK;
  }
  await writeFile(file, text);
  out.talk(`written to ${escapeText(file)}`);
  return EXIT.OK;
}

function json(script: string): string {
  return `${JSON.stringify({ schemaVersion: 1, command: 'dissector', language: 'lua', script })}\n`;
}
