/** What bugs on purpose do to header and TLVs. */

export const FORMAT_BUGS = {
  'the two header bytes are skipped without being looked at':
    "les deux octets de l'en-tête sont sautés sans être regardés",
  'the version is checked, the magic is not': "la version est vérifiée, le magic ne l'est pas",
  'the magic is checked, the version is not': "le magic est vérifié, la version ne l'est pas",
  'a datagram of the one byte 1 or 2, the false message of §2.1, is obeyed whoever sent it':
    "un datagramme du seul octet 1 ou 2, le faux message du §2.1, est suivi d'où qu'il vienne",
  'a datagram is refused only if magic and version are both wrong (&& for ||)':
    "un datagramme n'est refusé que si le magic et la version sont tous deux faux (&& pour ||)",
  'a version above 1 is read as if it were 1': "une version supérieure à 1 est lue comme si c'était 1",
  'the first TLV of a datagram is read, the others are not':
    "le premier TLV d'un datagramme est lu, les autres non",
  'the last TLV of a datagram acts, those before it do not':
    "le dernier TLV d'un datagramme agit, ceux d'avant non",
  'only the first 16 TLVs of a datagram are read': "seuls les 16 premiers TLV d'un datagramme sont lus",
  'the TLVs behind a Peer Request are not read (return where the loop should go on)':
    'les TLV derrière un Peer Request ne sont pas lus (return là où la boucle devrait continuer)',
  'the size of a datagram is kept in eight bits, and one of 300 bytes is read as one of 44':
    "la taille d'un datagramme est gardée sur huit bits, et un de 300 octets est lu comme un de 44",
  'a header without a body is waited for until its first TLV comes (do ... while)':
    'devant un en-tête sans corps, le nœud attend que son premier TLV arrive (do ... while)',
  'the offset of a TLV is kept in eight bits, and a body of more than 255 bytes is read in circles':
    "la position d'un TLV est gardée sur huit bits, et un corps de plus de 255 octets est lu en rond",
  'the buffer is read to the end of the longest datagram that was ever in it':
    "le buffer est lu jusqu'à la fin du plus long datagramme qui y soit jamais passé",
  'an empty datagram acts as the one before it, which is still in the buffer':
    'un datagramme vide agit comme le précédent, qui est encore dans le buffer',
  'an answer that goes on in a second datagram goes on without a header':
    'une réponse qui continue dans un second datagramme continue sans en-tête',
  'answers are sent without a header': 'les réponses sont envoyées sans en-tête',
  'in a datagram of more than 128 entries the first byte is overwritten (an index that wraps)':
    'dans un datagramme de plus de 128 éléments, le premier octet est écrasé (un indice qui déborde)',
  'datagrams are sent with version 0 (the byte of the version never set)':
    "les datagrammes sont envoyés avec la version 0 (l'octet de la version jamais rempli)",
  'a Hello is sent with length 0': 'un Hello est envoyé avec la longueur 0',
  'a Hello is sent with length 8, that of the largest TLV, and without the bytes':
    'un Hello est envoyé avec la longueur 8, celle du plus grand TLV, et sans les octets',
  'a datagram is sent with one byte too many at its end':
    'un datagramme est envoyé avec un octet de trop à la fin',
  'a buffer of 64 bytes is sent whole, and zeros stand behind the TLVs':
    'un buffer de 64 octets est envoyé en entier, et des zéros suivent les TLV',
  'a long answer is cut where 1400 bytes are full, in the middle of a TLV, and goes on from there':
    "une longue réponse est coupée là où 1400 octets sont pleins, au milieu d'un TLV, et continue de là",
  'the length is read and written as that of the value, without the two bytes of type and length':
    'la longueur est lue et écrite comme celle de la valeur, sans les deux octets du type et de la longueur',
  'the length is read as that of the value alone, and written right':
    'la longueur est lue comme celle de la valeur seule, et écrite comme il faut',
  'the length is written as that of the value alone, and read right':
    'la longueur est écrite comme celle de la valeur seule, et lue comme il faut',
  'a length above 127 is negative (a signed char), and reading stops there':
    "une longueur au-delà de 127 est négative (un char signé), et la lecture s'arrête là",
  'a TLV of an unknown type makes the whole datagram ignored':
    'un TLV de type inconnu fait ignorer tout le datagramme',
  'an unknown TLV longer than 128 bytes, the space for a value, makes the whole datagram ignored':
    "un TLV inconnu de plus de 128 octets, la place d'une valeur, fait ignorer tout le datagramme",
  'reading stops at a TLV of an unknown type': "la lecture s'arrête à un TLV de type inconnu",
  'type 0 is taken for the end of the list': 'le type 0 est pris pour la fin de la liste',
  'a type above 127 is negative (a signed char), and reading stops there':
    "un type au-delà de 127 est négatif (un char signé), et la lecture s'arrête là",
  'type 0 is taken for one byte of padding, and its length for the next type':
    'le type 0 est pris pour un octet de remplissage, et sa longueur pour le type suivant',
  'of an unknown TLV only type and length are skipped, and its value is read as TLVs':
    "d'un TLV inconnu, seuls le type et la longueur sont sautés, et sa valeur est lue comme des TLV",
  'whatever is neither a Peer Request nor a Peer Address is taken for a Hello (the last else)':
    "tout ce qui n'est ni un Peer Request ni un Peer Address est pris pour un Hello (le dernier else)",
  'a TLV with bytes beyond its known fields is ignored':
    'un TLV avec des octets derrière ses champs connus est ignoré',
  'a Hello of a length other than 2 is ignored': "un Hello d'une longueur autre que 2 est ignoré",
  'a Peer Request of a length other than 2 is ignored':
    "un Peer Request d'une longueur autre que 2 est ignoré",
  'a Peer Address of a length other than 8 is ignored':
    "un Peer Address d'une longueur autre que 8 est ignoré",
  'a TLV with bytes beyond its known fields acts, but reading stops behind it':
    "un TLV avec des octets derrière ses champs connus agit, mais la lecture s'arrête derrière lui",
  'after a known TLV the next one is looked for behind the known fields, not behind the length':
    'après un TLV connu, le suivant est cherché derrière les champs connus, et non derrière la longueur',
  'the fields of a Peer Address are read whatever its length says, from bytes that are not its own':
    "les champs d'un Peer Address sont lus quelle que soit sa longueur, dans des octets qui ne sont pas les siens",
  'a lone last byte 1 or 2 is taken for a Hello or a Peer Request, without a length':
    'un dernier octet isolé, 1 ou 2, est pris pour un Hello ou un Peer Request, sans longueur',
  'a TLV of length 1 is stepped over by one byte, and its length is taken for the next type':
    "un TLV de longueur 1 est enjambé d'un octet, et sa longueur est prise pour le type suivant",
  'a TLV of length 0 is read over and over, for the offset does not move':
    "un TLV de longueur 0 est lu encore et encore, car la position n'avance pas",
  'a TLV of length 1 has a value of -1 bytes, and the loop over them does not end':
    'un TLV de longueur 1 a une valeur de -1 octet, et la boucle qui la parcourt ne finit pas',
  'a TLV of length 0 or 1 ends the program': 'un TLV de longueur 0 ou 1 arrête le programme',
  'a TLV that goes past the end of the datagram is read to where it says: out of the buffer':
    "un TLV qui dépasse la fin du datagramme est lu jusqu'où il le dit : hors du buffer",
  'a lone last byte, a type without a length, ends the program':
    'un dernier octet isolé, un type sans longueur, arrête le programme',
  'a Peer Address too short for its fields ends the program (an assert)':
    'un Peer Address trop court pour ses champs arrête le programme (un assert)',
  'a type above 127 ends the program: it is an index into a table that has not so many places':
    "un type au-delà de 127 arrête le programme : c'est un indice dans une table qui n'a pas tant de places",
  'a length above 127 is negative (a signed char): the offset goes back, and never gets further':
    "une longueur au-delà de 127 est négative (un char signé) : la position recule, et n'avance plus jamais",
} as const;
