/**
 * Types and lengths (§1.2).
 */
import type { Explanation } from '../explanation.ts';

export const TLV_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'TLV-1': {
    meaning:
      'The second byte of a TLV is the size of the whole TLV, with type and length byte included. So a Hello has length 2, a Peer Address 8, and the next TLV begins length bytes after the beginning of this one.',
    mistakes: [
      'The step to the next TLV is p += 2 + p[1]: it is p += p[1].',
      'Lengths are written as 0 for Hello and 6 for Peer Address, without the two bytes in front.',
    ],
  },
  'TLV-2': {
    meaning:
      'A TLV whose type the node does not know is stepped over by its length, without a message and without harm, and whatever stands before and after it in the datagram still acts. Thus newer programs can talk to older ones.',
    mistakes: [
      'The default case returns or drops the datagram: it should only step over, p += p[1].',
      'The length is read into a signed char, so that 128 and more become negative: use unsigned char.',
      'Type 0 is taken for the end or for padding, or types above 127 for errors.',
    ],
  },
  'TLV-3': {
    meaning:
      'A known TLV may be longer than its fields. The node uses the fields that it knows, ignores the bytes behind them, and looks for the next TLV where the length says.',
    mistakes: [
      'if (len != 2) or if (len != 8) rejects it: the comparison is len < 2, len < 8.',
      'The step is a constant, p += 2 after a Hello or p += 8 after an address, in place of p += p[1]: the extra bytes are then read as TLVs.',
      'The length is signed: from 128 on it is taken for too short.',
    ],
  },
  'TLV-4': {
    meaning:
      'A length may lie: below 2, past the end of the datagram, too small for a port and an address, or missing because only a type is left. The node must neither crash nor loop, and must not act on bytes that do not belong to the TLV.',
    mistakes: [
      'Length 0 makes p += p[1] stand still for ever, 1 makes it read a length as a type: stop when p[1] < 2.',
      'Nothing compares p + p[1] with the end: check it before the switch, and check that two bytes are left before p[1] is read.',
      'A Peer Address is read without looking whether its length is at least 8: port and address then come from the next TLV or from an old datagram.',
    ],
  },
  'TLV-5': {
    meaning:
      'What the node sends must be readable by those rules: each TLV with its type, its true length and all of its fields. Nothing may be left over at the end of the datagram.',
    mistakes: [
      'sendto gets the size of the buffer, or of a struct with padding, and not the bytes written so far.',
      'A struct is sent as it lies in memory: the compiler pads it. Write byte by byte, or memcpy field by field.',
      'The length byte is forgotten or holds the size of the value alone.',
    ],
  },
  'TLV-6': {
    meaning:
      'What happens to the rest of a datagram in which one TLV is malformed is up to the author: keep what came before it, or drop it all. The checker notes which, and complains of neither.',
    mistakes: [
      'None is possible here, but choose one way on purpose: stop at the first TLV that cannot be right.',
    ],
  },
  'TLV-7': {
    meaning:
      'A node may send types of its own and extra bytes behind known fields, because everybody must skip them. The checker notes it, nothing more.',
    mistakes: ['Such TLVs must still be well formed: a wrong length in one of them breaks TLV-5.'],
  },
};
