/**
 * The options that were given, by their long names, as the strings that were typed. Asking for an option that
 * is not declared, or in the wrong way, is our bug and throws.
 */
import type { Declaration } from './declaration.ts';

/** The given options of one call. */
export class Options {
  readonly #declared: ReadonlyMap<string, Declaration>;
  readonly #given: ReadonlyMap<string, readonly string[]>;

  /** `given` holds the values of each option by name; a flag that was given has an empty list. */
  constructor(declared: readonly Declaration[], given: ReadonlyMap<string, readonly string[]>) {
    this.#declared = new Map(declared.map((one) => [one.name, one]));
    this.#given = given;
  }

  /** True if the flag was given. */
  flag(name: string): boolean {
    if (this.#find(name).value !== null) throw new Error(`--${name} takes a value`);
    return this.#given.has(name);
  }

  /** The value of an option that may be given once. */
  text(name: string): string | undefined {
    if (this.#find(name).option.repeat) throw new Error(`--${name} may be given several times`);
    return this.texts(name)[0];
  }

  /** The values of an option in the order typed; empty if it was not given. */
  texts(name: string): string[] {
    if (this.#find(name).value === null) throw new Error(`--${name} takes no value`);
    return [...(this.#given.get(name) ?? [])];
  }

  #find(name: string): Declaration {
    const found = this.#declared.get(name);
    if (found === undefined) throw new Error(`no option "${name}" is declared`);
    return found;
  }
}
