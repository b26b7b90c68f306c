/** The HTML page and its pictures. */
import { many, sentences } from '../catalogue.ts';

export const PAGE = sentences({
  'peerprobe report': 'rapport de peerprobe',
  '{slash} search, {j} and {k} next and previous, {enter} opens, {escape} clears the search':
    '{slash} chercher, {j} et {k} suivant et précédent, {enter} ouvre, {escape} efface la recherche',
  search: 'chercher',
  'TLV-2, expiry, a text': 'TLV-2, expiry, un texte',
  '{shown} of {all} rows': '{shown} lignes sur {all}',
  unsure: 'indécis',
  'not seen': 'non vu',
  'targets and requirements': 'cibles et exigences',
  target: 'cible',
  'rests on': 'dépend de',
  sent: 'envoyé',
  received: 'reçu',
  'seed {seed}': 'graine {seed}',
  'not judged': 'pas jugée',
  'stages of the exercise': "étapes de l'exercice",
  'to mend, and what could not be told': "à réparer, et ce qui n'a pas pu être jugé",
  'header and datagram': 'en-tête et datagramme',
  'type, length, value': 'type, longueur, valeur',
  'Hello, peers coming and going': 'Hello, les pairs qui viennent et partent',
  'Peer Request and its answers': 'Peer Request et ses réponses',
  'Peer Address': 'Peer Address',
  sizes: 'tailles',
  found: 'trouvé',
  '{count} re-runs, seen {times}': '{count} reprises, vu {times}',
  'datagram {number}': 'datagramme {number}',
  and: 'et',
  '{count} more, in its folder': ({ count }) =>
    many(count) ? '{count} autres, dans son dossier' : '{count} autre, dans son dossier',
  'it said last': 'ses derniers mots',
  'what was tried': 'ce qui a été essayé',
  '{head}: {done} of {all} combinations of TLV, its length, its place and its sender':
    '{head} : {done} combinaisons sur {all} de TLV, sa longueur, sa place et son expéditeur',
  length: 'longueur',
  'not tried': 'pas essayé',
  'the report does not hold its bytes': 'le rapport ne contient pas ses octets',
  'an empty datagram': 'un datagramme vide',
  '… and {count} more': ({ count }) => (many(count) ? '… et {count} autres' : '… et {count} autre'),
  'bytes in hexadecimal': 'octets en hexadécimal',
  'bytes {first}–{last}': 'octets {first}–{last}',
  'byte {first}': 'octet {first}',
  'what was sent, and what came': 'ce qui a été envoyé, et ce qui est venu',
  '{messages} between {ends}': '{messages} entre {ends}',
  'and {more}': 'et {more}',
  ', and {count} more': ', et {count} de plus',
  '{peer}: {gap}, at {at}': '{peer} : {gap}, à {at}',
  'gaps between Hellos: {gaps} at {peers} peers, median {middle}': ({ peers }) =>
    `intervalles entre les Hello : {gaps} chez {peers} ${many(peers) ? 'pairs' : 'pair'}, médiane {middle}`,
  'Dots between {low} and {high} s are in the band; a gap over {gap} s is a fault. Median {middle}.':
    'Les points entre {low} et {high} s sont dans la bande ; un intervalle de plus de {gap} s est une faute. Médiane {middle}.',
  'the band is where the mean of a series lies; above the dashed line is a fault':
    'la bande est là où se tient la moyenne ; au-dessus du trait pointillé, une faute',
  '{time} after the start': '{time} après le départ',
});
