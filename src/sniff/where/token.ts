/** The words and signs of an expression, with their places. Any text has tokens: what they mean is the grammar's. */

/** `text` stands at `[start, end)` of the expression. */
export interface Token {
  readonly type: 'word' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// `..` ends a word: 1024..2048 are three tokens, 10.0.0.1 is one. `=`, `!`, `&&` and `||` are none of the
// language, but taken for what they are, so that the error can name the right one.
const TOKEN = /\s*(?:(==|!=|<=|>=|&&|\|\||\.\.|[()<>=!,&|])|((?:(?!\.\.)[^\s()<>=!,&|])+)|$)/y;

/** The tokens in order; the last is the end. */
export function tokens(expression: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const [all = '', sign, word] = TOKEN.exec(expression) ?? [];
    const text = sign ?? word ?? '';
    const end = (found.at(-1)?.end ?? 0) + all.length;
    if (text === '') {
      // Behind the last word, not behind blanks at the end.
      const last = found.at(-1)?.end ?? 0;
      found.push({ type: 'end', text, start: last, end: last });
      return found;
    }
    found.push({ type: sign === undefined ? 'word' : 'sign', text, start: end - text.length, end });
  }
}
