/** What bugs on purpose do to peers, answers, addresses and sizes. */

export const PEER_BUGS = {
  'no Hello ever goes out': 'aucun Hello ne part jamais',
  'Hellos go out every 3 s': 'les Hello partent toutes les 3 s',
  'Hellos go out twice a second': 'les Hello partent deux fois par seconde',
  'each wait for the next Hello is half as long again as the one before':
    'chaque attente du Hello suivant est une fois et demie plus longue que la précédente',
  'no Hello goes out after the first 10 s': 'aucun Hello ne part après les 10 premières secondes',
  'each peer is in the table twice and gets two Hellos a second':
    'chaque pair est deux fois dans la table et reçoit deux Hello par seconde',
  'the peer given at start is added a second time when it says Hello, and gets two Hellos a second':
    'le pair donné au départ est ajouté une seconde fois quand il dit Hello, et reçoit deux Hello par seconde',
  'only the peer given at start gets Hellos': 'seul le pair donné au départ reçoit des Hello',
  'only the peer that came last gets Hellos': 'seul le pair arrivé en dernier reçoit des Hello',
  'each second one peer gets a Hello, in turn, not each peer':
    'chaque seconde un seul pair reçoit un Hello, à tour de rôle, et non chaque pair',
  'the second that a Hello waits for begins anew with each datagram (the timeout of poll)':
    "la seconde qu'attend un Hello recommence à chaque datagramme (le délai de poll)",
  'Hellos that are due go out when a datagram arrives, not before (recvfrom without a limit)':
    'les Hello dus partent quand un datagramme arrive, pas avant (recvfrom sans limite de temps)',
  'the peer given at start gets no Hello before it has said one itself':
    "le pair donné au départ ne reçoit aucun Hello avant d'en avoir dit un lui-même",
  'an announced address gets one Hello, and no other before it has said one itself':
    "une adresse annoncée reçoit un Hello, et aucun autre avant d'en avoir dit un elle-même",
  'each Hello is answered with a Hello': 'chaque Hello reçoit un Hello en réponse',
  'a Hello from an unknown sender does not add it': "un Hello d'un expéditeur inconnu ne l'ajoute pas",
  'a Hello from an address that was announced or given at start does not connect it':
    "un Hello d'une adresse annoncée ou donnée au départ ne la connecte pas",
  'a port above 32767 is negative (a signed short), and a Hello from there adds nobody':
    "un port au-delà de 32767 est négatif (un short signé), et un Hello venu de là n'ajoute personne",
  'two peers with the same address and different ports are taken for one':
    'deux pairs de même adresse et de ports différents sont pris pour un seul',
  'two peers with the same port and different addresses are taken for one':
    "deux pairs de même port et d'adresses différentes sont pris pour un seul",
  'the places of peers that have gone are not used again: after 16 peers nobody is added':
    "les places des pairs partis ne resservent pas : après 16 pairs, plus personne n'est ajouté",
  'a newcomer takes the place of a connected peer when 8 are in the table':
    "un nouveau venu prend la place d'un pair connecté quand 8 sont dans la table",
  'a peer expires 4 s after its first Hello, whatever it says afterwards':
    "un pair expire 4 s après son premier Hello, quoi qu'il dise ensuite",
  'a peer is disconnected when it has been silent for 2 s':
    "un pair est déconnecté quand il s'est tu pendant 2 s",
  'a silent peer is disconnected after 10 s': 'un pair muet est déconnecté après 10 s',
  'a silent peer is disconnected after 40 s': 'un pair muet est déconnecté après 40 s',
  'a silent peer is never disconnected': "un pair muet n'est jamais déconnecté",
  'each second those are dropped who said Hello less than 4 s ago (< for >)':
    'chaque seconde sont oubliés ceux qui ont dit Hello il y a moins de 4 s (< pour >)',
  'the date of the last Hello is one for all peers: nobody falls silent while anybody speaks':
    "la date du dernier Hello est la même pour tous les pairs : personne ne se tait tant que quelqu'un parle",
  'a peer that was dropped is not taken back when it says Hello again':
    "un pair oublié n'est pas repris quand il dit de nouveau Hello",
  'a peer that was dropped and says Hello again is greeted, but no answer lists it any more':
    'un pair oublié qui dit de nouveau Hello reçoit des Hello, mais plus aucune réponse ne le nomme',
  'a peer that was dropped and then announced by another does not connect any more':
    'un pair oublié puis annoncé par un autre ne se connecte plus',
  'any TLV from a connected peer renews it, not its Hello alone':
    "n'importe quel TLV d'un pair connecté le rafraîchit, et pas seulement son Hello",
  'a Peer Request from a connected peer renews it': "un Peer Request d'un pair connecté le rafraîchit",
  'a Peer Request from a stranger adds and connects it':
    "un Peer Request d'un inconnu l'ajoute et le connecte",
  'any datagram with the right header, an empty one too, adds and connects its sender':
    "n'importe quel datagramme à l'en-tête juste, même vide, ajoute et connecte son expéditeur",
  'a Peer Address about a connected peer renews it':
    "un Peer Address à propos d'un pair connecté le rafraîchit",
  'a Peer Address about a connected peer enters it anew as one that has not said Hello yet':
    "un Peer Address à propos d'un pair connecté l'inscrit de nouveau comme un pair qui n'a pas encore dit Hello",
  'an announced address is connected, and listed, before it has said Hello':
    "une adresse annoncée est connectée, et dans la liste, avant d'avoir dit Hello",
  'the answer goes to whoever spoke before the requester':
    'la réponse va à celui qui a parlé avant le demandeur',
  'the answer goes to whoever said Hello last': 'la réponse va à celui qui a dit Hello en dernier',
  'the answer goes to the peer given at start, whoever asked':
    'la réponse va au pair donné au départ, qui que soit le demandeur',
  'no Peer Request is answered': 'aucun Peer Request ne reçoit de réponse',
  'only the first Peer Request of a peer is answered':
    "seul le premier Peer Request d'un pair reçoit une réponse",
  'of two Peer Requests only the first is answered':
    'de deux Peer Request, seul le premier reçoit une réponse',
  'a Peer Request is answered with a datagram that lists nobody':
    'un Peer Request reçoit en réponse un datagramme qui ne nomme personne',
  'an answer comes 1.5 s after the Peer Request': 'une réponse vient 1,5 s après le Peer Request',
  'an answer comes 5 s after the Peer Request, when nobody waits for it any more':
    "une réponse vient 5 s après le Peer Request, quand plus personne ne l'attend",
  'the answer goes to all peers, not to the requester alone':
    'la réponse va à tous les pairs, et non au seul demandeur',
  'a Peer Request is answered, and a Peer Request sent back':
    'un Peer Request reçoit une réponse, et un Peer Request en retour',
  'with each Hello a connected peer gets the list, though it has not asked':
    "à chaque Hello un pair connecté reçoit la liste, sans l'avoir demandée",
  'an answer lists ten peers at most': 'une réponse nomme dix pairs au plus',
  'an answer is one datagram, and whoever does not fit in is left out':
    "une réponse est un seul datagramme, et qui n'y tient pas est laissé de côté",
  'an answer lists 255 peers at most, what a counter of eight bits counts':
    'une réponse nomme 255 pairs au plus, ce que compte un compteur de huit bits',
  'the peer that came last is not listed (one off at the end of the table)':
    "le pair arrivé en dernier n'est pas dans la liste (un de trop peu à la fin de la table)",
  'only the peer that came last is listed': 'seul le pair arrivé en dernier est dans la liste',
  'the peer given at start is not listed, though it says Hello':
    "le pair donné au départ n'est pas dans la liste, bien qu'il dise Hello",
  'the peer at which a datagram turns out to be full is in neither this one nor the next':
    "le pair auquel un datagramme se révèle plein n'est ni dans celui-ci ni dans le suivant",
  'each further datagram of an answer lists the same peers as the first':
    "chaque datagramme de plus d'une réponse nomme les mêmes pairs que le premier",
  'each peer is listed twice': 'chaque pair est deux fois dans la liste',
  'an answer ends with the address 0.0.0.0, port 0, of an empty place in the table':
    "une réponse finit par l'adresse 0.0.0.0, port 0, d'une place vide de la table",
  'an answer lists the node itself': 'une réponse nomme le nœud lui-même',
  'an answer lists the address of the node itself, with port 0':
    "une réponse donne l'adresse du nœud lui-même, avec le port 0",
  'each peer is listed with the port of the node that lists it':
    "chaque pair est dans la liste avec le port du nœud qui l'envoie",
  'a port above 32767 is listed without its highest bit':
    'un port au-delà de 32767 est dans la liste sans son bit le plus haut',
  'no Peer Request ever goes out': 'aucun Peer Request ne part jamais',
  'a connected peer is asked once, and never again':
    'un pair connecté est interrogé une fois, et plus jamais',
  'only the first peer of the table is asked': 'seul le premier pair de la table est interrogé',
  'each Hello is replied to with a Peer Request, instead of asking at an interval':
    "chaque Hello reçoit en réponse un Peer Request, au lieu d'une demande à intervalle régulier",
  'an announced address is not added': "une adresse annoncée n'est pas ajoutée",
  'of several Peer Addresses in a datagram only the first is added':
    "de plusieurs Peer Address d'un datagramme, seul le premier est ajouté",
  'of several Peer Addresses in a datagram only the last is added':
    "de plusieurs Peer Address d'un datagramme, seul le dernier est ajouté",
  'only the peer given at start is believed when it announces somebody':
    "seul le pair donné au départ est cru quand il annonce quelqu'un",
  'a port above 32767 is negative (a signed short), and an address with such a port is not added':
    "un port au-delà de 32767 est négatif (un short signé), et une adresse qui a un tel port n'est pas ajoutée",
  'an address is added only if it comes in answer to a Peer Request of the node':
    "une adresse n'est ajoutée que si elle vient en réponse à un Peer Request du nœud",
  'an announced address gets a Hello at once, each time that it is announced':
    "une adresse annoncée reçoit un Hello aussitôt, chaque fois qu'elle est annoncée",
  'an announced address is announced to all other connected peers at once':
    'une adresse annoncée est annoncée aussitôt à tous les autres pairs connectés',
  'the port of a Peer Address is read and written in host byte order (htons and ntohs forgotten)':
    "le port d'un Peer Address est lu et écrit dans l'ordre de la machine (htons et ntohs oubliés)",
  'the port of a Peer Address is read in host byte order (ntohs forgotten) and written right':
    "le port d'un Peer Address est lu dans l'ordre de la machine (ntohs oublié) et écrit comme il faut",
  'the port of a Peer Address is written in host byte order (htons twice) and read right':
    "le port d'un Peer Address est écrit dans l'ordre de la machine (htons deux fois) et lu comme il faut",
  'the address of a Peer Address is read and written in host byte order':
    "l'adresse d'un Peer Address est lue et écrite dans l'ordre de la machine",
  'the address of a Peer Address is read in host byte order and written right':
    "l'adresse d'un Peer Address est lue dans l'ordre de la machine et écrite comme il faut",
  'the address of a Peer Address is written in host byte order (htonl once too often) and read right':
    "l'adresse d'un Peer Address est écrite dans l'ordre de la machine (htonl une fois de trop) et lue comme il faut",
  'a Peer Address is read and written with the address before the port':
    "un Peer Address est lu et écrit avec l'adresse avant le port",
  'an announced address to which nothing can be sent (port 0, 255.255.255.255) ends the program':
    'une adresse annoncée à laquelle rien ne peut être envoyé (port 0, 255.255.255.255) arrête le programme',
  'the address 0.0.0.0, the mark of an empty place in the table, makes the search for one endless':
    "l'adresse 0.0.0.0, la marque d'une place vide de la table, rend sans fin la recherche d'une place",
  'told its own address, the node greets itself, replies to its own Hello, and so on without end':
    "à qui l'on dit sa propre adresse, le nœud se dit Hello à lui-même, répond à son propre Hello, et ainsi sans fin",
  'reading stops at a Peer Address with port 0': "la lecture s'arrête à un Peer Address de port 0",
  'who announces an address that no peer can have is dropped and never listened to again':
    "qui annonce une adresse qu'aucun pair ne peut avoir est oublié et plus jamais écouté",
  'an address is added each time that it is announced, and greeted as often in each second':
    "une adresse est ajoutée chaque fois qu'elle est annoncée, et reçoit autant de Hello chaque seconde",
  'an answer is one datagram, however long':
    'une réponse est un seul datagramme, quelle que soit sa longueur',
  'the header is not counted, and a datagram of 1402 bytes goes out':
    "l'en-tête n'est pas compté, et un datagramme de 1402 octets part",
  'an empty datagram ends the program': 'un datagramme vide arrête le programme',
  'a datagram of more than 1400 bytes runs over the buffer and ends the program':
    'un datagramme de plus de 1400 octets déborde du buffer et arrête le programme',
  'a datagram of 65,507 bytes, the largest that there is, ends the program':
    'un datagramme de 65 507 octets, le plus grand qui soit, arrête le programme',
  'an empty datagram is taken for the end of a connection, and nothing is read any more':
    "un datagramme vide est pris pour la fin d'une connexion, et plus rien n'est lu",
  'of a datagram only the first 512 bytes are read':
    "d'un datagramme, seuls les 512 premiers octets sont lus",
  'of a datagram only the first 1024 bytes are read':
    "d'un datagramme, seuls les 1024 premiers octets sont lus",
  'a datagram of more than 512 bytes is ignored': 'un datagramme de plus de 512 octets est ignoré',
  'one peer more than 100 is written behind the end of the table and ends the program':
    'un pair de plus que 100 est écrit derrière la fin de la table et arrête le programme',
  'no Hello goes out in a second in which 200 datagrams arrive: reading comes first':
    "aucun Hello ne part dans une seconde où 200 datagrammes arrivent : la lecture passe d'abord",
  'whoever is announced is added and never forgotten, however many there are':
    "quiconque est annoncé est ajouté et jamais oublié, si nombreux qu'ils soient",
  'each datagram takes a place that is not given back: after 500 nothing is read any more':
    "chaque datagramme prend une place qui n'est pas rendue : après 500, plus rien n'est lu",
} as const;
