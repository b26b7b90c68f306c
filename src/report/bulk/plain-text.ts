/** The lines of `sniff` as bytes: what sniff-text.ts writes, without colours. */
import type { ByteSpace } from '../../capture/byte-space.ts';
import type { Lines } from '../../sniff/lines.ts';
import type { ShortWay } from '../../sniff/short-way.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Summary } from '../../sniff/summary.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import { sightedLine } from '../sniff-text.ts';
import { makeTheme } from '../theme.ts';
import { ByteText } from './byte-text.ts';
import { FULL, LineKernel } from './line-kernel.ts';
import { TextLining } from './text-lining.ts';

const PLAIN = makeTheme(0);

export class PlainText implements Lines {
  readonly out: ByteText;
  readonly space: ByteSpace | null;
  readonly #kernel: LineKernel | null;
  readonly #zone: Zone;

  constructor(zone: Zone) {
    const kernel = LineKernel.make();
    this.#kernel = kernel;
    this.space = kernel?.space ?? null;
    this.out = kernel === null ? new ByteText() : new ByteText(kernel.text, FULL);
    this.#zone = zone;
  }

  way(summary: Summary): ShortWay | null {
    return this.#kernel === null ? null : new TextLining(this.#kernel, this.out, this.#zone, summary);
  }

  sighted(sighted: Sighted): void {
    this.out.add(`${sightedLine(sighted, PLAIN, this.#zone)}\n`);
  }
}
