/**
 * What the world refuses: a port in use, no permission, a missing capture library. Neither the caller's
 * mistake nor ours, so the command line ends with its own code (4) and no stack.
 */

/** The machine lacks what is needed; `hint` says how to get it. The refusal itself goes in `cause`. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
