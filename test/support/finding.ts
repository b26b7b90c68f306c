import type { Finding } from '../../src/fuzz/finding.ts';
import type { Suspicion } from '../../src/fuzz/suspicion.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { PEER, TARGET } from './trace.ts';

/** Text that tries to break out of wherever it is put. */
export const HOSTILE =
  '\u001b[31m\u0007\u202e`````*/ /* <script>alert(1)</script> | # \\ ??/ \' " $(id) `id` \ud800\n# forged\r\n```\n*/';

/** One step of these bytes. */
export function step(hex: string, at = 0, from: Endpoint = PEER): Finding['case']['steps'][number] {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`${hex} is no hexadecimal`);
  return { at, from, bytes };
}

/** A crash by a TLV of length 0, unless told otherwise. */
export function findingOf(how: Partial<Finding> = {}): Finding {
  return {
    id: 'crash-3f2a91c0',
    kind: 'crash',
    signature: 'SIGSEGV',
    requirement: 'ROB-1',
    expected: 'the node survives whatever arrives',
    actual: 'it was ended by SIGSEGV 2 ms after the last datagram',
    case: { steps: [step('68010100')], repeat: 1 },
    startPeer: { address: '127.9.8.127', port: 32_600 },
    target: TARGET,
    reproduced: { times: 5, of: 5 },
    hint: null,
    origin: 'mutation 17/4021',
    output: '',
    seen: 1,
    trace: null,
    ...how,
  };
}

/** What that crash looked like at first. */
export function suspicionOf(how: Partial<Suspicion> = {}): Suspicion {
  const { kind, signature, requirement, expected, actual, target, startPeer, origin, output } = findingOf();
  return {
    symptom: { kind, signature, requirement, expected, actual },
    target,
    startPeer,
    steps: [step('68010102'), step('68010100', 2.5)],
    last: 1,
    origin,
    output,
    ...how,
  };
}
