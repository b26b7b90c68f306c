import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of a class, as a run leaves it: for each target the JSON of its report, the problem for which it was not
 * judged, or null for one whose turn has not come.
 */
export function classFolder(
  folder: string,
  targets: Readonly<Record<string, object | string | null>>,
): string {
  const head = { schemaVersion: 1, tool: 'peerprobe', version: '0.1.0', seed: 7 };
  const listed = Object.keys(targets).map((name) => ({ name, place: name, weight: 10 }));
  const record = { ...head, startedAt: '2026-11-26T12:00:00.000Z', kind: 'class', targets: listed };
  mkdirSync(join(folder, 'targets'), { recursive: true });
  writeFileSync(join(folder, 'class.json'), JSON.stringify(record));
  for (const [name, result] of Object.entries(targets)) {
    const own = join(folder, 'targets', name);
    mkdirSync(own);
    if (result === null) continue;
    const problem = typeof result === 'string' ? result : null;
    writeFileSync(join(own, 'target.json'), JSON.stringify({ key: 'k', problem, doubtful: false }));
    if (problem !== null) continue;
    const line = { type: 'report', atMs: 1, report: result };
    writeFileSync(join(own, 'events.ndjson'), `${JSON.stringify(line)}\n`);
  }
  return folder;
}
