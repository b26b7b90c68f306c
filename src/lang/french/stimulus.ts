/** What probes say to a node, where it is not written as notation; symptoms.slow.test.ts asks for each that they use. */

export const STIMULI = {
  'a connected peer': 'un pair connecté',
  'a newcomer': 'un nouveau venu',
  'an announced address': 'une adresse annoncée',
  'peer-request after 4000 datagrams': 'peer-request après 4000 datagrammes',
  'a connected peer after 4000 datagrams': 'un pair connecté après 4000 datagrammes',
  'peer-request after 1200 datagrams of all kinds': 'peer-request après 1200 datagrammes de toutes sortes',
  'a connected peer after 1200 datagrams of all kinds':
    'un pair connecté après 1200 datagrammes de toutes sortes',
  'peer-request after 6000 announced addresses': 'peer-request après 6000 adresses annoncées',
  'peer-request after datagrams of 0 to 65507 bytes':
    'peer-request après des datagrammes de 0 à 65507 octets',
  'a connected peer after datagrams of 0 to 65507 bytes':
    'un pair connecté après des datagrammes de 0 à 65507 octets',
  'peer-request while somebody else speaks': "peer-request pendant qu'un autre parle",
  'peer-request with 8 others at once': 'peer-request en même temps que 8 autres',
  'peer-request from a stranger': "peer-request d'un inconnu",
  'peer-request after one with nobody connected': 'peer-request après un autre sans personne de connecté',
  'a newcomer when 16 others have come and gone': 'un nouveau venu quand 16 autres sont venus et repartis',
  'hello from a newcomer': "hello d'un nouveau venu",
  'hello from the same address, another port': 'hello de la même adresse, un autre port',
  'hello from the same port, another address': 'hello du même port, une autre adresse',
  'hello from a port above 32768': "hello d'un port au-delà de 32768",
  'hello from an address known by hearsay': "hello d'une adresse connue par ouï-dire",
  'a connected peer after an empty body': 'un pair connecté après un corps vide',
  'an empty body, then a lone peer-request': 'un corps vide, puis un peer-request seul',
  '49 times hello, then peer-request': '49 fois hello, puis peer-request',
  'peer-request, then 49 times hello': 'peer-request, puis 49 fois hello',
  '299 times hello, then peer-request': '299 fois hello, puis peer-request',
  'peer-request, then 299 times hello': 'peer-request, puis 299 fois hello',
  'a peer-address behind a peer-request': 'un peer-address derrière un peer-request',
  'a peer-address behind 49 times hello': 'un peer-address derrière 49 fois hello',
  'hello peer-request from a newcomer': "hello peer-request d'un nouveau venu",
  'peer-request of length 255, then hello': 'peer-request de longueur 255, puis hello',
  'hello with 8 extra bytes, then peer-request': 'hello avec 8 octets en plus, puis peer-request',
  'this address in extra bytes that look like a peer-address':
    'cette adresse dans des octets en plus qui ressemblent à un peer-address',
  'hello,extra=01 from a newcomer': "hello,extra=01 d'un nouveau venu",
  'hello,extra=0101 from a newcomer': "hello,extra=0101 d'un nouveau venu",
  'a hello of length 255 from a newcomer': "un hello de longueur 255 d'un nouveau venu",
  'this address in a peer-address of length 9': 'cette adresse dans un peer-address de longueur 9',
  'this address in a peer-address of length 255': 'cette adresse dans un peer-address de longueur 255',
  'this address behind two with extra bytes': 'cette adresse derrière deux autres avec des octets en plus',
  'unknown TLVs of lengths 2, 127, 3 and 128, then peer-request':
    'des TLV inconnus de longueurs 2, 127, 3 et 128, puis peer-request',
  'unknown TLVs of lengths 129, 254 and 255, then peer-request':
    'des TLV inconnus de longueurs 129, 254 et 255, puis peer-request',
  'peer-request, then an unknown TLV of length 255': 'peer-request, puis un TLV inconnu de longueur 255',
  'peer-request between unknown TLVs': 'peer-request entre des TLV inconnus',
  'unknown TLVs alone from a stranger': "des TLV inconnus seuls, d'un inconnu",
  'an unknown TLV between two Peer Addresses: the one before':
    "un TLV inconnu entre deux Peer Address : celui d'avant",
  'an unknown TLV between two Peer Addresses: the one after':
    "un TLV inconnu entre deux Peer Address : celui d'après",
  'a Peer Address behind unknown TLVs of types 0 and 200':
    'un Peer Address derrière des TLV inconnus de types 0 et 200',
  'a newcomer after Hellos to closed ports': 'un nouveau venu après des Hello à des ports fermés',
  'peer-request after Hellos to closed ports': 'peer-request après des Hello à des ports fermés',
  'a connected peer after Hellos to closed ports': 'un pair connecté après des Hello à des ports fermés',
  'announced as the first of 3': 'annoncée comme la première de 3',
  'announced as the second of 3': 'annoncée comme la deuxième de 3',
  'announced as the third of 3': 'annoncée comme la troisième de 3',
  'announced as the second, with the port of who announces it, of 3':
    "annoncée comme la deuxième de 3, au port de celui qui l'annonce",
  'announced as the third, with the address of who announces it, of 3':
    "annoncée comme la troisième de 3, à l'adresse de celui qui l'annonce",
  'announced as the first of 5': 'annoncée comme la première de 5',
  'announced as the second, with the port of who announces it, of 5':
    "annoncée comme la deuxième de 5, au port de celui qui l'annonce",
  'announced as the third, with the address of who announces it, of 5':
    "annoncée comme la troisième de 5, à l'adresse de celui qui l'annonce",
  'announced as the fourth, with a port above 32768, of 5':
    'annoncée comme la quatrième de 5, avec un port au-delà de 32768',
  'announced as the fifth, at 127.0.0.1, of 5': 'annoncée comme la cinquième de 5, à 127.0.0.1',
  'an address announced behind one with port 0': 'une adresse annoncée derrière une autre de port 0',
  'an address that is announced nine times by two peers': 'une adresse annoncée neuf fois par deux pairs',
  'odd addresses announced by this peer': 'des adresses étranges annoncées par ce pair',
  'odd addresses announced by another peer': 'des adresses étranges annoncées par un autre pair',
  'a connected peer after odd addresses were announced':
    "un pair connecté après l'annonce d'adresses étranges",
  'a newcomer after odd addresses were announced': "un nouveau venu après l'annonce d'adresses étranges",
  'peer-request after odd addresses were announced': "peer-request après l'annonce d'adresses étranges",
  '20 datagrams of the single byte 01': '20 datagrammes du seul octet 01',
  '20 datagrams of the single byte 02': '20 datagrammes du seul octet 02',
  '68010308 right after a datagram that holds this address at that place':
    '68010308 juste après un datagramme qui contient cette adresse à cet endroit',
  '68010308, a peer-address cut before its fields, from this stranger':
    '68010308, un peer-address coupé avant ses champs, de cet inconnu',
  'malformed TLVs from a stranger, such as tlv=5:,len=1 followed by 02':
    "des TLV mal formés d'un inconnu, comme tlv=5:,len=1 suivi de 02",
  'this address across the end of a peer-address of length 2':
    "cette adresse à cheval sur la fin d'un peer-address de longueur 2",
  'this address across the end of a peer-address of length 3':
    "cette adresse à cheval sur la fin d'un peer-address de longueur 3",
  'this address across the end of a peer-address of length 4':
    "cette adresse à cheval sur la fin d'un peer-address de longueur 4",
  'this address across the end of a peer-address of length 5':
    "cette adresse à cheval sur la fin d'un peer-address de longueur 5",
  'this address across the end of a peer-address of length 7':
    "cette adresse à cheval sur la fin d'un peer-address de longueur 7",
  '6801 right after 40 TLVs hello, peer-request from somebody else':
    "6801 juste après 40 TLV hello, peer-request de quelqu'un d'autre",
  'an empty datagram right after a long one': 'un datagramme vide juste après un long',
  'the single byte 68 right after a long datagram': 'le seul octet 68 juste après un long datagramme',
  'a short datagram of unknown TLVs, then peer-request':
    'un court datagramme de TLV inconnus, puis peer-request',
  'peer-request at the end of 600 bytes': 'peer-request à la fin de 600 octets',
  'peer-request at the end of 1390 bytes': 'peer-request à la fin de 1390 octets',
  'peer-request at the end of 1400 bytes': 'peer-request à la fin de 1400 octets',
  'hello at the end of 600 bytes': 'hello à la fin de 600 octets',
  'hello at the end of 1390 bytes': 'hello à la fin de 1390 octets',
  'hello at the end of 1400 bytes': 'hello à la fin de 1400 octets',
  'this address announced': 'cette adresse annoncée',
  'a wrong reading of an announced address: port in little-endian order':
    "une lecture fausse d'une adresse annoncée : port en ordre petit-boutiste",
  'a wrong reading of an announced address: address in reverse order':
    "une lecture fausse d'une adresse annoncée : adresse à l'envers",
  'a wrong reading of an announced address: port and address in little-endian order':
    "une lecture fausse d'une adresse annoncée : port et adresse en ordre petit-boutiste",
  'a wrong reading of an announced address: address before port':
    "une lecture fausse d'une adresse annoncée : l'adresse avant le port",
} as const;
