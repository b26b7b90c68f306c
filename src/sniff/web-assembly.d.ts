// What we use of WebAssembly's interface (w3.org/TR/wasm-js-api): TypeScript has it with that of browsers alone.
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: {
      readonly initial: number;
      readonly maximum: number;
      readonly shared?: boolean;
    });
    readonly buffer: ArrayBufferLike;
  }
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory | number>>>>);
    readonly exports: unknown;
  }
  class CompileError extends Error {}
  interface Global {
    value: number;
  }
}
