/** What judges see in single datagrams and in what a node uses; doubts about a capture. */
import { many, sentences } from '../catalogue.ts';

export const DATAGRAMS = sentences({
  'it sent nothing': "il n'a rien envoyé",
  '{count} datagrams': ({ count }) => (many(count) ? '{count} datagrammes' : '{count} datagramme'),
  'all of {count} datagrams': ({ count }) =>
    many(count) ? 'tous les {count} datagrammes' : 'le {count} datagramme reçu',
  '{count} of {all} datagrams came from {peer}': ({ count }) =>
    many(count)
      ? '{count} datagrammes sur {all} sont venus de {peer}'
      : '{count} datagramme sur {all} est venu de {peer}',
  'somebody else may have sent them': "quelqu'un d'autre a pu les envoyer",
  '{what}, and {count} more': ({ count }) =>
    many(count) ? '{what}, et {count} autres' : '{what}, et {count} autre',
  '{path}: {title}: expected {expected}, found {actual} at {start} (§{section}, {row})':
    '{path} : {title} : attendu {expected}, trouvé {actual} à la position {start} (§{section}, {row})',
  '2 bytes': '2 octets',
  '0 bytes': '0 octet',
  '1 byte': '1 octet',
  '{count} bytes': '{count} octets',
  'at most the {count} left': 'au plus les {count} qui restent',
  'at least 2': 'au moins 2',
  'at least 8': 'au moins 8',
  'type and length': 'un type et une longueur',
  'at most 1400 bytes': 'au plus 1400 octets',
  '{peer} is listed as {listed}: {fault}': '{peer} figure dans la liste comme {listed} : {fault}',
  'port in little-endian order': 'port en ordre petit-boutiste',
  'address in reverse order': "adresse à l'envers",
  'port and address in little-endian order': 'port et adresse en ordre petit-boutiste',
  'address before port': "l'adresse avant le port",
  '{count} addresses of lab peers listed right': ({ count }) =>
    many(count)
      ? '{count} adresses de pairs du laboratoire bien écrites'
      : "{count} adresse d'un pair du laboratoire bien écrite",
  '{count} addresses of peers that said Hello listed right': ({ count }) =>
    many(count)
      ? '{count} adresses de pairs qui ont dit Hello bien écrites'
      : "{count} adresse d'un pair qui a dit Hello bien écrite",
  // A dump.
  'length {length}': 'longueur {length}',
  'unknown type {type}': 'type inconnu {type}',
  'the capture holds {held} of {all} bytes': 'la capture contient {held} octets sur {all}',
  'well formed': 'bien formé',
  '{bytes}, {tlvs}: {verdict}': '{bytes}, {tlvs} : {verdict}',
  // Campaigns.
  'the Hellos to a connected peer: {what}': 'les Hello à un pair connecté : {what}',
  'the node lives and has read nothing for {time}: datagrams wait at its socket':
    "le nœud vit et n'a rien lu pendant {time} : des datagrammes attendent à sa socket",
  'the node lives and has sent nothing for {time}, to nobody':
    "le nœud vit et n'a rien envoyé pendant {time}, à personne",
  '{what}, while it uses a whole CPU': '{what}, en occupant tout un processeur',
  // What it uses.
  'longest gap between Hellos {gap}, {answers} answers, {missing} without a connected peer; own lateness {late}':
    'plus long intervalle entre Hello {gap}, {answers} réponses, {missing} sans un pair connecté ; notre propre retard {late}',
  'memory from {rss} to {lastRss}, descriptors from {fds} to {lastFds}, threads from {threads} to {lastThreads}':
    'mémoire de {rss} à {lastRss}, descripteurs de {fds} à {lastFds}, threads de {threads} à {lastThreads}',
  'memory grows with {what}: {usage}': 'la mémoire croît avec {what} : {usage}',
  'descriptors grow with {what}: {usage}': 'le nombre de descripteurs croît avec {what} : {usage}',
  'threads grow with {what}: {usage}': 'le nombre de threads croît avec {what} : {usage}',
  'processes grow with {what}: {usage}': 'le nombre de processus croît avec {what} : {usage}',
  'memory grows with {what}: about {count} bytes for each of them, to the end':
    "la mémoire croît avec {what} : environ {count} octets pour chacun, jusqu'au bout",
  'announced addresses': 'les adresses annoncées',
  'datagrams from the same few peers': 'les datagrammes des mêmes quelques pairs',
  'nobody tells how much memory the node uses': 'personne ne dit combien de mémoire le nœud utilise',
  // Captures.
  'the capture says that it dropped {count} packets': ({ count }) =>
    many(count) ? 'la capture dit avoir perdu {count} paquets' : 'la capture dit avoir perdu {count} paquet',
  '{count} datagrams are cut by the snap length': ({ count }) =>
    many(count)
      ? '{count} datagrammes sont coupés par la capture (snap length)'
      : '{count} datagramme est coupé par la capture (snap length)',
  '{count} datagrams in pieces are not whole': ({ count }) =>
    many(count)
      ? '{count} datagrammes en morceaux sont incomplets'
      : '{count} datagramme en morceaux est incomplet',
  'the capture holds nothing at all for {time}': 'la capture ne contient rien du tout pendant {time}',
  'more than {count} endpoints speak the protocol in the capture':
    'plus de {count} extrémités parlent le protocole dans la capture',
  'the capture has packets without a time': 'la capture a des paquets sans heure',
  'only the first {count} datagrams of the protocol are judged':
    'seuls les {count} premiers datagrammes du protocole sont jugés',
  'the times of the capture run backwards': 'les heures de la capture reculent',
  'its datagrams to one peer were captured on several interfaces':
    'ses datagrammes à un pair ont été capturés sur plusieurs interfaces',
});
