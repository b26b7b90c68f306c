/** What the author of a node can do. */

export const HINTS = {
  'The Hellos come evenly, and at another interval: each peer is owed one a second. Look at the value and the unit of what is waited for, and whether each round greets all peers.':
    "Les Hello partent régulièrement, mais à un autre intervalle : il en faut un par seconde à chaque pair. Regardez la valeur et l'unité de l'attente, et si chaque tour salue tous les pairs.",
  'start it with peerprobe check -- CMD: then its end is seen, with the check that it came in':
    'lancez-le par peerprobe check -- CMD : on voit alors sa fin, et le contrôle où elle est venue',
  'nobody can start it again from here: peerprobe check -- CMD has a fresh one for each check':
    "personne ne peut le relancer d'ici : peerprobe check -- CMD en a un neuf pour chaque contrôle",
  'the report that it printed names file and line: the first frame in your own code is the place':
    "le rapport qu'il a affiché nomme le fichier et la ligne : la première trame dans votre propre code est l'endroit",
  'exit, or a return from main, after a call that failed or on input that is merely wrong: pass over it and go on with the loop':
    'exit, ou un return du main, après un appel échoué ou sur une entrée simplement fausse : passez dessus et continuez la boucle',
  'an index or a pointer leads out of its array or to NULL: build with -g -fsanitize=address,undefined, and the report names the line':
    'un indice ou un pointeur sort de son tableau ou vaut NULL : compilez avec -g -fsanitize=address,undefined, et le rapport nomme la ligne',
  'a whole number is divided by 0, with / or %: often by a number of peers':
    'un entier est divisé par 0, avec / ou % : souvent par un nombre de pairs',
  'an assert failed, or malloc or free found the heap spoiled: the last lines that it printed say which; build with -g -fsanitize=address to see the line':
    'un assert a échoué, ou malloc ou free a trouvé le tas abîmé : les dernières lignes affichées disent lequel ; compilez avec -g -fsanitize=address pour voir la ligne',
  'it writes to a pipe or socket that is closed: for UDP, leave the socket as it is and go on':
    'il écrit dans un tube ou une socket fermés : en UDP, laissez la socket telle quelle et continuez',
  'port and address go in network byte order: htons once, and the address as sin_addr has it':
    "le port et l'adresse vont dans l'ordre des octets du réseau : htons une fois, et l'adresse telle que dans sin_addr",
  'the length byte counts the type and length bytes too: a Hello has length 2':
    "l'octet de longueur compte aussi ceux du type et de la longueur : un Hello a la longueur 2",
  'the length byte counts the type and length bytes too: a Peer Address has length 8':
    "l'octet de longueur compte aussi ceux du type et de la longueur : un Peer Address a la longueur 8",
  "the limit is the guide's: one buffer of at most 1400 bytes (§2.2)":
    "la limite est celle du guide : un seul buffer, d'au plus 1400 octets (§2.2)",
  'every datagram begins with the header, the second one of a long answer too':
    "chaque datagramme commence par l'en-tête, le second d'une longue réponse aussi",
  'send from the socket that is bound to the port: a peer is its source address and port':
    "envoyez par la socket liée au port : un pair, c'est l'adresse et le port d'où il envoie",
  'keep the date of the last Hello of each peer; 4 s later it is no longer connected (§1.3)':
    "gardez la date du dernier Hello de chaque pair ; 4 s plus tard, il n'est plus connecté (§1.3)",
  'the date of a peer changes where a Hello is handled, and nowhere else':
    "la date d'un pair change là où un Hello est traité, et nulle part ailleurs",
  'a Hello from an address that is not in the table adds it, whatever was there before':
    "un Hello d'une adresse absente de la table l'ajoute, quoi qu'il y ait eu avant",
  'free or close what a datagram needed before the next one is read':
    "libérez ou fermez ce qu'il a fallu pour un datagramme avant de lire le suivant",
  'one buffer holds 174 addresses: go on in another datagram, with a header of its own (§2.2)':
    'un buffer contient 174 adresses : continuez dans un autre datagramme, avec son propre en-tête (§2.2)',
  "the guide says 'all your peers': see the dialect `list`":
    'le guide dit « tous vos pairs » : voir le choix `list`',
  'a list of all connected peers holds the asker too':
    'une liste de tous les pairs connectés contient aussi le demandeur',
  'look the peer up before it is added': "cherchez le pair avant de l'ajouter",
  'it lists itself: a node is no peer of its own': "il se nomme lui-même : un nœud n'est pas son propre pair",
  'an entry of the table that nobody filled': "un élément de la table que personne n'a rempli",
  'list what the table holds, entry by entry, each copied whole':
    'nommez ce que contient la table, élément par élément, chacun copié en entier',
  'ask each connected peer at a regular interval, such as 10 s (§1.4)':
    'interrogez chaque pair connecté à intervalle régulier, par exemple 10 s (§1.4)',
  'a peer given at start is greeted before it says anything (§1.3)':
    "un pair donné au départ reçoit des Hello avant d'avoir rien dit (§1.3)",
  'one recvfrom is one datagram: wait for no more of it':
    "un recvfrom, c'est un datagramme : n'en attendez pas plus",
  'the exercise gives it three arguments: compare argc before argv[2] is read':
    "l'exercice lui donne trois arguments : comparez argc avant de lire argv[2]",
  'a Peer Address adds to the table; the Hello goes out with the next round (§1.5)':
    'un Peer Address ajoute à la table ; le Hello part au tour suivant (§1.5)',
  'a Hello goes out by the clock, not by what arrives: two nodes that answer each other never stop':
    "un Hello part d'après l'horloge, non d'après ce qui arrive : deux nœuds qui se répondent ne s'arrêtent jamais",
  'Peer Requests go out by a clock of their own, such as every 10 s (§1.4)':
    'les Peer Request partent à leur propre rythme, par exemple toutes les 10 s (§1.4)',
  'a Peer Request is answered with Peer Addresses and causes nothing else':
    "on répond à un Peer Request par des Peer Address, et il ne cause rien d'autre",
  'the next TLV begins where the length says, counted from the type byte':
    "le TLV suivant commence là où le dit la longueur, comptée depuis l'octet du type",
} as const;
