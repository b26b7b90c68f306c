/**
 * The header, the body as a whole, and where datagrams come from (§1.1, §2).
 */
import type { Explanation } from '../explanation.ts';

export const HEADER_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'HDR-1': {
    meaning:
      'The first two bytes say that a datagram speaks this protocol. If they are not 104 and 1, nothing in it counts: no peer is added, no request is answered. The false messages that the program sends to itself are no exception: they must come from itself.',
    mistakes: [
      'buf[0] or buf[1] is never compared, or with && where || is meant: return at once if (n < 2 || buf[0] != 104 || buf[1] != 1).',
      'A datagram of one byte 1 or 2 is taken for the timer of send_regular_value whoever sent it: compare the source with your own address first, or use a pipe.',
      'The bytes are compared through a signed char or an htons that is not needed: use unsigned char.',
    ],
  },
  'HDR-2': {
    meaning:
      'Whatever the node sends begins with the bytes 104 and 1: Hellos, requests, answers. An answer that needs several datagrams has the header in each of them.',
    mistakes: [
      'An answer that goes on in a second datagram restarts at buf instead of at format_header(buf): write the header each time the buffer is begun anew.',
      'format_header returns buf and not buf + 2, so that the first TLV overwrites the header.',
      'A counter or pointer of one byte wraps in a long answer and the TLVs run over the start of the buffer.',
    ],
  },
  'HDR-3': {
    meaning:
      'After the header comes a list of TLVs, as many as fit, and each of them acts in its turn. A datagram may also end right after the header: that is no error, there is just nothing to do.',
    mistakes: [
      'parse_msg looks at buf[2] and returns: loop, with p += p[1] as long as p < buf + n.',
      'A return or break at the end of one case leaves the loop: a switch needs break, the loop must go on.',
      'A case acts on the first Peer Address only, or the loop counts to a fixed number of TLVs.',
    ],
  },
  'HDR-4': {
    meaning:
      'Only the bytes that recvfrom returned for this datagram may be looked at. What an earlier, longer datagram left in the same buffer is still there, and must not act a second time.',
    mistakes: [
      'The parser runs to sizeof(buf), or to the greatest length so far, and not to the number that recvfrom returned.',
      'The return value goes into an unsigned variable or is not looked at, so that -1 and 0 become a large length.',
      'The end of the loop is a zero byte or an unknown type rather than the end of the datagram.',
    ],
  },
  'HDR-5': {
    meaning:
      'A peer is its address and port: everything must leave from the port that the program was told to bind. From any other port it is a different peer, and the answer never finds its way back.',
    mistakes: [
      'A second socket, made for sending, was never bound: send from the socket that you receive on.',
      'bind is missing or failed unnoticed: the first sendto then picks a port by chance. Check what bind returns.',
      'The port is bound without htons.',
    ],
  },
};
