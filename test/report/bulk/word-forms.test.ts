import { expect, test } from 'vitest';
import { FORM, PIECE, putPiece, wordForms } from '../../../src/report/bulk/word-forms.ts';
import { NEEDED } from '../../../src/wire/walk.ts';

test('a piece is at most 31 bytes', () => {
  const bytes = new Uint8Array(PIECE);
  expect(putPiece(bytes, 0, 'x'.repeat(PIECE - 1))).toBe(true);
  expect(bytes.at(-1)).toBe(PIECE - 1);
  expect(putPiece(bytes, 0, 'x'.repeat(PIECE))).toBe(false);
  expect(putPiece(bytes, 0, 'é'.repeat(PIECE / 2))).toBe(false);
});

test('each type has its form, with the length that a TLV of it needs', () => {
  const forms = wordForms() ?? new Uint8Array(0);
  const lengths = Array.from(NEEDED, (_, type) => forms[type * FORM.FORM_SIZE + FORM.OWN_LENGTH]);
  expect(lengths).toEqual(Array.from(NEEDED));
  expect(forms).toHaveLength(256 * FORM.FORM_SIZE);
});
