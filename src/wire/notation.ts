/**
 * Drafts as words: what `sniff` prints and `send` takes. The words are the table's names.
 *
 *     hello   peer-request   peer-address=10.0.0.1:4200   tlv=200:0a0b0c   raw=0102
 *     overrides:  hello,len=5   hello,extra=dead          whole datagram:  --magic 105   --version 2   --raw 6801
 */
import { fromHex, toHex } from './bytes.ts';
import { craft, type Draft, type DraftItem, type DraftTlv } from './craft.ts';
import { decimal, endpointText, parseEndpoint } from './endpoint.ts';
import type { Field } from './field.ts';
import { rowOf, TLV_NAMES, type TlvName } from './table.ts';

export type NotationResult =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly word: string; readonly message: string };

/** The whole-datagram options, in the order in which they are written. */
const OPTIONS = ['magic', 'version', 'raw'] as const;

interface Whole {
  magic?: number;
  version?: number;
  raw?: Uint8Array;
}

/** The draft that the words describe, which `craft` takes; or the word that is wrong and why. Never throws. */
export function parseNotation(words: readonly string[]): NotationResult {
  const whole: Whole = {};
  const items: DraftItem[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    try {
      const option = OPTIONS.find((name) => word === `--${name}`);
      if (option === undefined) items.push(parseItem(word));
      else takeOption(whole, option, words[++i]);
    } catch (error) {
      if (error instanceof RangeError) return { ok: false, word: words[i] ?? word, message: error.message };
      throw error;
    }
  }
  const { raw, ...header } = whole;
  if (raw === undefined) return { ok: true, draft: { ...header, items } };
  if (items.length === 0 && Object.keys(header).length === 0) return { ok: true, draft: { raw } };
  return { ok: false, word: '--raw', message: 'is a whole datagram: no other item or header goes with it' };
}

/** The words of a draft; `parseNotation` gives the same draft back. */
export function formatNotation(draft: Draft): string[] {
  if ('raw' in draft) return ['--raw', toHex(draft.raw)];
  return [
    ...(draft.magic === undefined ? [] : ['--magic', String(draft.magic)]),
    ...(draft.version === undefined ? [] : ['--version', String(draft.version)]),
    ...draft.items.map(formatItem),
  ];
}

/** One item, such as `peer-address=10.0.0.1:4200,len=9`. RangeError says what is wrong with it. */
export function parseItem(word: string): DraftItem {
  const [head = '', ...overrides] = word.split(',');
  const [name, argument] = split(head, '=');
  if (name === 'raw') return { name: 'raw', bytes: rawBytes(argument, overrides) };
  const given = parseOverrides(overrides);
  const tlv = name === 'tlv' ? genericTlv(argument, given) : knownTlv(tlvName(name), argument, given);
  craft({ items: [tlv] }); // RangeError if it is too long for its computed length
  return tlv;
}

/** How a TLV of the table is written: `hello`, `peer-address=ADDRESS:PORT`. */
export function itemForm(name: TlvName): string {
  const fields = rowOf(name).fields.map((field) => field.name);
  const others = hasEndpoint(fields) ? fields.filter((field) => !isEndpoint(field)) : fields;
  return `${name}${hasEndpoint(fields) ? '=ADDRESS:PORT' : ''}${others.map((field) => `,${field}=${field.toUpperCase()}`).join('')}`;
}

function takeOption(whole: Whole, option: (typeof OPTIONS)[number], text: string | undefined): void {
  if (whole[option] !== undefined) throw new RangeError(`--${option} is given twice`);
  if (text === undefined)
    throw new RangeError(`--${option} needs its ${option === 'raw' ? 'bytes: --raw 6801' : 'byte: 0..255'}`);
  if (option === 'raw') whole.raw = hexOf(text);
  else whole[option] = byteOf(text);
}

function tlvName(text: string): TlvName {
  const known = TLV_NAMES.find((candidate) => candidate === text);
  if (known === undefined)
    throw new RangeError(`unknown item "${text}": ${[...TLV_NAMES, 'tlv', 'raw'].join(', ')}`);
  return known;
}

function rawBytes(argument: string | null, overrides: readonly string[]): Uint8Array {
  if (overrides.length > 0) throw new RangeError('raw bytes take no overrides');
  if (argument === null) throw new RangeError('raw needs its bytes: raw=0102');
  return hexOf(argument);
}

function parseOverrides(texts: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (const text of texts) {
    const [key = '', value] = split(text, '=');
    if (value === null) throw new RangeError(`override "${text}" needs a value: len=5, extra=dead`);
    if (given.has(key)) throw new RangeError(`${key} is given twice`);
    given.set(key, value);
  }
  return given;
}

function genericTlv(argument: string | null, given: Map<string, string>): DraftTlv {
  const [type = '', value] = split(argument ?? '', ':');
  if (argument === null || value === null)
    throw new RangeError('tlv needs type and bytes: tlv=200:0a0b0c, tlv=200:');
  const length = takeLength(given);
  refuseOthers(given, ['len']);
  return { name: 'tlv', type: byteOf(type), value: hexOf(value), ...length };
}

function knownTlv(name: TlvName, argument: string | null, given: Map<string, string>): DraftTlv {
  const { fields } = rowOf(name);
  if (argument !== null) takeEndpoint(name, argument, given);
  const length = takeLength(given);
  const extra = given.has('extra') ? { extra: hexOf(given.get('extra') ?? '') } : {};
  refuseOthers(given, ['len', 'extra', ...fields.map((field) => field.name)]);
  const values = fields.map((field) => [field.name, fieldValue(name, field, given.get(field.name))]);
  return { name, ...Object.fromEntries(values), ...extra, ...length } as DraftTlv; // the row's fields, all of them
}

function takeEndpoint(name: TlvName, text: string, given: Map<string, string>): void {
  if (!hasEndpoint(rowOf(name).fields.map((field) => field.name)))
    throw new RangeError(`${name} takes no value: ${itemForm(name)}`);
  const endpoint = parseEndpoint(text);
  if (endpoint === null) throw new RangeError(`"${text}" is no ADDRESS:PORT such as 10.0.0.1:4200`);
  if (given.has('port') || given.has('address')) throw new RangeError('port or address is given twice');
  given.set('address', endpoint.address).set('port', String(endpoint.port));
}

function fieldValue(name: TlvName, field: Field, text: string | undefined): unknown {
  if (text === undefined) throw new RangeError(`${name} needs its ${field.name}: ${itemForm(name)}`);
  const value = field.kind.parse(text);
  if (value === null) throw new RangeError(`"${text}" is no ${field.kind.title}`);
  return value;
}

function isEndpoint(field: string): boolean {
  return field === 'port' || field === 'address';
}

function hasEndpoint(fields: readonly string[]): boolean {
  return fields.includes('port') && fields.includes('address');
}

function takeLength(given: Map<string, string>): { length?: number } {
  const text = given.get('len');
  return text === undefined ? {} : { length: byteOf(text) };
}

function refuseOthers(given: Map<string, string>, known: readonly string[]): void {
  for (const key of given.keys()) {
    if (!known.includes(key)) throw new RangeError(`unknown override "${key}": ${known.join(', ')}`);
  }
}

function formatItem(item: DraftItem): string {
  if (item.name === 'raw') return `raw=${toHex(item.bytes)}`;
  const length = item.length === undefined ? '' : `,len=${item.length}`;
  if (item.name === 'tlv') return `tlv=${item.type}:${toHex(item.value)}${length}`;
  const extra = item.extra === undefined ? '' : `,extra=${toHex(item.extra)}`;
  return `${item.name}${formatFields(item.name, { ...item })}${extra}${length}`;
}

/** `=ADDRESS:PORT` where a TLV has both, `,name=value` for any other field of the table. */
function formatFields(tlv: TlvName, values: Readonly<Record<string, unknown>>): string {
  const { port, address } = values;
  const whole = typeof port === 'number' && typeof address === 'string';
  let text = whole ? `=${endpointText({ address, port })}` : '';
  for (const { name } of rowOf(tlv).fields) {
    if (!(whole && isEndpoint(name))) text += `,${name}=${values[name]}`;
  }
  return text;
}

function split(text: string, separator: string): [string, string | null] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function byteOf(text: string): number {
  const number = /^0x[0-9a-f]{1,2}$/i.test(text) ? Number(text) : decimal(text, 255);
  if (number === null) throw new RangeError(`"${text}" is no byte: 0..255 or 0x00..0xff`);
  return number;
}

function hexOf(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === null) throw new RangeError(`"${text}" is no hexadecimal: pairs of 0-9 a-f`);
  return bytes;
}
