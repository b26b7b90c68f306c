import { describe, expect, test } from 'vitest';
import { toHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import { itemForm, parseItem, parseNotation } from '../../src/wire/notation.ts';

describe('words', () => {
  test.each([
    ['', '6801'],
    ['hello', '68010102'],
    ['hello,len=5', '68010105'],
    ['hello,len=0x05', '68010105'],
    ['hello,extra=DEad', '68010104dead'],
    ['hello,extra=', '68010102'],
    ['hello,len=9,extra=00', '6801010900'],
    ['hello,extra=00,len=9', '6801010900'],
    ['peer-request hello', '680102020102'],
    ['peer-address=10.0.0.1:4200', '6801030810680a000001'],
    ['peer-address=10.0.0.1:4200,len=9', '6801030910680a000001'],
    ['peer-address,port=4200,address=10.0.0.1', '6801030810680a000001'],
    ['peer-address,address=10.0.0.1,port=4200,extra=ff', '6801030910680a000001ff'],
    ['tlv=200:0a0b0c', '6801c8050a0b0c'],
    ['tlv=0xc8:', '6801c802'],
    ['tlv=3:1068', '680103041068'],
    ['tlv=200:,len=0 raw=0102', '6801c8000102'],
    ['raw=', '6801'],
    ['--magic 105 hello', '69010102'],
    ['hello --version 0x02', '68020102'],
    ['--magic 0 --version 255', '00ff'],
    ['--raw 6801', '6801'],
    ['--raw 00', '00'],
  ])('%j are %s', (text, hex) => {
    const result = parseNotation(text === '' ? [] : text.split(' '));
    expect(result.ok && toHex(craft(result.draft))).toBe(hex);
  });

  test('--raw with an empty word is an empty datagram', () => {
    expect(parseNotation(['--raw', ''])).toEqual({ ok: true, draft: { raw: new Uint8Array(0) } });
  });

  test.each([
    ['bye', 'bye', 'unknown item "bye": hello, peer-request, peer-address, tlv, raw'],
    ['Hello', 'Hello', 'unknown item "Hello": hello, peer-request, peer-address, tlv, raw'],
    ['--magic=5', '--magic=5', 'unknown item "--magic": hello, peer-request, peer-address, tlv, raw'],
    ['constructor', 'constructor', 'unknown item "constructor": hello, peer-request, peer-address, tlv, raw'],
    ['hello bye', 'bye', 'unknown item "bye": hello, peer-request, peer-address, tlv, raw'],
    ['hello=5', 'hello=5', 'hello takes no value: hello'],
    ['hello,5', 'hello,5', 'override "5" needs a value: len=5, extra=dead'],
    ['hello,len=256', 'hello,len=256', '"256" is no byte: 0..255 or 0x00..0xff'],
    ['hello,len=-1', 'hello,len=-1', '"-1" is no byte: 0..255 or 0x00..0xff'],
    ['hello,len=', 'hello,len=', '"" is no byte: 0..255 or 0x00..0xff'],
    ['hello,len=1,len=2', 'hello,len=1,len=2', 'len is given twice'],
    ['hello,extra=abc', 'hello,extra=abc', '"abc" is no hexadecimal: pairs of 0-9 a-f'],
    ['hello,port=5', 'hello,port=5', 'unknown override "port": len, extra'],
    ['hello,__proto__=5', 'hello,__proto__=5', 'unknown override "__proto__": len, extra'],
    ['peer-address', 'peer-address', 'peer-address needs its port: peer-address=ADDRESS:PORT'],
    [
      'peer-address,port=5',
      'peer-address,port=5',
      'peer-address needs its address: peer-address=ADDRESS:PORT',
    ],
    ['peer-address=10.0.0.1', 'peer-address=10.0.0.1', '"10.0.0.1" is no ADDRESS:PORT such as 10.0.0.1:4200'],
    ['peer-address=10.0.0.1:1,port=2', 'peer-address=10.0.0.1:1,port=2', 'port or address is given twice'],
    [
      'peer-address,address=10.0.0.1,port=65536',
      'peer-address,address=10.0.0.1,port=65536',
      '"65536" is no unsigned 16-bit number',
    ],
    ['peer-address,address=5,port=5', 'peer-address,address=5,port=5', '"5" is no IPv4 address'],
    ['tlv', 'tlv', 'tlv needs type and bytes: tlv=200:0a0b0c, tlv=200:'],
    ['tlv=200', 'tlv=200', 'tlv needs type and bytes: tlv=200:0a0b0c, tlv=200:'],
    ['tlv=256:', 'tlv=256:', '"256" is no byte: 0..255 or 0x00..0xff'],
    ['tlv=200:0', 'tlv=200:0', '"0" is no hexadecimal: pairs of 0-9 a-f'],
    ['tlv=200:,extra=00', 'tlv=200:,extra=00', 'unknown override "extra": len'],
    ['raw', 'raw', 'raw needs its bytes: raw=0102'],
    ['raw=1', 'raw=1', '"1" is no hexadecimal: pairs of 0-9 a-f'],
    ['raw=01,len=2', 'raw=01,len=2', 'raw bytes take no overrides'],
    ['--magic', '--magic', '--magic needs its byte: 0..255'],
    ['hello --version', '--version', '--version needs its byte: 0..255'],
    ['--raw', '--raw', '--raw needs its bytes: --raw 6801'],
    ['--magic hello', 'hello', '"hello" is no byte: 0..255 or 0x00..0xff'],
    ['--raw 680', '680', '"680" is no hexadecimal: pairs of 0-9 a-f'],
    ['--magic 1 --magic 2', '2', '--magic is given twice'],
    ['--raw 68 --raw 01', '01', '--raw is given twice'],
    ['--raw 68 hello', '--raw', 'is a whole datagram: no other item or header goes with it'],
    ['--magic 1 --raw 68', '--raw', 'is a whole datagram: no other item or header goes with it'],
  ])('%j are refused at %j', (text, word, message) => {
    expect(parseNotation(text.split(' '))).toEqual({ ok: false, word, message });
  });

  test('an empty word is refused', () => {
    const message = 'unknown item "": hello, peer-request, peer-address, tlv, raw';
    expect(parseNotation([''])).toEqual({ ok: false, word: '', message });
  });

  test('a TLV too long for its own length byte is refused, unless a length is given', () => {
    const bytes = '00'.repeat(254);
    const message = 'a TLV of 256 bytes does not fit its length byte: give a length';
    expect(parseNotation([`tlv=200:${bytes}`])).toEqual({ ok: false, word: `tlv=200:${bytes}`, message });
    expect(parseNotation([`hello,extra=${bytes}`]).ok).toBe(false);
    expect(parseNotation([`tlv=200:${bytes},len=255`]).ok).toBe(true);
    expect(parseNotation([`tlv=200:${'00'.repeat(253)}`]).ok).toBe(true);
  });
});

describe('an item', () => {
  test('is read alone, or a RangeError says why not', () => {
    expect(parseItem('hello')).toEqual({ name: 'hello' });
    expect(() => parseItem('bye')).toThrow(RangeError);
  });

  test('has a form to show', () => {
    expect(itemForm('hello')).toBe('hello');
    expect(itemForm('peer-address')).toBe('peer-address=ADDRESS:PORT');
  });
});
