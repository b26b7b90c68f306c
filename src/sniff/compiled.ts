/** The programs of kernel/, compiled by `npm run build`. */
import { readFileSync } from 'node:fs';
import { builtProgram } from '../capture/built-program.ts';

const compiled = new Map<string, WebAssembly.Module | null>();

/** Null where there is no WebAssembly (`--jitless`), or a processor lacks the instructions that they need. */
export function compiledKernel(name: 'count' | 'lines'): WebAssembly.Module | null {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const module = compile(name);
  compiled.set(name, module);
  return module;
}

function compile(name: string): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const code = readFileSync(builtProgram(`kernel/${name}.wasm`));
  try {
    return new WebAssembly.Module(code);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}
