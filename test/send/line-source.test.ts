import { describe, expect, it } from 'vitest';
import { LineError, lineSource, wordsOutgoing } from '../../src/send/line-source.ts';
import { toHex } from '../../src/wire/bytes.ts';

async function* pieces(...texts: (string | Uint8Array)[]): AsyncIterable<string | Uint8Array> {
  yield* texts;
}

async function read(...texts: (string | Uint8Array)[]): Promise<string[]> {
  const list: string[] = [];
  for await (const { bytes, origin } of lineSource(pieces(...texts), 'F'))
    list.push(`${origin} ${toHex(bytes)}`);
  return list;
}

describe('lineSource', () => {
  it('makes one datagram of each line', async () => {
    expect(await read('hello\npeer-request hello\r\n')).toEqual(['F:1 68010102', 'F:2 680102020102']);
  });

  it('counts lines that say nothing, and skips them', async () => {
    expect(await read('# first\n\n   \nhello # and last\n!cut=4/44\n')).toEqual(['F:4 68010102']);
  });

  it('skips the marks of sniff', async () => {
    expect(await read('hello,len=0 !tlv-short')).toEqual(['F:1 68010100']);
  });

  it('takes quoted words', async () => {
    expect(await read(`--raw ''\n"hello"\n--raw '68 01'`.replace('68 01', '6801'))).toEqual([
      'F:1 ',
      'F:2 68010102',
      'F:3 6801',
    ]);
  });

  it('does not care where the pieces are cut, inside a character included', async () => {
    const text = new TextEncoder().encode('hello # é\nhello\n');
    for (let at = 0; at <= text.length; at++) {
      expect(await read(text.subarray(0, at), text.subarray(at))).toEqual(['F:1 68010102', 'F:2 68010102']);
    }
  });

  it.each([
    ['hello\nhelo\n', 'F:2: helo: unknown item "helo"'],
    ['--raw 680', 'F:1: 680: "680" is no hexadecimal'],
    ["hello 'x", "F:1: the quote ' is never closed"],
    [`raw=${'00'.repeat(65_506)}`, 'F:1: 65508 bytes are more than a UDP datagram holds'],
    ['x'.repeat(300_000), 'F:1: longer than 262028 characters'],
  ])('names file and line of what is wrong (%#)', async (text, message) => {
    const error = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LineError);
    expect(String(error)).toContain(message);
  });
});

describe('wordsOutgoing', () => {
  it('makes one datagram of all words', () => {
    expect(toHex(wordsOutgoing(['--magic', '105', 'hello', 'raw=07']).bytes)).toBe('6901010207');
  });

  it('refuses a wrong word by RangeError', () => {
    expect(() => wordsOutgoing(['tlv=200'])).toThrow(RangeError);
  });
});
