/**
 * Programs of ours that run in threads and processes of their own. They are the built ones, whoever asks: the built
 * program, all of which lies in `dist/cli`, or the sources under test.
 */
export function builtProgram(path: string): URL {
  return new URL(`../../dist/${path}`, import.meta.url);
}
