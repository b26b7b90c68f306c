/**
 * Programs of ours that run in threads and processes of their own, and kernels. They are the built ones, whoever asks: the
 * built program, all of which lies in `dist/program`, or the sources under test.
 */
export function builtProgram(path: string): URL {
  return new URL(`../../dist/${path}`, import.meta.url);
}
