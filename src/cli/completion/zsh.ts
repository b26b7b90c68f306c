/** Completions for zsh: as a file `_peerprobe` in a folder of `fpath`, or to source behind `compinit`. */
import { type Offer, type OfferedOption, programOffer, quoted, spellingsOf } from './offer.ts';

/** The script. */
export function zshScript(offers: readonly Offer[]): string {
  const names = offers.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ');
  return `#compdef peerprobe
# peerprobe for zsh: source <(peerprobe completion zsh)
_peerprobe() {
  local command='' before=\${words[CURRENT-1]} files='' i
  local -a options plain
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      --) _files; return ;; # what follows is another program
      -*) ;;
      *) [[ -n $command ]] || command=\${words[i]} ;;
    esac
  done
  case $command in
    '') plain=(${names} 'help:tell about a command') options=(${described(programOffer())}) ;;
    help) plain=(${names}) ;;
${offers.map(branch).join('\n')}
  esac
  if [[ $PREFIX == -* || -z "$plain$files" ]]; then
    _describe -o option options
  else
    (( \${#plain} == 0 )) || _describe word plain
    [[ -z $files ]] || _files
  fi
}
if [[ \${funcstack[1]} == _peerprobe ]]; then _peerprobe "$@"; else compdef _peerprobe peerprobe; fi
`;
}

function branch(offer: Offer): string {
  const { name, options, words, files } = offer;
  const cases = [
    [spellingsOf(offer, 'path'), '_files; return'],
    [spellingsOf(offer, 'text'), '_message value; return'],
  ] as const;
  return [
    `    ${name})`,
    '      case $before in',
    ...cases.flatMap(([list, does]) => (list.length === 0 ? [] : [`        ${list.join('|')}) ${does} ;;`])),
    '      esac',
    `      options=(${described(options)})`,
    `      plain=(${words.map(quoted).join(' ')}) files=${files ? 'yes' : "''"} ;;`,
  ].join('\n');
}

function described(options: readonly OfferedOption[]): string {
  return options.flatMap(({ spellings, help }) => spellings.map((one) => quoted(`${one}:${help}`))).join(' ');
}
