/** Requirements, completing "le nœud ...". */

export const REQUIREMENTS = {
  'ignores a datagram whole that does not start with 104, 1':
    'ignore en entier un datagramme qui ne commence pas par 104, 1',
  'starts every datagram it sends with 104, 1': "commence par 104, 1 chaque datagramme qu'il envoie",
  'acts on every TLV of a body, in order; an empty body is fine':
    "traite chaque TLV du corps, dans l'ordre ; un corps vide est permis",
  'acts on the bytes of this datagram alone': 'ne tient compte que des octets de ce datagramme-ci',
  'sends everything from the port it is bound to': 'envoie tout depuis le port auquel il est lié',
  'counts type and length bytes in a length': 'compte les octets du type et de la longueur dans la longueur',
  'skips TLVs of unknown type and acts on their neighbours':
    'saute les TLV de type inconnu et traite leurs voisins',
  'ignores bytes beyond the known layout of a TLV':
    "ignore les octets qui dépassent les champs connus d'un TLV",
  'takes no harm from a malformed TLV and reads nothing outside it':
    'résiste à un TLV mal formé et ne lit rien en dehors de lui',
  'sends well-formed TLVs only': "n'envoie que des TLV bien formés",
  'acts on the rest of a datagram with a malformed TLV, or drops it':
    "traite le reste d'un datagramme qui contient un TLV mal formé, ou l'abandonne",
  'may send unknown TLVs, and TLVs with extra bytes':
    'peut envoyer des TLV inconnus, et des TLV avec des octets en plus',
  'says Hello to every known peer every second': 'dit Hello chaque seconde à chaque pair connu',
  'adds and connects whoever says Hello, by address and port':
    "ajoute et connecte quiconque dit Hello, d'après l'adresse et le port",
  'renews a peer with each of its Hellos': 'rafraîchit un pair à chacun de ses Hello',
  'drops a peer that is silent for 4 s': 'oublie un pair muet depuis 4 s',
  'lets nothing but a Hello connect or renew':
    "ne laisse rien d'autre qu'un Hello connecter ou rafraîchir un pair",
  'takes a dropped peer back with its next Hello': 'reprend un pair oublié dès son Hello suivant',
  'does not reply to a Hello with a Hello': 'ne répond pas à un Hello par un Hello',
  'answers a Peer Request to its sender with its connected peers':
    'répond à un Peer Request, à son expéditeur, avec ses pairs connectés',
  'answers a sender that never said Hello': "répond à un expéditeur qui n'a jamais dit Hello",
  'lists all of its connected peers': 'donne la liste de tous ses pairs connectés',
  'lists connected peers only': 'ne donne que des pairs connectés',
  'lists the requester too': 'met aussi le demandeur dans la liste',
  'lists nobody twice in one answer': 'ne nomme personne deux fois dans une réponse',
  'answers within a second': "répond en moins d'une seconde",
  'asks each connected peer at a regular interval': 'interroge chaque pair connecté à intervalle régulier',
  'does nothing on a Peer Request but answer it': "ne fait rien d'autre, à un Peer Request, que d'y répondre",
  'invents no address': "n'invente aucune adresse",
  'may limit its answers': 'peut limiter ses réponses',
  'says Hello to an address that a connected peer announced':
    'dit Hello à une adresse annoncée par un pair connecté',
  'reads and writes port and address in network byte order':
    "lit et écrit le port et l'adresse dans l'ordre des octets du réseau",
  'lets a Peer Address wait for the schedule': "laisse un Peer Address attendre le prochain tour d'envois",
  'keeps an announced address that never says Hello as long as it likes':
    "garde aussi longtemps qu'il veut une adresse annoncée qui ne dit jamais Hello",
  'takes no harm from odd addresses': 'résiste aux adresses étranges',
  'sends no datagram over 1400 bytes': "n'envoie aucun datagramme de plus de 1400 octets",
  'takes no harm from datagrams of any size': 'résiste aux datagrammes de toute taille',
  'reads a datagram of up to 1400 bytes whole': "lit en entier un datagramme qui a jusqu'à 1400 octets",
  'survives whatever arrives': 'survit à tout ce qui arrive',
  'survives an ICMP error from a dead peer': "survit à une erreur ICMP venue d'un pair disparu",
  'keeps its schedule and its peers under a flood':
    'garde son rythme et ses pairs sous un déluge de datagrammes',
  'uses bounded memory, however many peers are announced':
    'utilise une mémoire bornée, quel que soit le nombre de pairs annoncés',
  'uses no memory, descriptor or process for each datagram':
    "n'use ni mémoire, ni descripteur, ni processus à chaque datagramme",
  'lives, holds its port and sends by itself': 'vit, tient son port et envoie de lui-même',
} as const;
