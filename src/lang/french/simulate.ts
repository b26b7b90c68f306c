/** Simulations: figures and plots. */
import { many, sentences } from '../catalogue.ts';

export const SIMULATIONS = sentences({
  '{number}%': '{number} %',
  // The network.
  '{nodes}, {time} of virtual time': '{nodes}, {time} de temps virtuel',
  'loss {share}': 'pertes {share}',
  'delay {from}..{to} ms': 'délai {from}..{to} ms',
  'start peers: {topology}': 'pairs de départ : {topology}',
  '{count} a minute stop and come': ({ count }) =>
    many(count) ? "{count} par minute s'arrêtent et viennent" : "{count} par minute s'arrête et vient",
  '{count} stopped': ({ count }) => (many(count) ? '{count} arrêtés' : '{count} arrêté'),
  '{count} ended by their bug': ({ count }) =>
    many(count) ? '{count} terminés par leur défaut' : '{count} terminé par son défaut',
  '{gone}; {count} live at the end': ({ count }) =>
    many(count) ? '{gone} ; {count} vivent à la fin' : '{gone} ; {count} vit à la fin',
  'ended there: a storm, more datagrams on their way than can be held':
    "arrêté là : une tempête, plus de datagrammes en chemin qu'on n'en peut tenir",
  // Convergence.
  'convergence: when so many of all pairs of living nodes were there':
    'convergence : quand tant de couples de nœuds vivants y étaient',
  known: 'connus',
  'not yet': 'pas encore',
  'at the end {share} of the pairs are connected, {whole}':
    'à la fin, {share} des couples sont connectés, {whole}',
  'in one piece': "d'un seul tenant",
  'in {count} parts': 'en {count} parties',
  ', {count} pairs have never met': ({ count }) =>
    many(count)
      ? ', {count} couples ne se sont jamais rencontrés'
      : ", {count} couple ne s'est jamais rencontré",
  'from when two live to connected': 'de deux vivants à connectés',
  'from the end of one to noticed': "de la fin de l'un à sa découverte",
  half: 'moitié',
  all: 'tous',
  // Traffic.
  'traffic, mean over the time': 'trafic, moyenne sur la durée',
  datagrams: 'datagrammes',
  'a second': 'par seconde',
  'bytes/s': 'octets/s',
  'by node and s': 'par nœud et s',
  bytes: 'octets',
  'the busiest node sends {datagrams} datagrams and {bytes} bytes a second; {share} of all go to addresses where nobody lives':
    'le nœud le plus actif envoie {datagrams} datagrammes et {bytes} octets par seconde ; {share} du tout va à des adresses où personne ne vit',
  'tables at the end: {mean} peers, {most} at most': ({ mean }) =>
    many(mean)
      ? 'tables à la fin : {mean} pairs, {most} au plus'
      : 'tables à la fin : {mean} pair, {most} au plus',
  'over time': 'au fil du temps',
  until: "jusqu'à",
  living: 'vivants',
  'datagrams/s': 'datagrammes/s',
  table: 'table',
  'dead listed': 'morts nommés',
  invented: 'inventés',
  other: 'autres',
  // Growth.
  'growth: all nodes conforming, second half of the time':
    'croissance : tous les nœuds conformes, seconde moitié de la durée',
  nodes: 'nœuds',
  'by node': 'par nœud',
  fit: 'loi',
  'a Hello and a request go to everybody, so datagrams grow with the square; each answer lists everybody, so bytes grow with more':
    'un Hello et une demande vont à chacun, donc les datagrammes croissent comme le carré ; chaque réponse nomme chacun, donc les octets croissent davantage',
  // Options.
  'options of the guide (§2.3), each alone: {nodes}, {count} a minute stop and come': ({ count }) =>
    many(count)
      ? "idées du guide (§2.3), chacune seule : {nodes}, {count} par minute s'arrêtent et viennent"
      : "idées du guide (§2.3), chacune seule : {nodes}, {count} par minute s'arrête et vient",
  'to nobody': 'à personne',
  parts: 'parties',
  'as the text says': 'comme dit le texte',
  'at least {count} peers kept, silent ones too': ({ count }) =>
    many(count) ? 'au moins {count} pairs gardés, même muets' : 'au moins {count} pair gardé, même muet',
  'the same, the longest connected first': "de même, les plus anciens d'abord",
  'a table of {count} peers': 'une table de {count} pairs',
  'a Peer Request every 30 s': 'un Peer Request toutes les 30 s',
  // Wrong nodes.
  'what it does to the {nodes}': ({ nodes }) =>
    many(nodes) ? 'ce que cela fait aux {nodes}' : 'ce que cela fait au {nodes}',
  with: 'avec',
  without: 'sans',
  'Hellos heard, each a second': 'Hello reçus, chacun par seconde',
  'datagrams heard, each a second': 'datagrammes reçus, chacun par seconde',
  'bytes heard, each a second': 'octets reçus, chacun par seconde',
  '99% of them connected to each other': "99 % d'entre eux connectés entre eux",
  'living peers taken for silent': 'pairs vivants pris pour muets',
  'dead peers listed, each': 'pairs morts nommés, chacun',
  'at worst': 'au pire',
  'dead peers kept, each': 'pairs morts gardés, chacun',
  'invented peers kept, each': 'pairs inventés gardés, chacun',
  'datagrams in all': 'datagrammes en tout',
  'bytes in all': 'octets en tout',
  // Plots.
  'the figures': 'les chiffres',
  'virtual time': 'temps virtuel',
  'pairs of living nodes that know each other, and are connected':
    'couples de nœuds vivants qui se connaissent, et sont connectés',
  'of all pairs': 'de tous les couples',
  'datagrams a second, by what is said': 'datagrammes par seconde, selon leur contenu',
  'bytes a second, by what is said': 'octets par seconde, selon leur contenu',
  'datagrams a second': 'datagrammes par seconde',
  'bytes a second': 'octets par seconde',
  'peers in the tables of living nodes': 'pairs dans les tables des nœuds vivants',
  peers: 'pairs',
  mean: 'moyenne',
  largest: 'maximum',
  'dead and listed': 'morts et nommés',
  'dead and kept': 'morts et gardés',
  'dead and kept, without the bugs': 'morts et gardés, sans les défauts',
  'wrong entries in the table of a healthy node': "entrées fausses dans la table d'un nœud sain",
  'entries, mean': 'entrées, moyenne',
  'what it costs by the number of nodes': 'ce que cela coûte selon le nombre de nœuds',
  '{what}, as n^{exponent}': '{what}, comme n^{exponent}',
  'the square of the nodes': 'le carré des nœuds',
  'options of the guide (§2.3), each alone, {count} nodes: what they cost':
    "idées du guide (§2.3), chacune seule, {count} nœuds : ce qu'elles coûtent",
  '{count} bytes/s': '{count} octets/s',
  'and how much of it goes to addresses where nobody lives':
    'et combien en va à des adresses où personne ne vit',
  '{name}: nothing': '{name} : rien',
  '{name}: {first} at {from}, {last} at {to}': '{name} : {first} à {from}, {last} à {to}',
});
