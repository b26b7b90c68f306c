/**
 * Whether a stream gets colours: asked for each stream by itself, for `2>log` must not fill a file with
 * escapes because stdout is a terminal. Refusals win over wishes.
 */
import type { ColorLevel } from '../report/theme.ts';

/** The environment, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The level for one stream. `refused`: `--no-color` was given. */
export function colorLevel(
  stream: { readonly isTTY?: boolean },
  env: Environment,
  refused: boolean,
): ColorLevel {
  if (refused || (env['NO_COLOR'] ?? '') !== '') return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedLevel(forced);
  if (env['TERM'] === 'dumb' || stream.isTTY !== true) return 0;
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return 3;
  return /-256(color)?$/.test(env['TERM'] ?? '') ? 2 : 1;
}

// As chalk and node read it: empty, `1` and `true` mean sixteen colours, `0` and `false` none.
function forcedLevel(text: string): ColorLevel {
  if (text === '0' || text === 'false') return 0;
  if (text === '2') return 2;
  return text === '3' ? 3 : 1;
}
