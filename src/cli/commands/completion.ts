/**
 * `peerprobe completion`: what bash, zsh or fish has to know to complete our command lines.
 */
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type Offer, offerOf } from '../completion/offer.ts';
import { zshScript } from '../completion/zsh.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { choice } from '../value.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Record<
  string,
  (offers: readonly Offer[]) => string
>;
const SHELLS = Object.keys(SCRIPTS) as readonly (keyof typeof SCRIPTS)[];

export const command: Command = {
  name: 'completion',
  usage: 'bash|zsh|fish',
  summary: 'write completions for a shell',
  options: [JSON_OPTION],
  examples: [
    'source <(peerprobe completion bash)     # in ~/.bashrc',
    'source <(peerprobe completion zsh)      # in ~/.zshrc, behind compinit',
    'peerprobe completion fish > ~/.config/fish/completions/peerprobe.fish',
  ],
  run,
};

async function run({ args, rest, options, out, commands }: Context): Promise<number> {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0 || rest !== null) {
    throw new UsageError('completion takes one shell', `one of ${SHELLS.join(', ')}`);
  }
  const shell = choice(name, 'shell', SHELLS);
  const loaded = await Promise.all(commands.map((entry) => entry.load()));
  const script = SCRIPTS[shell](loaded.map(offerOf));
  const json = { schemaVersion: 1, command: 'completion', shell, script };
  await out.data(options.flag('json') ? `${JSON.stringify(json)}\n` : script);
  return EXIT.OK;
}
