/** The line of `sniff --stats`: what came since the last one. Pure. */
import type { Summary } from '../sniff/summary.ts';
import { type Drops, dropsText } from './sniff-summary.ts';

/** The counts at a moment, in milliseconds of any clock. */
export interface StatsMark {
  readonly at: number;
  readonly packets: number;
  readonly ours: number;
  readonly malformed: number;
}

export function statsMark({ packets, ours, malformed }: Summary, at: number): StatsMark {
  return { at, packets, ours, malformed };
}

/** `5.0 s: 512 packets (102 a second), 510 ours, 2 malformed; in all 1024 packets, drops unknown`. */
export function statsText(last: StatsMark, now: StatsMark, drops: Drops | null): string {
  const seconds = (now.at - last.at) / 1000;
  const packets = now.packets - last.packets;
  const rate = Math.round(packets / Math.max(seconds, 1e-3));
  const since = `${packetsText(packets)} (${rate} a second), ${now.ours - last.ours} ours, ${now.malformed - last.malformed} malformed`;
  const lost = drops === null ? '' : `, drops ${dropsText(drops, 'en')}`;
  return `${seconds.toFixed(1)} s: ${since}; in all ${packetsText(now.packets)}${lost}`;
}

function packetsText(count: number): string {
  return `${count} ${count === 1 ? 'packet' : 'packets'}`;
}
