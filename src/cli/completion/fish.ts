/** Completions for fish: as `peerprobe.fish` in its folder of completions, or to source. */
import { type Offer, type OfferedOption, programOffer } from './offer.ts';

/** The script. */
export function fishScript(offers: readonly Offer[]): string {
  const first = 'complete -c peerprobe -n __fish_use_subcommand';
  return [
    '# peerprobe for fish: peerprobe completion fish | source',
    'complete -c peerprobe -f',
    `complete -c peerprobe -n 'contains -- -- (commandline -opc)' -F`,
    ...offers.map(({ name, summary }) => `${first} -a ${name} -d ${quoted(summary)}`),
    `${first} -a help -d 'tell about a command'`,
    ...programOffer().map((option) => `${first} ${optionWords(option)}`),
    `complete -c peerprobe -n ${seen('help')} -a '${offers.map(({ name }) => name).join(' ')}'`,
    ...offers.flatMap(lines),
    '',
  ].join('\n');
}

function lines({ name, options, words, files }: Offer): string[] {
  const start = `complete -c peerprobe -n ${seen(name)}`;
  return [
    ...(files ? [`${start} -F`] : []),
    ...(words.length > 0 ? [`${start} -a '${words.join(' ')}'`] : []),
    ...options.map((option) => `${start} ${optionWords(option)}`),
  ];
}

function optionWords({ spellings, help, value }: OfferedOption): string {
  const names = spellings.map((one) => (one.startsWith('--') ? `-l ${one.slice(2)}` : `-s ${one.slice(1)}`));
  const takes = { path: ['-r', '-F'], text: ['-x'] };
  return [...names, ...(value === null ? [] : takes[value]), '-d', quoted(help)].join(' ');
}

function seen(command: string): string {
  return quoted(`__fish_seen_subcommand_from ${command}`);
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
