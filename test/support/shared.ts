import { fileURLToPath } from 'node:url';

/** A path in the folder of reading and data that lies beside the repository. */
export function shared(path: string): string {
  return fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
}
