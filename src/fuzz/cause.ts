/**
 * What the smallest case says of the fault: the requirement that it concerns, and the likely cause in the words of
 * somebody who has made the same mistake.
 */
import { isLoopback } from '../net/cidr.ts';
import { endpointText } from '../wire/endpoint.ts';
import { type Case, sendersOf } from './case.ts';
import { announcedIn } from './rewritten.ts';
import { shapeOf } from './shape.ts';
import type { Place } from './stage.ts';
import { CERTAIN, type Symptom, type SymptomKind } from './symptom.ts';

export interface Cause {
  readonly requirement: string;
  readonly hint: string | null;
}

interface Row {
  /** Of the shapes of the case, one a line. */
  readonly shape: RegExp;
  readonly kinds?: readonly SymptomKind[];
  readonly requirement: string;
  readonly hint: string;
}

const HANG: readonly SymptomKind[] = ['hang'];
const LEAK: readonly SymptomKind[] = ['leak'];

/** The first that fits. */
const ROWS: readonly Row[] = [
  {
    shape: /of length 0/,
    kinds: HANG,
    requirement: 'TLV-4',
    hint: 'a length of 0 is never advanced over: the loop does not end; a TLV is at least 2 bytes long',
  },
  {
    shape: /of length 1/,
    kinds: HANG,
    requirement: 'TLV-4',
    hint: 'a length of 1 is not caught: the loop goes on inside the TLV or not at all; a TLV is at least 2 bytes long',
  },
  {
    shape: /^no TLV$/m,
    kinds: HANG,
    requirement: 'HDR-3',
    hint: 'a datagram of a header alone is waited on for a body: one recvfrom gives one whole datagram, and the body may be empty',
  },
  {
    shape: /of length [01]/,
    requirement: 'TLV-4',
    hint: 'a length below 2 is taken as it is: length - 2 is negative, or a huge unsigned number',
  },
  {
    shape: /cut/,
    requirement: 'TLV-4',
    hint: 'the length is believed although the TLV goes past the end of what was received: compare it with the bytes that are left first',
  },
  {
    shape: /stray byte/,
    requirement: 'TLV-4',
    hint: 'a lone last byte is taken for a TLV: there must be two bytes left before the length is read',
  },
  {
    shape: /without its fields/,
    requirement: 'TLV-4',
    hint: 'a Peer Address of length below 8 is read as if port and address were there',
  },
  {
    shape: /^cut header/m,
    requirement: 'HDR-1',
    hint: 'a datagram of one byte has no version: compare the size with 2 before the header is read',
  },
  {
    shape: /^wrong header/m,
    requirement: 'HDR-1',
    hint: 'a datagram with another header is not ignored whole',
  },
  {
    shape: /^empty$/m,
    requirement: 'SIZ-2',
    hint: 'recvfrom gives 0 for an empty datagram: that is neither the end of anything nor an error',
  },
  {
    shape: /long$/m,
    requirement: 'SIZ-2',
    hint: 'a datagram of more than 1400 bytes overruns the buffer: give recvfrom the size of the buffer, and no more',
  },
  {
    shape: /long unknown/,
    requirement: 'TLV-2',
    hint: 'a length of 128 and more is negative in a char: keep lengths in unsigned variables',
  },
  {
    shape: /unknown/,
    requirement: 'TLV-2',
    hint: 'an unknown type is not skipped: go on behind it by its length',
  },
  {
    shape: /with more/,
    requirement: 'TLV-3',
    hint: 'a TLV that is longer than its known fields is not expected: read the fields, and go on behind it by its length',
  },
  {
    shape: /peer-address/,
    kinds: LEAK,
    requirement: 'ROB-5',
    hint: 'something is taken for each announced address and not given back: look the peer up before it is added',
  },
  {
    shape: /^(?!.*peer-address)/s,
    kinds: LEAK,
    requirement: 'ROB-5',
    hint: 'what a datagram needed is not given back: free or close it before the next one is read',
  },
  {
    shape: /peer-address x many/,
    requirement: 'ROB-1',
    hint: 'so many peers are not expected: the table of peers is full then, or an array on the way to it; announced ones need a bound',
  },
  {
    shape: /x many/,
    requirement: 'ROB-1',
    hint: 'so many TLVs in one datagram are not expected: an array or the stack is too small for them',
  },
  {
    shape: /peer-address/,
    requirement: 'ADR-5',
    hint: 'an announced address is not what was expected of one: nobody may be there, it may be known already, or odd',
  },
  {
    shape: /peer-request/,
    requirement: 'ROB-1',
    hint: 'an answer is made on wrong terms: whoever asks may be unknown, and nobody may be connected',
  },
  {
    shape: /^hello$/,
    kinds: HANG,
    requirement: 'ROB-1',
    hint: 'any datagram does it: the program waits for the next one, and its timers wait with it: wait no longer than until the next Hello is due (poll, select, SO_RCVTIMEO)',
  },
];

// From here on the number of steps says more than any of them.
const MANY = 32;

const REFUSED = /refused/i;
const REFUSED_HINT =
  'a datagram went to a closed port, and the error that comes back (ECONNREFUSED) ends the program: it is no reason to';
const UNREACHABLE_HINT =
  'nobody listens at an address that was announced, so an ICMP error comes back, and the next recvfrom or sendto fails once (ECONNREFUSED): go on after it';
const DIVISION_HINT = 'something is divided by a number that can be 0, such as that of the connected peers';

const UNAIDED_HINT =
  'it ends without any datagram: look at what it does by its timers, such as when its start peer, silent for 4 s, is dropped from a list that is being walked';

/**
 * By the shapes of its datagrams and what it printed last; for a symptom of what the node sends, its own requirement.
 */
export function causeOf(theCase: Case, symptom: Symptom, output = '', place: Place | null = null): Cause {
  const own = symptom.requirement ?? 'ROB-1';
  const { kind } = symptom;
  if (!CERTAIN.has(kind) && kind !== 'hang' && kind !== 'leak') return { requirement: own, hint: null };
  if (kind === 'exit' && REFUSED.test(output)) return { requirement: 'ROB-2', hint: REFUSED_HINT };
  if (theCase.steps.length === 0) return { requirement: own, hint: UNAIDED_HINT };
  if (symptom.signature === 'SIGFPE') return { requirement: own, hint: DIVISION_HINT };
  if (theCase.steps.length > MANY && kind !== 'leak') {
    const hint = `it takes ${theCase.steps.length} datagrams: a table, a counter or an array is full then`;
    return { requirement: own, hint };
  }
  if ((kind === 'hang' || kind === 'exit') && isPlain(theCase) && namesNobody(theCase, place))
    return { requirement: 'ROB-2', hint: UNREACHABLE_HINT };
  const shapes = theCase.steps.map(({ bytes }) => shapeOf(bytes)).join('\n');
  const row = ROWS.find(
    ({ shape, kinds }) => shape.test(shapes) && (kinds?.includes(kind) ?? kind !== 'leak'),
  );
  return row === undefined
    ? { requirement: own, hint: null }
    : { requirement: row.requirement, hint: row.hint };
}

/** Nothing but Hellos, requests and addresses, as every node knows them. */
function isPlain({ steps }: Case): boolean {
  return steps.every(({ bytes }) => PLAIN.test(shapeOf(bytes)));
}

const PLAIN = /^(?:(?:hello|peer-request|peer-address)(?: x \w+)?(?:, |$))+$/;
const BROADCAST = '127.255.255.255';

/** Somebody is announced at whose place nobody is, on this machine, where an ICMP error tells so. */
function namesNobody(theCase: Case, place: Place | null): boolean {
  const there = new Set(
    [...sendersOf(theCase), ...(place?.startPeer ? [place.startPeer] : [])].map(endpointText),
  );
  return announcedIn(theCase.steps).some(({ address, port }) => {
    const odd = !isLoopback(address) || address === BROADCAST || port === 0 || port === place?.target.port;
    return !odd && !there.has(endpointText({ address, port }));
  });
}
