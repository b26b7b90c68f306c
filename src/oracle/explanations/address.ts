/**
 * Peer Addresses (§1.5) and the sizes of datagrams (§2.2).
 */
import type { Explanation } from '../explanation.ts';

export const ADDRESS_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'ADR-1': {
    meaning:
      'When a connected peer names an address, the node begins to greet that address with the next round of Hellos. That is how two nodes meet that did not know of each other. All addresses of a datagram count.',
    mistakes: [
      'The case of the Peer Address is missing, or prints the address and stops there.',
      'The address is added, but Hellos go only to peers that have said one: greet whoever is known.',
      'sin_family is not set in the new entry, so that sendto fails unnoticed.',
    ],
  },
  'ADR-2': {
    meaning:
      'A Peer Address holds the port first, high byte first, then the four bytes of the address in the order in which they are written. A sockaddr_in keeps both in just that order already.',
    mistakes: [
      'htons or ntohs is applied to sin_port, which is in network order already, or left out for a port from atoi.',
      'htonl is applied to sin_addr.s_addr, which turns the address round.',
      'The address is written before the port.',
    ],
  },
  'ADR-3': {
    meaning:
      'Learning an address is no reason to send at once: its first Hello comes with the next round, and nobody else is told. Otherwise one datagram with many addresses sets off a burst.',
    mistakes: ['The case of the Peer Address calls sendto or send_hellos itself: only add the entry there.'],
  },
  'ADR-4': {
    meaning:
      'How long a node keeps an address that was announced and never says Hello is not fixed by the text. The checker measures and notes it.',
    mistakes: [
      'Keeping them all for ever fills the table: give such entries a date too, and drop them some time.',
    ],
  },
  'ADR-5': {
    meaning:
      'Somebody may announce what no peer can have: port 0, 0.0.0.0, a broadcast or multicast address, or the node itself. It may add or ignore them, but goes on as before.',
    mistakes: [
      'An error of sendto (EINVAL for port 0, EACCES for broadcast) ends the program: report it and go on with the next peer.',
      'The node adds itself and then answers its own Hellos: compare with your own port.',
      'The same address is added once for each time it is announced.',
    ],
  },
  'SIZ-1': {
    meaning:
      'No datagram that the node sends is longer than 1400 bytes, so that it fits into one packet on any network. The number is from the guide; a list that is longer goes into several datagrams.',
    mistakes: [
      'The test for a full buffer comes after the TLV is written: test whether 8 more bytes fit, before.',
      'The limit is applied to the TLVs and the header is not counted.',
    ],
  },
  'SIZ-2': {
    meaning:
      'Others may send what they like, from an empty datagram to one of 65,507 bytes. What does not fit may be cut or dropped, but the node lives on.',
    mistakes: [
      'recvfrom returning 0 is taken for the end of a connection, as with TCP: for UDP it is an empty datagram.',
      'recvfrom is given a larger size than the buffer has: pass sizeof(buf), and mind that of a pointer it is 8.',
    ],
  },
  'SIZ-3': {
    meaning:
      'Others may send up to 1400 bytes, so that many must be read. The last TLV of such a datagram acts like the first.',
    mistakes: [
      'The receive buffer is 256, 512 or 1024 bytes: make it at least 1400.',
      'The length is kept in an unsigned char or compared with 255.',
    ],
  },
};
