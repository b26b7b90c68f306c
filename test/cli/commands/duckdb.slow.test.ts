/**
 * The recipe for more than one machine can hold: `sniff --json` into DuckDB, out as Parquet, and the questions of
 * `sniff --summary` answered in SQL, with the same answers. Spark and ClickHouse read the same files.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SummaryFacts } from '../../../src/sniff/summary-facts.ts';
import { captureOf, conversation } from '../../sniff/conversation-sample.ts';
import { SEED } from '../../support/arbitrary.ts';
import { peerprobe } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
const [CAPTURE, LINES, PARQUET] = ['capture.pcapng', 'lines.ndjson', 'lines.parquet'].map((name) =>
  join(FOLDER, name),
) as [string, string, string];
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Columns are named, so that every capture has all of them. What is not named is not read. */
const COLUMNS = `{frame: 'UBIGINT', time: 'VARCHAR', source: 'STRUCT(address VARCHAR, port USMALLINT)',
  destination: 'STRUCT(address VARCHAR, port USMALLINT)', length: 'UINTEGER',
  tlvs: 'STRUCT(type UTINYINT, name VARCHAR, length UTINYINT, port USMALLINT, address VARCHAR)[]',
  issues: 'STRUCT(code VARCHAR, severity VARCHAR)[]'}`;

const END = (name: string) => `${name}.address || ':' || ${name}.port`;
const SAYS = (name: string) => `len(list_filter(tlvs, t -> t.name = '${name}' AND t.length >= 2)) > 0`;

let [facts, rows] = [{} as SummaryFacts, async (_sql: string): Promise<Record<string, unknown>[]> => []];

beforeAll(async () => {
  const [spoken = []] = fc.sample(conversation(3000, 3000), { seed: SEED, numRuns: 1 });
  writeFileSync(CAPTURE, captureOf(spoken));
  expect((await peerprobe(['sniff', '--json', '-o', LINES, CAPTURE])).code).toBe(0);
  facts = JSON.parse((await peerprobe(['sniff', '--summary', '--json', CAPTURE])).stdout);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  await connection.run(
    `COPY (SELECT *, CAST(floor(CAST(time AS DECIMAL(28, 9)) * 1000000) AS BIGINT) AS micros,
       ${END('source')} AS sender, ${END('destination')} AS receiver
     FROM read_json('${LINES}', format = 'newline_delimited', columns = ${COLUMNS}))
     TO '${PARQUET}' (FORMAT parquet)`,
  );
  await connection.run(`CREATE VIEW lines AS SELECT * FROM read_parquet('${PARQUET}')`);
  await connection.run(
    `CREATE VIEW gaps AS SELECT sender, micros - lag(micros) OVER (PARTITION BY sender, receiver ORDER BY frame) AS gap
     FROM lines WHERE ${SAYS('hello')}`,
  );
});

/** What a node is called in SQL. */
function name({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${address}:${port}`;
}

test('how much of what, and what is malformed', async () => {
  expect(facts.ours).toBeGreaterThan(500);
  expect(await rows(`SELECT count(*) AS n, CAST(sum(length) AS BIGINT) AS bytes FROM lines`)).toEqual([
    { n: String(facts.ours), bytes: String(facts.bytes.ours) },
  ]);
  const types = await rows(
    `SELECT coalesce(t.name, CAST(t.type AS VARCHAR)) AS word, count(*) AS n FROM lines, unnest(tlvs) AS u(t) GROUP BY ALL`,
  );
  expect(Object.fromEntries(types.map(({ word, n }) => [word, Number(n)]))).toEqual(facts.tlvs);
  const issues = await rows(
    `SELECT i.code AS code, count(*) AS n, min(frame) AS frame FROM lines, unnest(issues) AS u(i) GROUP BY ALL`,
  );
  expect(Object.fromEntries(issues.map(({ code, n }) => [code, Number(n)]))).toEqual(facts.issues);
  const firsts = Object.entries(facts.examples).map(([code, { frame }]) => [code, frame]);
  expect(Object.fromEntries(issues.map(({ code, frame }) => [code, Number(frame)]))).toEqual(
    Object.fromEntries(firsts),
  );
});

test('who talks how much, and to whom', async () => {
  const sent = await rows(
    `SELECT sender, count(*) AS n, CAST(sum(length) AS BIGINT) AS bytes FROM lines GROUP BY ALL`,
  );
  const talkers = [...facts.nodes].filter((node) => node.sent.datagrams > 0);
  expect(
    Object.fromEntries(sent.map(({ sender, n, bytes }) => [sender, [Number(n), Number(bytes)]])),
  ).toEqual(
    Object.fromEntries(talkers.map((node) => [name(node.endpoint), [node.sent.datagrams, node.sent.bytes]])),
  );
  const flows = await rows(`SELECT sender, receiver, count(*) AS n FROM lines GROUP BY ALL`);
  expect(new Map(flows.map(({ sender, receiver, n }) => [`${sender} ${receiver}`, Number(n)]))).toEqual(
    new Map(
      [...facts.conversations].map((flow) => [
        `${name(flow.source)} ${name(flow.destination)}`,
        flow.datagrams,
      ]),
    ),
  );
});

test('how regularly each says Hello, to the width of a bucket', async () => {
  const found = await rows(
    `SELECT sender, count(*) AS n, min(gap) AS min, max(gap) AS max, quantile_disc(gap, 0.5) AS median
     FROM gaps WHERE gap >= 0 GROUP BY ALL`,
  );
  const expected = [...facts.nodes].filter((node) => node.helloIntervalUs.n > 0);
  expect(found).toHaveLength(expected.length);
  expect(found.length).toBeGreaterThan(3);
  for (const { endpoint, helloIntervalUs } of expected) {
    const row = found.find(({ sender }) => sender === name(endpoint));
    const { n, min, max, median } = helloIntervalUs;
    expect([Number(row?.['n']), Number(row?.['min']), Number(row?.['max'])]).toEqual([n, min, max]);
    const exact = Number(row?.['median']);
    const width = exact >= 2 ** 18 && exact < 2 ** 25 ? 1 / 128 : 1 / 16;
    expect(Math.abs((median ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * width);
  }
});

test('whom each claims to know', async () => {
  const claims = await rows(
    `SELECT sender, count(DISTINCT t.address || ':' || t.port) AS n FROM lines, unnest(tlvs) AS u(t)
     WHERE t.port IS NOT NULL GROUP BY ALL`,
  );
  const expected = [...facts.nodes].filter((node) => node.claims.count > 0 && !node.claims.more);
  expect(expected.length).toBeGreaterThan(3);
  for (const { endpoint, claims: mine } of expected) {
    expect(Number(claims.find(({ sender }) => sender === name(endpoint))?.['n'])).toBe(mine.count);
  }
});
