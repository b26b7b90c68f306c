/**
 * The language of `--where`:
 *
 *     expression = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation = "not" negation | "(" expression ")" | property [ operator value | "in" list ]
 *     operator = "==" | "!=" | "<" | "<=" | ">" | ">="
 *     list = item | "(" item { "," item } ")"        item = value [ ".." value ]
 *
 * What a property's value may be is the property's own (property.ts). Nothing here throws at its caller: whatever
 * the text, there is an expression, or the place where it stops being one. Depth is bounded, so is the text.
 */
import type { Expression, Item, Operator } from './expression.ts';
import type { Property } from './property.ts';
import { type Token, tokens } from './token.ts';

/** What is wrong at `[start, end)` of the text. */
export interface Mistake {
  readonly message: string;
  /** The values that may stand there; '' where the message says it. */
  readonly expected: string;
  readonly start: number;
  readonly end: number;
  /** The word that may be a slip of one of `candidates`. */
  readonly word: string;
  readonly candidates: readonly string[];
}

export type WhereResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly mistake: Mistake };

const MAX_DEPTH = 100;
const MAX_TEXT = 65_536;
/** Of a wrong word: the message stays a line. */
const MAX_SHOWN = 30;

const OPERATORS: readonly Operator[] = ['==', '!=', '<', '<=', '>', '>='];
const RESERVED: readonly string[] = ['and', 'or', 'not', 'in'];
/** How other languages write ours: signs as in C, words as in Wireshark. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['&', 'and'],
  ['&&', 'and'],
  ['|', 'or'],
  ['||', 'or'],
  ['!', 'not'],
  ['ip.src', 'source.address'],
  ['ip.dst', 'destination.address'],
  ['ip.addr', 'node.address'],
  ['udp.srcport', 'source.port'],
  ['udp.dstport', 'destination.port'],
  ['udp.port', 'node.port'],
  ['frame.number', 'frame'],
  ['frame.time', 'time'],
  ['frame.time_relative', 'time'],
]);

/** Reads an expression over these properties. */
export function parseWhere(text: string, words: ReadonlyMap<string, Property>): WhereResult {
  if (text.length > MAX_TEXT) {
    const message = `longer than ${MAX_TEXT} characters`;
    return { ok: false, mistake: { message, expected: '', start: 0, end: 1, word: '', candidates: [] } };
  }
  try {
    return { ok: true, expression: new Grammar(tokens(text), words).whole() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, mistake: error.mistake };
    throw error;
  }
}

/** Unwinds the descent; never leaves this file. */
class Stop extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.message);
    this.mistake = mistake;
  }
}

class Grammar {
  readonly #tokens: readonly Token[];
  readonly #words: ReadonlyMap<string, Property>;
  #at = 0;
  #depth = 0;

  constructor(list: readonly Token[], words: ReadonlyMap<string, Property>) {
    this.#tokens = list;
    this.#words = words;
  }

  whole(): Expression {
    const expression = this.#joined('or');
    const token = this.#next();
    if (token.type !== 'end') this.#fail(token, 'expected and, or, or the end', ['and', 'or', 'in']);
    return expression;
  }

  #joined(word: 'and' | 'or'): Expression {
    const term = () => (word === 'or' ? this.#joined('and') : this.#negation());
    const terms = [term()];
    while (this.#take(word)) terms.push(term());
    const [first] = terms;
    if (first !== undefined && terms.length === 1) return first;
    // `(a and b) and c` is `a and b and c`.
    return { type: word, terms: terms.flatMap((one) => (one.type === word ? one.terms : [one])) };
  }

  #negation(): Expression {
    if (++this.#depth > MAX_DEPTH) this.#fail(this.#peek(), `nested more than ${MAX_DEPTH} deep`);
    try {
      if (this.#take('not')) return { type: 'not', term: this.#negation() };
      return this.#take('(') ? this.#inParentheses() : this.#relation();
    } finally {
      this.#depth--;
    }
  }

  #inParentheses(): Expression {
    const expression = this.#joined('or');
    const token = this.#next();
    if (token.text !== ')') this.#fail(token, 'expected and, or, or )', ['and', 'or', 'in']);
    return expression;
  }

  #relation(): Expression {
    const token = this.#next();
    const { text: name } = token;
    const property = token.type === 'word' ? this.#words.get(name) : undefined;
    if (property === undefined) {
      const unknown = token.type === 'word' && !RESERVED.includes(name);
      const expected = unknown
        ? `there is no word "${shortened(name)}" here`
        : 'expected a word such as type or issue, not, or (';
      this.#fail(token, expected, [...this.#words.keys(), 'not']);
    }
    const sign = this.#peek();
    const operator = OPERATORS.find((one) => one === sign.text);
    if (operator === undefined && sign.text !== 'in') {
      if (sign.text === '=') this.#fail(sign, 'expected an operator');
      return { type: 'has', name };
    }
    if (property.values === null) this.#fail(sign, `${name} has no values: it stands alone`);
    this.#next();
    if (operator === undefined) return { type: 'in', name, items: this.#list(property) };
    if (operator !== '==' && operator !== '!=') this.#refuseOrder(sign, property);
    return { type: 'compare', name, operator, value: this.#value(property).text };
  }

  #list(property: Property): Item[] {
    if (!this.#take('(')) return [this.#item(property)];
    const items = [this.#item(property)];
    while (this.#take(',')) items.push(this.#item(property));
    const token = this.#next();
    if (token.text !== ')') this.#fail(token, 'expected , or )');
    return items;
  }

  #item(property: Property): Item {
    const from = this.#value(property);
    const dots = this.#peek();
    if (!this.#take('..')) return { value: from.text };
    this.#refuseOrder(dots, property);
    const to = this.#value(property);
    if (from.rank !== null && to.rank !== null && from.rank > to.rank) {
      this.#fail(to.token, `a range goes from the lower to the higher: ${to.text}..${from.text}`);
    }
    return { from: from.text, to: to.text };
  }

  #value(property: Property): { text: string; rank: number | null; token: Token } {
    const token = this.#next();
    const { title = '', words = [] } = property.values ?? {};
    const comparison = token.type === 'word' ? property.compare(token.text) : null;
    if (comparison === null) {
      const word = token.type === 'word';
      const message = word
        ? `"${shortened(token.text)}" is no value of ${property.name}`
        : `expected a value of ${property.name}`;
      this.#fail(token, message, words, title);
    }
    return { text: token.text, rank: comparison.rank, token };
  }

  #refuseOrder(token: Token, { name, values }: Property): void {
    if (values?.ordered === false) this.#fail(token, `${name} has no order: only ==, != and in a list`);
  }

  #peek(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('an expression without an end');
    return token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #take(text: string): boolean {
    if (this.#peek().text !== text) return false;
    this.#at++;
    return true;
  }

  #fail(
    { text, type, start, end }: Token,
    wrong: string,
    candidates: readonly string[] = [],
    expected = '',
  ): never {
    const ours = FOREIGN.get(text);
    const found = type === 'end' ? ', found the end' : type === 'sign' ? `, found ${text}` : '';
    const message = ours === undefined ? `${wrong}${found}` : `${text} is written ${ours} here`;
    const word = type === 'word' ? text : '';
    throw new Stop({ message, expected: ours === undefined ? expected : '', start, end, word, candidates });
  }
}

function shortened(word: string): string {
  return word.length > MAX_SHOWN ? `${word.slice(0, MAX_SHOWN)}…` : word;
}
