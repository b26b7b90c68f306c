/** Stages: what the node does, completing "le nœud ...", and what its author does next. */

export const STAGES = {
  'send something to the first peer every second': 'envoyez quelque chose au premier pair chaque seconde',
  'begins what it sends with the header': "commence par l'en-tête ce qu'il envoie",
  'write the header': "écrivez l'en-tête",
  'says Hello': 'dit Hello',
  'send Hellos': 'envoyez des Hello',
  'reads datagrams, adds and renews peers': 'lit les datagrammes, ajoute et rafraîchit les pairs',
  'read Hellos: add the sender, or renew its date':
    "lisez les Hello : ajoutez l'expéditeur, ou rafraîchissez sa date",
  'sends Peer Requests': 'envoie des Peer Request',
  'send a Peer Request to each peer at an interval':
    'envoyez un Peer Request à chaque pair, à intervalle régulier',
  'answers a Peer Request': 'répond à un Peer Request',
  'answer a Peer Request': 'répondez à un Peer Request',
  'sends all its peers, 1400 bytes at most': 'envoie tous ses pairs, 1400 octets au plus',
  'list all peers, in several datagrams if need be':
    "nommez tous les pairs, en plusieurs datagrammes s'il le faut",
  'takes in addresses and any datagram': "accepte les adresses et n'importe quel datagramme",
  'add the addresses of a Peer Address': "ajoutez les adresses d'un Peer Address",
  'drops silent peers, takes them back': 'oublie les pairs muets, les reprend',
  'drop a peer that is silent for 4 s': 'oubliez un pair muet depuis 4 s',
  'survive whatever arrives': 'survivez à tout ce qui arrive',
} as const;
