/**
 * The program's own version, as package.json has it: two folders up from here, in src/ as in dist/.
 */
import { readFileSync } from 'node:fs';

let known: string | null = null;

/** `0.1.0`. */
export function version(): string {
  known ??= read();
  return known;
}

function read(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
