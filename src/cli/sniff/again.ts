/** The files of a request, to be read once more; null if one of them is a pipe or a device, or all is live. */
import { stat } from 'node:fs/promises';
import { fileChunks } from '../../capture/source.ts';
import type { Again } from '../../sniff/judged.ts';
import type { Request } from './request.ts';

export async function again({ origin }: Request): Promise<readonly Again[] | null> {
  if (origin.type === 'live') return null;
  for (const file of origin.files) {
    const found = file === '-' ? null : await stat(file).catch(() => null);
    if (!found?.isFile()) return null;
  }
  return origin.files.map((name) => ({ name, open: () => fileChunks(name) }));
}
