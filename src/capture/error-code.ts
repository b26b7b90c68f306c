/** What the system calls an error that it gave, such as ENOENT; null for any other. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
