/**
 * An expression of `--where` as a value, and as text: what is printed parses to the same value again.
 *
 *     type == peer-address and port > 1024 and not source == 10.0.0.1
 */

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Expression =
  | { readonly type: 'and' | 'or'; readonly terms: readonly Expression[] }
  | { readonly type: 'not'; readonly term: Expression }
  /** The datagram has it: `malformed`, `port`. */
  | { readonly type: 'has'; readonly name: string }
  | {
      readonly type: 'compare';
      readonly name: string;
      readonly operator: Operator;
      readonly value: string;
    }
  | { readonly type: 'in'; readonly name: string; readonly items: readonly Item[] };

/** A value of a list, or a range of values, both ends included. Values are words as typed. */
export type Item = { readonly value: string } | { readonly from: string; readonly to: string };

/** The text of an expression, with no more parentheses than it needs. */
export function expressionText(expression: Expression): string {
  switch (expression.type) {
    case 'or':
      return expression.terms.map(expressionText).join(' or ');
    case 'and':
      return expression.terms.map((term) => inParentheses(term, term.type === 'or')).join(' and ');
    case 'not':
      return `not ${inParentheses(expression.term, expression.term.type === 'or' || expression.term.type === 'and')}`;
    case 'has':
      return expression.name;
    case 'compare':
      return `${expression.name} ${expression.operator} ${expression.value}`;
    case 'in':
      return `${expression.name} in ${listText(expression.items)}`;
  }
}

/** The names of the properties that it asks for. */
export function namesIn(expression: Expression): string[] {
  switch (expression.type) {
    case 'or':
    case 'and':
      return expression.terms.flatMap(namesIn);
    case 'not':
      return namesIn(expression.term);
    default:
      return [expression.name];
  }
}

function inParentheses(expression: Expression, needed: boolean): string {
  return needed ? `(${expressionText(expression)})` : expressionText(expression);
}

function listText(items: readonly Item[]): string {
  const texts = items.map((item) => ('value' in item ? item.value : `${item.from}..${item.to}`));
  return texts.length === 1 ? texts.join() : `(${texts.join(', ')})`;
}
