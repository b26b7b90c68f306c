/**
 * Finds the first report of a sanitizer (address, leak, memory, thread, undefined behaviour) in a program's
 * output as it flows by, so that whatever the program prints afterwards cannot push it out.
 */

// `==4711==ERROR: AddressSanitizer: ...`, `WARNING: ThreadSanitizer: ... (pid=1)`, `node.c:3:5: runtime error: ...`
const FIRST_LINE =
  /^(==\d+==\s*(ERROR|WARNING): \w+Sanitizer|WARNING: \w+Sanitizer: |\S.*:\d+:\d+: runtime error: )/;
// A first line holds one of these. Most output holds none, and a search for words is fast.
const WORDS = ['Sanitizer', 'runtime error'];
const LINES = 40;
const MAX_LINE = 1024;

/** Watches one stream. Bounded by LINES lines of MAX_LINE characters. */
export class SanitizerWatch {
  #line = '';
  readonly #found: string[] = [];

  push(text: string): void {
    if (this.#found.length >= LINES) return;
    const cut = text.lastIndexOf('\n') + 1;
    if (cut > 0 && this.#harmless(text)) {
      this.#line = text.slice(cut, cut + MAX_LINE);
      return;
    }
    const lines = text.split('\n');
    for (const [i, part] of lines.entries()) {
      if (this.#line.length < MAX_LINE) this.#line += part.slice(0, MAX_LINE - this.#line.length);
      if (i < lines.length - 1) this.#end();
    }
  }

  /** The report's first lines; null if there is none. */
  report(): string | null {
    const all = this.#belongs(this.#line) ? [...this.#found, this.#line] : this.#found;
    return all.length === 0 ? null : all.join('\n').trimEnd();
  }

  /** Whether no line that the text ends, the one begun before included, can begin a report. */
  #harmless(text: string): boolean {
    const all = this.#line + text;
    return this.#found.length === 0 && !WORDS.some((word) => all.includes(word));
  }

  #end(): void {
    if (this.#belongs(this.#line)) this.#found.push(this.#line);
    this.#line = '';
  }

  #belongs(line: string): boolean {
    return this.#found.length < LINES && (this.#found.length > 0 || FIRST_LINE.test(line));
  }
}
