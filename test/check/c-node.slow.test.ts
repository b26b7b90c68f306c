import { describe, expect, it } from 'vitest';
import { checkNode, failedRows } from '../support/c-node.ts';
import { need } from '../support/need.ts';

// The whole check against every fault of fixtures/c/node.c that it covers, with the row that must see it.
const FAULTS = [
  ['NO_HEADER_CHECK', 'HDR-1'],
  ['SINGLE_BYTE_TICKS', 'HDR-1'],
  ['SECOND_DATAGRAM_WITHOUT_HEADER', 'HDR-2'],
  ['FIRST_TLV_ONLY', 'HDR-3'],
  ['STALE_BUFFER', 'HDR-4'],
  ['OTHER_SOURCE_PORT', 'HDR-5'],
  ['LENGTH_WITHOUT_HEADER', 'TLV-1'],
  ['UNKNOWN_DROPS_ALL', 'TLV-2'],
  ['EXTRA_REJECTED', 'TLV-3'],
  ['CRASH_ON_CUT', 'ROB-1'],
  ['LOOPS_ON_ZERO', 'TLV-4'],
  ['EXITS_ON_EMPTY', 'ROB-1'],
  ['HELLO_STOPS', 'HEL-1'],
  ['HELLO_3S', 'HEL-1'],
  ['NEWCOMER_IGNORED', 'HEL-2'],
  ['IDENTITY_BY_IP', 'HEL-2'],
  ['ANSWERS_LAST_SPEAKER', 'REQ-1'],
  ['ANNOUNCED_IGNORED', 'ADR-1'],
  ['PORT_LITTLE_ENDIAN', 'ADR-2'],
] as const;

describe.runIf(need('gcc'))('the whole check against C programs with one fault', { concurrent: true }, () => {
  it.each(FAULTS)('rejects %s by %s', { timeout: 200_000 }, async (fault, requirement) => {
    const report = await checkNode(fault);
    expect(
      failedRows(report),
      JSON.stringify(report.results.filter((row) => row.verdict === 'fail')),
    ).toContain(requirement);
    expect(report.code).toBe(1);
  });
});
