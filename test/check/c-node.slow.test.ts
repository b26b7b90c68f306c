import { describe, expect, it } from 'vitest';
import { checkNode, failedRows, SANITIZED } from '../support/c-node.ts';
import { need } from '../support/need.ts';
import { byTurns } from '../support/turn.ts';

// The whole check, with the row that must see the fault.
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
  it.each(byTurns(FAULTS, 2))('rejects %s by %s', { timeout: 200_000 }, async (fault, requirement) => {
    const report = await checkNode(fault);
    expect(
      failedRows(report),
      JSON.stringify(report.results.filter((row) => row.verdict === 'fail')),
    ).toContain(requirement);
    expect(report.code).toBe(1);
  });
});

// Faults that something sets off: the checks that do, and the row that must see it. A plain build shows nothing of
// the last three.
const TRIGGERED: readonly (readonly [
  fault: string,
  checks: string,
  row: string,
  flags?: readonly string[],
])[] = [
  ['STACK_OVERFLOW', 'any-size-harmless,alive', 'ROB-1'],
  ['HEAP_OVERFLOW', 'survives-garbage,alive', 'ROB-1'],
  ['CRASHES_ABOVE_255', 'long-list-complete,alive', 'ROB-1'],
  ['USE_AFTER_FREE', 'silent-dropped,alive', 'ROB-1'],
  ['RECURSES', 'survives-garbage,alive', 'ROB-1'],
  ['NULL_STRANGER', 'stranger-answered,alive', 'ROB-1'],
  ['DIVIDES_BY_ZERO', 'silent-start-peer-greeted,alive', 'ROB-1'],
  ['ASSERTS_TYPE', 'unknown-tlv-skipped,alive', 'ROB-1'],
  ['LOOPS_ON_ONE', 'malformed-tlv-harmless,alive', 'ROB-1'],
  ['BLOCKS_ON_HEADER', 'awake-after-empty-body', 'ROB-1'],
  ['DEADLOCKS_ON_KNOWN', 'odd-addresses-harmless,alive', 'ROB-1'],
  ['DEADLOCKS_WHEN_FULL', 'table-bounded,alive', 'ROB-1'],
  ['ENDS_AFTER_6S', 'silent-dropped,alive', 'ROB-1'],
  ['EXITS_ON_REFUSED', 'icmp-survived', 'ROB-2'],
  ['LEAKS', 'nothing-kept', 'ROB-5'],
  ['LEAKS_ON_REQUEST', 'nothing-kept', 'ROB-5'],
  ['LEAKS_DESCRIPTORS', 'nothing-kept', 'ROB-5'],
  ['LEAKS_THREADS', 'nothing-kept', 'ROB-5'],
  ['LEAKS_PROCESSES', 'nothing-kept', 'ROB-5'],
  ['HOARDS', 'table-bounded', 'ROB-4'],
  ['FLOODS_START_PEER', 'hello-schedule', 'HEL-1'],
  ['READS_PAST_END', 'malformed-tlv-harmless,alive', 'ROB-1', SANITIZED],
  ['SIGNED_OVERFLOW', 'newcomer-added,alive', 'ROB-1', SANITIZED],
  ['SIGNED_SHIFT', 'table-bounded,alive', 'ROB-1', SANITIZED],
];

describe.runIf(need('gcc'))('C programs that end, hang or leak', { concurrent: true }, () => {
  for (const [fault, checks, row, flags = []] of byTurns(TRIGGERED, 2)) {
    it(`${fault} is seen by ${checks}`, { timeout: 200_000 }, async () => {
      // ROB-4 is a should: strict, its warning counts.
      const report = await checkNode(fault, ['--strict', '--only', checks], flags);
      const rows = report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
      expect(
        rows.map(({ requirement }) => requirement),
        JSON.stringify(report.results),
      ).toContain(row);
      expect(report.code).toBe(1);
    });
  }
});
