/**
 * Whether two symptoms are likely one fault: the same signature, or what the same fault makes on another day.
 */
import type { Symptom } from './symptom.ts';

/** A wild write ends a program by one of these or another. */
const WILD: ReadonlySet<string> = new Set([
  'SIGSEGV',
  'SIGBUS',
  'SIGABRT',
  'SIGABRT stack smashing',
  'SIGILL',
]);

/** Of the same kind, and with signatures that chance may exchange. */
export function isSameFault(a: Symptom, b: Symptom): boolean {
  if (a.kind !== b.kind) return false;
  if (a.signature === b.signature) return true;
  switch (a.kind) {
    case 'crash':
      return WILD.has(a.signature) && WILD.has(b.signature);
    case 'sanitizer':
      return innermost(a.signature) === innermost(b.signature);
    case 'hang':
      return true; // a busy machine lets no program spin
    case 'wrong-answer':
    case 'schedule':
      // Who sees it may look at it from another side.
      return idOf(a) === idOf(b);
    case 'storm':
      return true;
    default:
      return false;
  }
}

/** The requirement that a signature begins with. */
function idOf({ signature }: Symptom): string {
  return signature.split(' ')[0] ?? '';
}

/** The innermost function of a sanitizer's signature. */
function innermost(signature: string): string {
  return signature.split(' < ')[0]?.split(' in ').at(-1) ?? signature;
}
