/** A large object as JSON, without ever holding all of it. Pure. */

/** A piece is not much longer than this, or than one item. */
const PIECE = 64 * 1024;

/** What JSON.stringify makes of the object, no value of which is undefined, in pieces; its lists are read item by item. */
export function* jsonPieces(object: Readonly<Record<string, unknown>>): Generator<string, void, undefined> {
  let text = '';
  for (const part of parts(object)) {
    text += part;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

function* parts(object: Readonly<Record<string, unknown>>): Generator<string, void, undefined> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (isList(value)) yield* items(value);
    else yield JSON.stringify(value);
  }
  yield before === '{' ? '{}' : '}';
}

function* items(list: Iterable<unknown>): Generator<string, void, undefined> {
  let before = '[';
  for (const item of list) {
    yield `${before}${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
