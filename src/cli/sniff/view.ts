/** What `sniff` prints for each datagram: text, details, JSON, CSV, or nothing. Honours a slow reader. */
import { escapeText } from '../../report/escape.ts';
import { csvHeader, csvRow } from '../../report/sniff-csv.ts';
import { sightedJson } from '../../report/sniff-json.ts';
import { sightedBytes, sightedDetails, sightedLine } from '../../report/sniff-text.ts';
import type { Theme } from '../../report/theme.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Printer } from './printer.ts';
import type { Request } from './request.ts';

export class View {
  /** Datagrams that the user wanted, printed or written. */
  shown = 0;
  readonly #request: Request;
  readonly #printer: Printer;
  readonly #theme: Theme;

  constructor(request: Request, printer: Printer, theme: Theme) {
    this.#request = request;
    this.#printer = printer;
    this.#theme = theme;
  }

  /** What comes before the first datagram. */
  begin(): void | Promise<void> {
    if (this.#request.csv) return this.#printer.print(`${csvHeader(this.#csvOptions)}\n`);
  }

  /** Shows it; a promise if the reader has to be waited for. */
  show(sighted: Sighted): void | Promise<void> {
    this.shown++;
    const { summary, write } = this.#request;
    if (summary || write === '-') return;
    return this.#printer.print(`${this.#shape(sighted)}\n`);
  }

  #shape(sighted: Sighted): string {
    const { json, csv } = this.#request;
    if (json) return this.#json(sighted);
    return csv ? csvRow(sighted, this.#csvOptions) : this.#text(sighted);
  }

  get #csvOptions() {
    const { hex, origin } = this.#request;
    return { payload: hex, live: origin.type === 'live' };
  }

  #json(sighted: Sighted): string {
    const { hex, origin } = this.#request;
    const file = origin.type === 'files';
    const live = origin.type === 'live';
    return JSON.stringify(sightedJson(sighted, { payload: hex, file, live }));
  }

  /** The interface, where there are several. */
  #from({ file }: Sighted): string {
    const { origin } = this.#request;
    if (origin.type === 'files' || origin.devices.length === 1) return '';
    const width = Math.max(...origin.devices.map((device) => device.length));
    return `${escapeText(file.padEnd(width))} `;
  }

  #text(sighted: Sighted): string {
    const { verbose, hex, selection } = this.#request;
    const parts = [this.#from(sighted) + sightedLine(sighted, this.#theme, selection.zone)];
    if (verbose) parts.push(sightedDetails(sighted, this.#theme, selection.zone));
    if (hex) parts.push(sightedBytes(sighted, this.#theme));
    return parts.filter((part) => part !== '').join('\n');
  }
}
