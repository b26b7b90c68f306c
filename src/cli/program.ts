import { fileURLToPath } from 'node:url';

/** The program that is run: of the sources under test too. */
export const PROGRAM = fileURLToPath(new URL('../../bin/peerprobe.js', import.meta.url));
