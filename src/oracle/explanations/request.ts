/**
 * Peer Requests and their answers (§1.4, §2.2).
 */
import type { Explanation } from '../explanation.ts';

export const REQUEST_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'REQ-1': {
    meaning:
      'Whoever sends a Peer Request gets back the addresses of the connected peers, as Peer Addresses, at the address and port that the request came from. Every time, not just the first.',
    mistakes: [
      'The answer goes to the first peer of the table, or to the address of an earlier recvfrom that is kept in a global variable: use the one that came with this datagram.',
      'A flag or a date blocks every request after the first.',
      'sendto is told the length of the header alone: what was written behind it is not counted.',
    ],
  },
  'REQ-2': {
    meaning:
      'The text asks for an answer without saying that the requester must have said Hello before. Silence towards strangers is a freedom that many take against abuse: it is only a warning.',
    mistakes: [
      'The sender is looked up in the table first, and the request dropped if it is not found there.',
    ],
  },
  'REQ-3': {
    meaning:
      'An answer names all connected peers. Some 174 addresses fill one datagram of 1400 bytes; with more, the rest goes into further datagrams, each with a header.',
    mistakes: [
      'The table holds 10 or 16 peers, or the loop stops when the buffer is full: send it, begin a new one, go on.',
      'A count in a char or unsigned char ends at 127 or 255.',
      'The last buffer, which is not full, is never sent; or the entry at which the buffer was full is lost.',
    ],
  },
  'REQ-4': {
    meaning:
      'An address that was only announced and has never said Hello may be wrong or long gone: it should be greeted, but not passed on. The guide can also be read as listing everybody, so this warns at most.',
    mistakes: [
      'The answer walks the whole table: leave out entries that have no Hello in the last four seconds.',
    ],
  },
  'REQ-5': {
    meaning:
      'If the requester is connected, it is one of the connected peers and stands in the list as well. It learns thereby how others see it. Leaving it out is a freedom, noted only.',
    mistakes: ['The loop skips the entry that equals the sender: there is no need to.'],
  },
  'REQ-6': {
    meaning:
      'Each peer stands in an answer once. Twice means that it is twice in the table, or sent from two lists.',
    mistakes: [
      'A peer is appended without a search first, or the search compares bytes that are never set, such as sin_zero.',
      'The start peer is entered at start and a second time with its first Hello.',
    ],
  },
  'REQ-7': {
    meaning:
      'An answer that comes seconds later is no use to somebody who waits. Reply when the request arrives, not on the next tick.',
    mistakes: [
      'The request sets a flag that is looked at once in some seconds.',
      'A sleep, or a blocking call, stands in the loop that receives.',
    ],
  },
  'REQ-8': {
    meaning:
      'A node does not only answer: it asks. Every connected peer gets a Peer Request at a steady interval of its choice, some seconds long.',
    mistakes: [
      'The second call of send_regular_value is missing, or its value is never looked for.',
      'Only the first peer, or the one from the command line, is asked.',
      'The interval is counted in the wrong unit, so that nothing goes out for minutes.',
    ],
  },
  'REQ-9': {
    meaning:
      'A request makes the node answer the one who asked, and that is all. It asks nothing back, and sends addresses to nobody who did not ask.',
    mistakes: [
      'The case of the request also calls send_requests, or runs into the next case for want of a break.',
      'The answer is sent to all peers of the table.',
    ],
  },
  'REQ-10': {
    meaning:
      'An address in an answer must come from somewhere: a source of a Hello, an announcement, or the command line. Made-up ones send others to greet nobody, for a long time.',
    mistakes: [
      'Fields are never set in some entries, and whatever memory held is sent.',
      'Port and address are taken from the wrong place of the datagram, or ntohs is done on one side only.',
      'An entry that was freed is still listed.',
    ],
  },
  'REQ-11': {
    meaning:
      'A node may answer less often than it is asked, to spare the network: a stranger as seldom as it likes, a connected peer at least once a second. The checker waits longer than that between two requests.',
    mistakes: [
      'A limit meant for each peer is kept in one variable, so that one busy peer silences all the others.',
    ],
  },
};
