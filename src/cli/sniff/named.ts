/** Runs the parsing of an option's text: a RangeError of the parser becomes a UsageError that names the option. */
import { fromUser } from '../error.ts';

export function named<T>(name: string, parse: () => T): T {
  return fromUser(() => {
    try {
      return parse();
    } catch (error) {
      if (error instanceof RangeError) throw new RangeError(`${name}: ${error.message}`, { cause: error });
      throw error;
    }
  });
}
