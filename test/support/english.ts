/**
 * What is left of English in what is told in French: a word that French does not have. Names of checks and bugs, what
 * is typed (`peer-request`, `--patience 40s`, `a=b`) and names of the protocol are the same in both languages.
 */
const ENGLISH =
  /(?<!\p{L})(the|an|and|or|of|is|are|was|were|it|its|with|without|from|not|after|before|behind|every|each|that|this|to|by|in|on|at|no|nobody|seen|expected|came|peers?|answers?|hint|evidence|frames|bytes?|behaves|complete|next|stage|fail|pass|skipped|warn|would|has|have|had)(?!\p{L})/iu;
// French has these too: `la boucle for`, `on`, `or`, `pas ... on`; and C.
const FRENCH_TOO = /\b(on|or|pass)\b/gi;
const TYPED = [
  /`[^`]*`/g,
  /\bpeerprobe (send|check|report) .*/g,
  /[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)+/g,
  /--?[a-z][a-z-]*/g,
  /\S*[=_[\]/<>]\S*/g,
  /\bPeer\b/g,
];

/** The lines in which English is left; of each what stands out. */
export function englishIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const bare = TYPED.reduce((rest, typed) => rest.replace(typed, ' '), line).replace(FRENCH_TOO, ' ');
    const [word] = ENGLISH.exec(bare) ?? [];
    return word === undefined ? [] : [`${word}: ${line.trim()}`];
  });
}

/** What a reader sees of markup. */
export function shown(markup: string): string {
  return markup
    .replace(/<(\w+)[^>]*class="bytes"[^>]*>.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*(?:aria-label|title|placeholder|message)="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
