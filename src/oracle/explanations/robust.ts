/**
 * What follows from being a server that others can reach.
 */
import type { Explanation } from '../explanation.ts';

export const ROBUST_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'ROB-1': {
    meaning:
      'Nothing that comes in through the socket may end the program, stop it or spoil its memory: no crash, no exit, no endless loop. A report of a sanitizer counts as a crash.',
    mistakes: [
      'A length is believed before it is compared with the bytes that are there: run with -fsanitize=address,undefined and send it garbage.',
      'assert, exit or return from main on input that is merely wrong: drop the datagram instead.',
      'A table of fixed size is written past its end when one more peer arrives.',
    ],
  },
  'ROB-2': {
    meaning:
      'If a peer is gone, the system reports that its port is unreachable, and the next call on the socket fails for that reason. This is news about one peer, not the end of the node.',
    mistakes: [
      'recvfrom or sendto returns -1 with ECONNREFUSED, and the program ends or leaves its round of Hellos: go on with the next peer.',
      'The socket is connected to a peer, which makes such errors appear: leave it unconnected.',
    ],
  },
  'ROB-3': {
    meaning:
      'While somebody sends far too much, the peers that behave should not suffer. Hellos keep their pace, and who says Hello stays in the table.',
    mistakes: [
      'The loop reads until nothing is left before it looks at the clock: look at it after every datagram, or every few.',
      'A printf for each datagram takes longer than the datagram: print less.',
      'Peers are searched in a long list many times for each TLV.',
    ],
  },
  'ROB-4': {
    meaning:
      'One sender can announce thousands of addresses that do not exist. The node should hold only so many of them, and forget those that never speak.',
    mistakes: [
      'malloc for each announced address and no limit: refuse or replace entries above some hundreds.',
      'Addresses that never said Hello have no date, so nothing removes them.',
    ],
  },
  'ROB-5': {
    meaning:
      'A node runs for weeks. What it needs for one datagram it gives back afterwards: memory, file descriptors, threads, child processes.',
    mistakes: [
      'A buffer or entry from malloc has no free on some path: valgrind or -fsanitize=leak shows which.',
      'A socket is opened for each answer and not closed.',
      'fork or pthread_create for each datagram, without wait or detach.',
    ],
  },
};
