/** What each check does. */

export const CHECKS = {
  'Hello and Peer Request under eight wrong headers, each from a stranger':
    "Hello et Peer Request sous huit en-têtes faux, chacun venu d'un inconnu",
  'twenty datagrams 01, then twenty 02, within half a second each, from a connected peer and a stranger':
    "vingt datagrammes 01, puis vingt 02, en une demi-seconde chaque fois, d'un pair connecté et d'un inconnu",
  'bodies of 0, 1, 2, 50 and 300 TLVs: first and last act':
    'des corps de 0, 1, 2, 50 et 300 TLV : le premier et le dernier agissent',
  'a long datagram from one peer, at once a short or empty one from another':
    "un long datagramme d'un pair, et aussitôt un court ou un vide d'un autre",
  'a request that only a reader sees that adds two bytes to each length; the lengths that the node sends':
    'une demande que seul voit un lecteur qui ajoute deux octets à chaque longueur ; les longueurs que le nœud envoie',
  'TLVs of types 0, 4, 104 and 127..255, of lengths 2..255, before, between and after known ones':
    'des TLV de types 0, 4, 104 et 127 à 255, de longueurs 2 à 255, avant, entre et après des TLV connus',
  'Hello and Peer Request of length 3 and 255, Peer Address of 9 and 255; extra bytes that look like a TLV':
    'Hello et Peer Request de longueurs 3 et 255, Peer Address de 9 et 255 ; des octets en plus qui ressemblent à un TLV',
  'lengths 0 and 1, past the end, a lone byte, Peer Addresses of 2..7: baited with what must not be read':
    "longueurs 0 et 1, au-delà de la fin, un octet isolé, des Peer Address de 2 à 7 : appâtés avec ce qu'il ne faut pas lire",
  'the Hellos to the start peer and to a newcomer, past the 13th second; to an announced peer for 4 s; two others are connected':
    'les Hello au pair de départ et à un nouveau venu, au-delà de la 13e seconde ; à un pair annoncé pendant 4 s ; deux autres sont connectés',
  'the Hellos to a peer while others send 40 datagrams a second without a pause':
    "les Hello à un pair pendant que d'autres envoient sans pause 40 datagrammes par seconde",
  'two peers stay connected for --patience: what is asked of them is judged with all other requests':
    "deux pairs restent connectés le temps de --patience : ce qu'on leur demande est jugé avec toutes les autres demandes",
  'a start peer that says nothing is greeted': 'un pair de départ qui ne dit rien reçoit des Hello',
  'an empty body from a stranger stops nothing (with silent-start-peer-greeted)':
    "un corps vide envoyé par un inconnu n'arrête rien (avec silent-start-peer-greeted)",
  'started with PORT alone: a request and a Hello come to an empty table':
    'lancé avec PORT seul : une demande et un Hello arrivent devant une table vide',
  '16 peers come and fall silent; when they have expired, newcomers are greeted and listed':
    '16 pairs viennent et se taisent ; quand ils ont expiré, les nouveaux venus reçoivent des Hello et sont dans la liste',
  'eight peers say Hello each second; answers asked for every half second list four of them for 10 s':
    "huit pairs disent Hello chaque seconde ; les réponses demandées toutes les demi-secondes nomment quatre d'entre eux pendant 10 s",
  'two peers say one Hello; who asks lists them up to 2.9 s later and not after 6.5 s':
    "deux pairs disent un Hello ; qui demande les trouve dans la liste jusqu'à 2,9 s plus tard et plus après 6,5 s",
  'after one Hello a peer sends requests, another all else, a third is announced: none is renewed':
    "après un Hello, un pair envoie des demandes, un autre tout le reste, un troisième est annoncé : aucun n'est rafraîchi",
  'two peers fall silent for 7 s, one is announced meanwhile; with a Hello they are back':
    "deux pairs se taisent 7 s, l'un est annoncé entre-temps ; un Hello les ramène",
  'a peer says Hello at six phases of the second: no Hello comes back at once each time':
    'un pair dit Hello à six moments de la seconde : il ne reçoit pas chaque fois un Hello en retour',
  'and no Peer Request either': 'ni de Peer Request non plus',
  'a connected peer asks at six phases of the second: it is not asked back at once each time':
    'un pair connecté demande à six moments de la seconde : on ne lui retourne pas chaque fois une demande',
  'six addresses announced at six phases of the second: they are not all greeted at once':
    'six adresses annoncées à six moments de la seconde : elles ne reçoivent pas toutes un Hello aussitôt',
  'newcomers that differ in address and port, in the port alone, in the address alone, or were announced before: all are greeted and listed':
    "des nouveaux venus qui diffèrent par l'adresse et le port, par le port seul, par l'adresse seule, ou annoncés d'avance : tous reçoivent des Hello et sont dans la liste",
  'five requests 1.2 s apart while somebody else speaks before and after each':
    "cinq demandes à 1,2 s d'intervalle, un autre parlant avant et après chacune",
  '8 peers ask at the same moment, twice: each gets an answer of its own':
    '8 pairs demandent au même instant, deux fois : chacun reçoit sa propre réponse',
  'a request from an address that never said Hello': "une demande d'une adresse qui n'a jamais dit Hello",
  'three or five addresses in one datagram of a connected peer: each is greeted within 2.5 s':
    "trois ou cinq adresses dans un datagramme d'un pair connecté : chacune reçoit un Hello en 2,5 s",
  'an announced address and its wrong readings are all watched; listed addresses of both kinds of port':
    'une adresse annoncée et ses lectures fausses sont toutes surveillées ; des adresses aux deux sortes de port dans la liste',
  "0.0.0.0, port 0, broadcasts, multicast, the node's own address, one address many times and from several peers":
    "0.0.0.0, port 0, diffusion, multidiffusion, l'adresse du nœud lui-même, une adresse plusieurs fois et par plusieurs pairs",
  'a Hello before or behind a short TLV, a cut one, a lone byte, a short Peer Address: what acts':
    'un Hello avant ou derrière un TLV trop court, un TLV coupé, un octet isolé, un Peer Address court : ce qui agit',
  'two requests a tenth of a second apart, three times; a stranger that announces and asks: what it gets':
    "deux demandes à un dixième de seconde, trois fois ; un inconnu qui annonce et demande : ce qu'il obtient",
  'datagrams of 0 to 65507 bytes, right header and wrong: the node lives and answers as before':
    "des datagrammes de 0 à 65507 octets, à l'en-tête juste ou faux : le nœud vit et répond comme avant",
  'the last TLV of datagrams of 600, 1390 and 1400 bytes acts':
    'le dernier TLV de datagrammes de 600, 1390 et 1400 octets agit',
  '4000 datagrams and 400 requests from the same few peers cost no memory, descriptor, thread or process each':
    '4000 datagrammes et 400 demandes des mêmes quelques pairs ne coûtent chacun ni mémoire, ni descripteur, ni thread, ni processus',
  '800 datagrams a second for 3.6 s: the Hellos keep their schedule, and connected peers stay listed':
    '800 datagrammes par seconde pendant 3,6 s : les Hello gardent leur rythme, et les pairs connectés restent dans la liste',
  '1200 datagrams of all kinds, random, lying and cut: the node lives and answers as before':
    '1200 datagrammes de toutes sortes, au hasard, menteurs et coupés : le nœud vit et répond comme avant',
  'two announced ports that are closed, and a peer that closes its own: ICMP errors come back to the node':
    'deux ports annoncés qui sont fermés, et un pair qui ferme le sien : des erreurs ICMP reviennent au nœud',
  '6000 addresses announced: memory grows by less than 20 MiB':
    '6000 adresses annoncées : la mémoire croît de moins de 20 Mio',
  '20, 70, 180, 300 peers connected: three peers ask, and each answer lists whom the node greets':
    '20, 70, 180, 300 pairs connectés : trois pairs demandent, et chaque réponse nomme ceux à qui le nœud dit Hello',
  'every datagram of a long answer has its header (with long-list-complete)':
    "chaque datagramme d'une longue réponse a son en-tête (avec long-list-complete)",
  'the header of every datagram that the node sends': "l'en-tête de chaque datagramme que le nœud envoie",
  'the source of every datagram that the node sends': "l'origine de chaque datagramme que le nœud envoie",
  'every TLV that the node sends': 'chaque TLV que le nœud envoie',
  'the size of every datagram that the node sends': 'la taille de chaque datagramme que le nœud envoie',
  'no answer lists a peer 6.5 s after its last Hello':
    'aucune réponse ne nomme un pair 6,5 s après son dernier Hello',
  'every answer lists every connected peer': 'chaque réponse nomme tous les pairs connectés',
  'no answer lists an address that is known by hearsay alone':
    'aucune réponse ne nomme une adresse connue par ouï-dire seulement',
  'answers to connected peers list the requester too':
    'les réponses aux pairs connectés nomment aussi le demandeur',
  'no answer lists an address twice': 'aucune réponse ne nomme deux fois une adresse',
  'answers come within a second': "les réponses arrivent en moins d'une seconde",
  'Peer Requests come to each connected peer; none in 35 s is a warning (--patience 40s)':
    'chaque pair connecté reçoit des Peer Request ; aucun en 35 s est un avertissement (--patience 40s)',
  'no Peer Address comes to a peer that did not ask':
    "aucun Peer Address n'arrive à un pair qui n'a rien demandé",
  'each listed address said Hello, was announced, or was given at start':
    'chaque adresse de la liste a dit Hello, a été annoncée ou donnée au départ',
  'the life of every instance, to the end of its probe':
    "la vie de chaque instance, jusqu'au bout de son essai",
  'in a capture: the Hellos to each peer that says Hello steadily':
    'dans une capture : les Hello à chaque pair qui dit Hello avec constance',
  'in a capture: no peer is listed in another byte order':
    "dans une capture : aucun pair n'est dans la liste avec ses octets en désordre",
  'in a capture: no address is listed that nobody else speaks of':
    "dans une capture : aucune adresse n'est dans la liste sans que quelqu'un d'autre en parle",
} as const;
