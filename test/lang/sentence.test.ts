import { describe, expect, it } from 'vitest';
import { toldIn } from '../../src/lang/said.ts';
import { counted, decimal, grouped, inWords, sentence, tell } from '../../src/lang/sentence.ts';
import { list, quantity, type Sentence } from '../../src/lang/value.ts';

describe('a sentence', () => {
  it('is filled in English as it stands, and in French by the translation', () => {
    const said = sentence('complete up to {stage}', { stage: '2.1.6' });
    expect(inWords('en', said)).toBe('complete up to 2.1.6');
    expect(inWords('fr', said)).toBe("terminé jusqu'à 2.1.6");
  });

  it('takes sentences, lists, counts and quantities as values', () => {
    const sizes = (count: number): Sentence =>
      sentence('sent from {peer}, {size}', { peer: '127.0.0.1:1', size: counted(count, 'byte') });
    expect(inWords('en', sizes(1))).toBe('sent from 127.0.0.1:1, 1 byte');
    expect(inWords('en', sizes(1200))).toBe('sent from 127.0.0.1:1, 1,200 bytes');
    expect(inWords('fr', sizes(0))).toBe('envoyé depuis 127.0.0.1:1, 0\u00a0octet');
    expect(inWords('fr', sizes(1200))).toBe('envoyé depuis 127.0.0.1:1, 1\u00a0200\u00a0octets');
    const nested = sentence('{name}: {text}', {
      name: list([sentence('none'), 'x'], ' / '),
      text: quantity(2.3456, 2, 's'),
    });
    expect(inWords('en', nested)).toBe('none / x: 2.35 s');
    expect(inWords('fr', nested)).toBe('aucun / x\u00a0: 2,35\u00a0s');
  });

  it('leaves foreign text alone: as a value, and where nobody knows it', () => {
    const evil = sentence('{name}: {text}', { name: 'a : b {text}', text: 'constructor' });
    expect(inWords('fr', evil)).toBe('a : b {text}\u00a0: constructor');
    for (const text of ['constructor', '__proto__', '-- {port} {peer-host} : ?'])
      expect(inWords('fr', text)).toBe(text);
    expect(inWords('en', { text: '{constructor} {x}', values: {} })).toBe('{constructor} {x}');
  });

  it('breaks no line before a sign or between a figure and its unit', () => {
    expect(tell('fr', 'not observed:')).toBe('non observé\u00a0:');
    expect(tell('fr', 'drops a peer that is silent for 4 s')).toBe('oublie un pair muet depuis 4\u00a0s');
  });

  it('writes figures with the signs of the language', () => {
    expect([grouped('en', 1234567), grouped('fr', 1234567)]).toEqual(['1,234,567', '1\u00a0234\u00a0567']);
    expect([decimal('en', '0.75/1'), decimal('fr', '0.75/1')]).toEqual(['0.75/1', '0,75/1']);
  });
});

describe('what is told of a row', () => {
  const row = { expected: 'the node invents no address', actual: '2 of 3', hint: null };

  it('is English as it stands', () => {
    expect(toldIn('en', row)).toEqual({ expected: row.expected, actual: '2 of 3', hint: null });
  });

  it('is French by its text, and by its sentence where that makes the text', () => {
    expect(toldIn('fr', row).expected).toBe("le nœud n'invente aucune adresse");
    const said = { actual: sentence('complete up to {stage}', { stage: '2.2.2' }) };
    expect(toldIn('fr', { ...row, actual: 'complete up to 2.2.2', said }).actual).toBe(
      "terminé jusqu'à 2.2.2",
    );
    expect(toldIn('fr', { ...row, actual: 'complete up to 2.2.1', said }).actual).toBe(
      'complete up to 2.2.1',
    );
  });
});
