/**
 * Hellos, and who is connected (§1.3).
 */
import type { Explanation } from '../explanation.ts';

export const HELLO_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'HEL-1': {
    meaning:
      'Each peer in the table gets one Hello a second, for as long as the program runs: the one from the command line, those that said Hello, and those that somebody announced. Traffic that arrives in between must not delay it.',
    mistakes: [
      'The Hellos hang on a timeout of select or recvfrom that begins anew with every datagram: compute the time that is left until the next Hello.',
      'A child process that ticks ends, or is started twice; or sleep(1) stands in the loop that also receives.',
      'A peer is entered twice and gets two Hellos; or sendto fails for one peer and the loop over the others is left.',
    ],
  },
  'HEL-2': {
    meaning:
      'Whoever says Hello becomes a peer, known by source address and port together. It makes no difference whether the address was unknown, announced by somebody else or given at the start, or how many peers have come and gone before.',
    mistakes: [
      'Peers are compared by address alone or by port alone: both must be equal. memcmp of a whole sockaddr_in also compares its padding.',
      'A place in the table is never given back: after some peers have expired, nobody is added any more.',
      'Length fromlen is not set before recvfrom, so the source is garbage.',
    ],
  },
  'HEL-3': {
    meaning:
      'Each Hello from a peer sets the date at which it was last heard. As long as it keeps saying Hello, it stays connected and listed.',
    mistakes: [
      'The date is set when the peer is added and not afterwards: set it in the branch for a known peer too.',
      'The date is set in a copy of the struct: change the entry of the table, through a pointer.',
      'The comparison is the wrong way round: old is now - last > 4.',
    ],
  },
  'HEL-4': {
    meaning:
      'A peer from which no Hello has come for four seconds is not connected any more, so answers leave it out. Whole-second clocks may be off by one; more than two seconds too late is a fault.',
    mistakes: [
      'remove_old_peers is written but never called, or only when somebody new arrives.',
      'While a list is walked, the entry is freed and then asked for its successor, so that some are skipped.',
      'Times in seconds and milliseconds are mixed, or the difference is unsigned and wraps.',
    ],
  },
  'HEL-5': {
    meaning:
      'Being connected depends on Hellos alone. Neither a request nor an unknown TLV from a peer, nor what others say about it, makes it connected, keeps it so, or ends it.',
    mistakes: [
      'The date is renewed where the datagram is received and not in the case of the Hello.',
      'An address that is announced gets the date of now, and so looks like a peer that has just said Hello.',
      'Announcing a known peer resets its entry to unknown.',
    ],
  },
  'HEL-6': {
    meaning:
      'A peer that was dropped is a stranger like any other. Its next Hello brings it back, also if somebody has announced it meanwhile.',
    mistakes: [
      'A dropped peer stays in the table with a mark that no Hello takes away.',
      'The list is broken by the removal (its head or the previous link not updated), so that what is added later is not found.',
    ],
  },
  'HEL-7': {
    meaning:
      'Hellos follow the clock, not other Hellos. Two nodes that answer each Hello with one would talk without pause. One greeting to a newcomer is harmless.',
    mistakes: ['send_hellos, or a reply, is called in the case of the Hello: that case only adds or renews.'],
  },
};
