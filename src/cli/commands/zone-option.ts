/**
 * `--utc`: lines show the time of day in local time, as clocks on the wall do, unless it is given.
 */
import type { Zone } from '../../sniff/where/moment.ts';
import type { Context } from '../command.ts';

export const UTC_OPTION = { flags: '--utc', help: 'show times in UTC, not in local time' } as const;

/** The zone that was asked for. */
export function zoneOf(options: Context['options']): Zone {
  return options.flag('utc') ? 'utc' : 'local';
}
