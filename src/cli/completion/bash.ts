/** Completions for bash, from 3.2 on: no arrays by name, no `mapfile`. */
import { type Offer, type OfferedOption, programOffer, quoted, spellingsOf } from './offer.ts';

/** A script to source. */
export function bashScript(offers: readonly Offer[]): string {
  const names = offers.map(({ name }) => name).join(' ');
  return `# peerprobe for bash: source <(peerprobe completion bash)
_peerprobe() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local command='' options='' paths='' texts='' words='' files='' i
  COMPREPLY=()
  # --write=FILE comes as three words.
  if [[ $word == '=' ]]; then word=''; elif [[ $before == '=' ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      --) return ;; # what follows is another program
      -*) ;;
      *) [[ -n $command ]] || command=\${COMP_WORDS[i]} ;;
    esac
  done
  case $command in
    '') words='${names} help' options='${spelled(programOffer()).join(' ')}' ;;
    help) words='${names}' ;;
${offers.map(branch).join('\n')}
  esac
  case " $paths " in *" $before "*) return ;; esac
  case " $texts " in *" $before "*) compopt +o default 2>/dev/null; return ;; esac
  if [[ $word == -* || -z $words$files ]]; then words=$options; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ -n $files && $word != -* ]] || compopt +o default 2>/dev/null
}
complete -o default -F _peerprobe peerprobe
`;
}

function branch(offer: Offer): string {
  const settings = [
    ['options', spelled(offer.options)],
    ['paths', spellingsOf(offer, 'path')],
    ['texts', spellingsOf(offer, 'text')],
    ['words', offer.words],
    ['files', offer.files ? ['yes'] : []],
  ] as const;
  const given = settings.filter(([, list]) => list.length > 0);
  return `    ${offer.name}) ${given.map(([name, list]) => `${name}=${quoted(list.join(' '))}`).join(' ')} ;;`;
}

function spelled(options: readonly OfferedOption[]): string[] {
  return options.flatMap(({ spellings }) => spellings);
}
