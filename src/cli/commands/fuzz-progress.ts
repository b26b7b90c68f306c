/**
 * What a campaign tells while it goes on: one line that is rewritten on a terminal, a line every ten seconds elsewhere,
 * and a line for each thing that was found.
 */
import type { FuzzEvent } from '../../fuzz/event.ts';
import { escapeText } from '../../report/escape.ts';
import { statusLine } from '../../report/fuzz-text.ts';
import type { Theme } from '../../report/theme.ts';
import type { Output } from '../output.ts';

const PLAIN_MS = 10_000;

export class FuzzProgress {
  readonly #out: Output;
  readonly #theme: Theme;
  readonly #target: string;
  #plainAt = PLAIN_MS;

  constructor(out: Output, theme: Theme, target: string) {
    this.#out = out;
    this.#theme = theme;
    this.#target = target;
  }

  /** `atMs` since the campaign began. */
  event(event: FuzzEvent, atMs: number): void {
    const out = this.#out;
    if (event.type === 'started') out.talk(this.#theme.dim(`fuzzing ${this.#target}, seed ${event.seed}`));
    else if (event.type === 'status') this.#status(statusLine(event.status), atMs);
    else if (event.type === 'suspicion')
      out.status(`looking into: ${escapeText(event.suspicion.symptom.signature)}`);
    else if (event.type === 'finding') {
      const { kind, signature, id } = event.finding;
      out.talk(`found: ${kind}, ${escapeText(signature)} (${id})`);
    } else if (event.type === 'unconfirmed') {
      const { kind, signature } = event.unconfirmed.suspicion.symptom;
      out.talk(this.#theme.dim(`not confirmed: ${kind}, ${escapeText(signature)}`));
    } else out.status('');
  }

  #status(line: string, atMs: number): void {
    this.#out.status(line);
    if (this.#out.errIsTTY || atMs < this.#plainAt) return;
    this.#plainAt += PLAIN_MS;
    this.#out.talk(line);
  }
}
