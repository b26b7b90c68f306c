/**
 * `peerprobe explain`: what each byte of a datagram means, and what is wrong with it. No network. Takes what people
 * have at hand: hexadecimal in any dress, dumps, or the notation.
 */
import { inWords, plainly, tell } from '../../lang/sentence.ts';
import { contentJson } from '../../report/datagram-json.ts';
import { datagramLine, notationWords } from '../../report/datagram-text.ts';
import { hexdump } from '../../report/hexdump.ts';
import { readHexText } from '../../send/hex-text.ts';
import { LineError, lineSource } from '../../send/line-source.ts';
import { type Dissection, dissect } from '../../wire/dissect.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';
import { DRAFT_OPTIONS, draftWords, isItemName, meantItem, typedDatagram } from './draft-option.ts';
import { interruptible } from './standard-input.ts';

/** More text than the dump of any datagram has; memory is bounded by it. */
const MAX_TEXT = 4 * 1024 * 1024;

export const command: Command = {
  name: 'explain',
  usage: 'HEX|ITEM...|-',
  summary: 'show what each byte of a datagram means (0: well formed, 1: something is wrong with it)',
  options: [...DRAFT_OPTIONS, JSON_OPTION, LANG_OPTION],
  examples: [
    'peerprobe explain 68 01 03 08 10 68 0a 00 00 01',
    'peerprobe explain hello,len=4 peer-request',
    'xxd datagram.bin | peerprobe explain -',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const datagrams = await readDatagrams(context);
  let issues = 0;
  for (const [index, bytes] of datagrams.entries()) {
    if (context.signal.aborted) break;
    const dissection = dissect(bytes);
    issues += dissection.issues.length;
    const text = context.options.flag('json') ? json(dissection) : explanation(dissection, context);
    await context.out.data(index > 0 && !context.options.flag('json') ? `\n${text}` : text);
  }
  return issues > 0 ? EXIT.FINDINGS : EXIT.OK;
}

/** The dump, what it comes to, and the words that make it again. */
function explanation(dissection: Dissection, { theme, lang }: Context): string {
  const { bytes, tlvs, issues } = dissection;
  const verdict =
    issues.length === 0
      ? theme.ok(tell(lang, 'well formed'))
      : theme.error(inWords(lang, plainly(issues.length, 'issue')));
  const sum = tell(lang, '{bytes}, {tlvs}: {verdict}', {
    bytes: plainly(bytes.length, 'byte'),
    tlvs: plainly(tlvs.length, 'TLV'),
    verdict,
  });
  const line = datagramLine(dissection, theme);
  return `${hexdump(dissection, { theme, lang })}\n\n${sum}\n${line}\n`;
}

function json(dissection: Dissection): string {
  const content = contentJson(dissection, { payload: true });
  return `${JSON.stringify({ schemaVersion: 1, notation: notationWords(dissection), ...content })}\n`;
}

async function readDatagrams(context: Context): Promise<Uint8Array[]> {
  const words = draftWords(context.words, 0).concat(context.rest ?? []);
  if (words.length === 0 && 'isTTY' in context.stdin && context.stdin.isTTY === true) {
    throw new UsageError('nothing to explain', 'give the bytes in hexadecimal, items, or - to read them');
  }
  if (words.length > 0 && !(words.length === 1 && words[0] === '-')) return [wordsBytes(words)];
  const text = await readText(context);
  if (text.trim() === '') throw new UsageError('standard input has no datagram in it');
  return textDatagrams(text);
}

function wordsBytes(words: readonly string[]): Uint8Array {
  const hex = readHexText(words.join(' '));
  if (hex.ok) return hex.bytes;
  if (!isNotation(words[0] ?? '')) throw noHex(hex.message, meantItem(words));
  return typedDatagram(words).bytes;
}

/** One datagram if the text is hexadecimal, one a line if it is notation. */
async function textDatagrams(text: string): Promise<Uint8Array[]> {
  const hex = readHexText(text);
  if (hex.ok) return [hex.bytes];
  const first = text.split('\n').find((line) => !/^\s*(#|$)/.test(line)) ?? '';
  if (!isNotation(first.trim())) throw noHex(hex.message);
  try {
    const list: Uint8Array[] = [];
    for await (const { bytes } of lineSource([text], 'standard input')) list.push(bytes);
    return list;
  } catch (error) {
    if (error instanceof LineError) throw new UsageError(error.message, null, { cause: error });
    throw error;
  }
}

function noHex(message: string, meant: string | null = null): UsageError {
  return new UsageError(
    message,
    meant ?? 'give hexadecimal (68 01 01 02), a dump of it, or items such as hello',
  );
}

function isNotation(text: string): boolean {
  const [name = ''] = text.split(/[=,\s]/, 1);
  return isItemName(name) || ['--raw', '--magic', '--version'].includes(name);
}

async function readText(context: Context): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of interruptible(context)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_TEXT) throw new UsageError(`standard input has over ${MAX_TEXT} characters`);
  }
  return text + decoder.decode();
}
