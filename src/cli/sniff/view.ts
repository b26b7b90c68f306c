/** What `sniff` puts on stdout for each datagram: text, details, JSON, or nothing. Honours a slow reader. */
import { sightedJson } from '../../report/sniff-json.ts';
import { sightedBytes, sightedDetails, sightedLine } from '../../report/sniff-text.ts';
import type { Theme } from '../../report/theme.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Output } from '../output.ts';
import type { Request } from './request.ts';

export class View {
  /** Datagrams that the user wanted, printed or written. */
  shown = 0;
  readonly #request: Request;
  readonly #out: Output;
  readonly #theme: Theme;

  constructor(request: Request, out: Output, theme: Theme) {
    this.#request = request;
    this.#out = out;
    this.#theme = theme;
  }

  /** Shows it; a promise if stdout has to be waited for. */
  show(sighted: Sighted): void | Promise<void> {
    this.shown++;
    const { summary, write, json } = this.#request;
    if (summary || write === '-') return;
    return this.#out.data(`${json ? this.#json(sighted) : this.#text(sighted)}\n`);
  }

  #json(sighted: Sighted): string {
    const { hex, origin } = this.#request;
    const file = origin.type === 'files' && origin.files.length > 1;
    return JSON.stringify(sightedJson(sighted, { payload: hex, file }));
  }

  #text(sighted: Sighted): string {
    const { verbose, hex } = this.#request;
    const parts = [sightedLine(sighted, this.#theme)];
    if (verbose) parts.push(sightedDetails(sighted, this.#theme));
    if (hex) parts.push(sightedBytes(sighted, this.#theme));
    return parts.filter((part) => part !== '').join('\n');
  }
}
