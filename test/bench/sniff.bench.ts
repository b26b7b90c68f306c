/**
 * The budgets of bulk `sniff` (DESIGN §5), against the C decoder beside the repository, tcpdump, tshark with our
 * dissector, and an object a packet.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe } from 'vitest';
import { PROGRAM } from '../cli/commands/program.ts';
import { need, needFile } from '../support/need.ts';
import { shared } from '../support/shared.ts';
import { paired, peakMiB, type Words } from './paired.ts';
import { inverse, pairDetails, ratioText, Section } from './result-table.ts';

const ROUNDS = 3;
const GIB = 2 ** 30;
const [MANY, SOME, FEW] = [1_000_000, 200_000, 50_000];
const MIB_LIMIT = 100;
const ABOUT = 'Wall clock of whole processes with their start, output to /dev/null, files in the page cache.';

const ready = need('gcc') && needFile(shared('bench/gen.c')) && needFile(shared('bench/decode.c'));
const hasTcpdump = need('tcpdump');
const hasTshark = need('tshark');

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-bench-'));
const file = (name: string): string => join(folder, name);
const section = new Section('`sniff` in bulk', ABOUT, [
  ...(ready ? [] : ['everything, for want of gcc or of the C references']),
  ...(hasTcpdump ? [] : ['text against tcpdump, which is missing']),
  ...(hasTshark ? [] : ['text and JSON against tshark, which is missing']),
]);

afterAll(() => rmSync(folder, { recursive: true }));

function sniff(...args: string[]): Words {
  return [process.execPath, PROGRAM, 'sniff', ...args];
}

/**
 * As a shell runs it: our tests set the time zone, which a user seldom does, and without it tcpdump asks for the zone's file
 * at each packet.
 */
function inShell(...words: string[]): Words {
  return ['env', '-u', 'TZ', ...words];
}

/** The capture, made when it is first asked for. */
function capture(packets: number, bytes = 0): string {
  const name = file(`${packets}-${bytes}.pcap`);
  if (!made.has(name)) execFileSync(file('gen'), [name, String(packets), String(bytes)], { stdio: 'ignore' });
  made.add(name);
  return name;
}

const made = new Set<string>();

if (ready) {
  for (const program of ['gen', 'decode'])
    execFileSync('gcc', ['-O2', '-o', file(program), shared(`bench/${program}.c`)], { stdio: 'ignore' });
}

/** At least so many times as fast. */
function faster(
  work: string,
  against: string,
  least: number,
  rounds: number,
  pair: () => [Words, Words],
): void {
  section.row(work, against, async () => {
    const found = await paired(rounds, ...pair());
    const { wallRatio } = found;
    return {
      budget: `${least}x faster`,
      measured: ratioText(wallRatio),
      met: wallRatio.median >= least,
      details: pairDetails(found, false),
    };
  });
}

describe.runIf(ready)('sniff in bulk', () => {
  section.row('`--summary`, 1 GiB', 'the C decoder (mmap)', async () => {
    const big = capture(100_000_000, GIB);
    const found = await paired(ROUNDS, sniff('--summary', big), [file('decode'), big]);
    const ratio = inverse(found.wallRatio);
    rmSync(big);
    return {
      budget: 'within 3x',
      measured: ratioText(ratio),
      met: ratio.median <= 3,
      details: pairDetails(found, true),
    };
  });

  section.row('memory of `--summary`, 200 MB', 'the limit', async () => {
    const most = await peakMiB(sniff('--summary', capture(MANY)));
    return {
      budget: `${MIB_LIMIT} MiB`,
      measured: `${Math.round(most)} MiB`,
      met: most < MIB_LIMIT,
      details: '',
    };
  });

  if (hasTcpdump) {
    faster('text, 1,000,000 packets', '`tcpdump -n -r`', 5, ROUNDS, () => {
      return [sniff(capture(MANY)), inShell('tcpdump', '-n', '-r', capture(MANY))];
    });
  }

  faster('`--json`, 200,000 packets', 'an object and JSON.stringify a packet', 3, ROUNDS, () => {
    const stringify = fileURLToPath(new URL('stringify.mjs', import.meta.url));
    return [sniff('--json', capture(SOME)), [process.execPath, stringify, capture(SOME)]];
  });

  if (hasTshark) {
    const lua = file('peerprobe.lua');
    const tshark = (...args: string[]): Words => {
      execFileSync(process.execPath, [PROGRAM, 'dissector', '-o', lua]);
      return ['tshark', '-n', '-X', `lua_script:${lua}`, '-r', capture(FEW), ...args];
    };
    faster('text, 50,000 packets', 'tshark with our dissector', 25, ROUNDS, () => [
      sniff(capture(FEW)),
      tshark(),
    ]);
    // More than half a minute each.
    faster('`--json`, 50,000 packets', '`tshark -T ek` with our dissector', 30, 1, () => {
      return [sniff('--json', capture(FEW)), tshark('-T', 'ek')];
    });
  }
});
