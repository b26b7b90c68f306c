import { expect, it } from 'vitest';
import { SYMPTOMS } from '../../src/check/symptoms.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { virtualCheck } from '../support/virtual-check.ts';

// The table is data that this test makes: where it differs, the right one is printed, to be copied into symptoms.ts.
it('the table of symptoms is what the bugs on purpose show', { timeout: 600_000 }, async () => {
  const table: Record<string, readonly string[]> = {};
  for (const bug of BUGS) {
    const result = await virtualCheck((self, start) =>
      withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
    );
    if (result.symptoms.length > 0) table[bug.name] = result.symptoms;
  }
  if (JSON.stringify(table) !== JSON.stringify(SYMPTOMS)) {
    const rows = Object.entries(table).map(([name, symptoms]) => `${name}: ${symptoms.join('; ')}`);
    console.log(`src/check/symptoms.ts is out of date; it should hold:\n${rows.join('\n')}`);
  }
  expect(SYMPTOMS).toEqual(table);
});
