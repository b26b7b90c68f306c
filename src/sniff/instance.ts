/** A kernel in a thread: its code, the memory that it works on, and what it is told. */
export interface KernelParts {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly given: Readonly<Record<string, number>>;
}

/** What it exports (kernel/count.ts). */
export function instantiated({ module, memory, given }: KernelParts): unknown {
  return new WebAssembly.Instance(module, { env: { memory }, given }).exports;
}
