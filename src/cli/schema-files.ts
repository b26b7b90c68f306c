/** A step of the build: writes the schemas of every `--json` into a folder beside the built program, `schemas/NAME.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { SCHEMAS } from '../report/schema/catalogue.ts';

const FOLDER = new URL('../schemas/', import.meta.url);

mkdirSync(FOLDER, { recursive: true });
for (const [name, schema] of SCHEMAS) {
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(schema, null, 1)}\n`);
}
