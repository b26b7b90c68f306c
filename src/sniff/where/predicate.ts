/**
 * From an expression to a function of a datagram. Of several values one that fits is enough, except for `!=`: there
 * is a value, and none is equal. `not port == 4200` holds for a datagram without any port too.
 */
import type { Expression, Item, Operator } from './expression.ts';
import type { Comparison, Property, Seen } from './property.ts';

export type Predicate = (seen: Seen) => boolean;

/** Compiles an expression that `parseWhere` made over the same properties. */
export function compile(expression: Expression, words: ReadonlyMap<string, Property>): Predicate {
  switch (expression.type) {
    case 'and': {
      const terms = expression.terms.map((term) => compile(term, words));
      return (seen) => terms.every((term) => term(seen));
    }
    case 'or': {
      const terms = expression.terms.map((term) => compile(term, words));
      return (seen) => terms.some((term) => term(seen));
    }
    case 'not': {
      const term = compile(expression.term, words);
      return (seen) => !term(seen);
    }
    case 'has':
      return wordOf(expression.name, words).has;
    case 'compare':
      return compileComparison(expression, words);
    case 'in': {
      const items = expression.items.map((item) => compileItem(expression.name, item, words));
      return (seen) => items.some((item) => item(seen));
    }
  }
}

const FITS: Readonly<Record<Exclude<Operator, '!='>, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileComparison(
  { name, operator, value }: Expression & { readonly type: 'compare' },
  words: ReadonlyMap<string, Property>,
): Predicate {
  const { some } = comparison(name, value, words);
  if (operator !== '!=') return (seen) => some(seen, FITS[operator]);
  return (seen) => some(seen, () => true) && !some(seen, FITS['==']);
}

function compileItem(name: string, item: Item, words: ReadonlyMap<string, Property>): Predicate {
  if ('value' in item) {
    const { some } = comparison(name, item.value, words);
    return (seen) => some(seen, FITS['==']);
  }
  const between = wordOf(name, words).between(item.from, item.to);
  if (between === null) throw new Error(`${item.from}..${item.to} was read, but is no range of ${name}`);
  return between;
}

function comparison(name: string, value: string, words: ReadonlyMap<string, Property>): Comparison {
  const found = wordOf(name, words).compare(value);
  if (found === null) throw new Error(`${value} was read, but is no value of ${name}`);
  return found;
}

function wordOf(name: string, words: ReadonlyMap<string, Property>): Property {
  const property = words.get(name);
  if (property === undefined) throw new Error(`${name} was read, but is no word`);
  return property;
}
