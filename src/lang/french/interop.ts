/** Nodes against each other: what is tried, what was seen, and the reports on it. */
import { many, sentences } from '../catalogue.ts';

export const MEETINGS = sentences({
  // What is tried.
  'they find each other: each says Hello to the other': "ils se trouvent : chacun dit Hello à l'autre",
  'they keep each other: Hellos go on, and the hub lists who joined it':
    "ils se gardent : les Hello continuent, et l'hôte nomme qui l'a rejoint",
  'who joined learns of others by the hub, and says Hello to them':
    "qui a rejoint apprend l'existence d'autres par l'hôte, et leur dit Hello",
  'the hub loses a stopped one: it lists it no more': "l'hôte perd un nœud arrêté : il ne le nomme plus",
  'what they say is well formed, and names addresses that are right':
    "ce qu'ils disent est bien formé, et nomme des adresses justes",
  'they do not answer each other for ever': 'ils ne se répondent pas sans fin',
  // Reports.
  'who joins (rows) with whom it joins (columns)': 'qui rejoint (lignes) qui est rejoint (colonnes)',
  'letters: passed; behind ! failed, behind ? could not be told, behind - never came':
    'lettres : conformes ; derrière ! en échec, derrière ? indécis, derrière - jamais venu',
  '. passed, F failed, ? could not be told': '. conforme, F échec, ? indécis',
  joins: 'rejoint',
  'fails {rows}': 'échoue à {rows}',
  'in {pairs}': 'dans {pairs}',
  '{pairs} and {count} more': ({ count }) =>
    many(count) ? '{pairs} et {count} autres' : '{pairs} et {count} autre',
  'could not be told:': "n'a pas pu être jugé :",
  'never came, which is free:': "n'est jamais venu, ce qui est libre :",
  'and {count} more: see --json': ({ count }) =>
    many(count) ? 'et {count} autres : voir --json' : 'et {count} autre : voir --json',
  unsupported: 'jamais venu',
  '{count} unsupported': ({ count }) => (many(count) ? '{count} jamais venus' : '{count} jamais venu'),
  'none done': 'rien de fait',
  '{head}; {pairings} not tried': ({ pairings }) =>
    many(pairings) ? '{head} ; {pairings} pas essayées' : '{head} ; {pairings} pas essayée',
  'the nodes, and the pairings in which each broke a row':
    'les nœuds, et les rencontres où chacun a violé une ligne',
  'the pairings': 'les rencontres',
  '{joiner} joins {hub}': '{joiner} rejoint {hub}',
  // What was seen.
  'our witness': 'notre témoin',
  '{node} said Hello to {peer} {time} after its start':
    '{node} a dit Hello à {peer} {time} après son lancement',
  '{node} said Hello to {peer} {time} after that had started':
    '{node} a dit Hello à {peer} {time} après le lancement de celui-ci',
  '{node} said no Hello to {peer}, its start peer, in {time}':
    "{node} n'a pas dit Hello à {peer}, son pair de départ, en {time}",
  '{node} heard no well-formed Hello of {peer}': "{node} n'a reçu aucun Hello bien formé de {peer}",
  '{node} said no Hello to {peer}, which greeted it for {time}':
    "{node} n'a pas dit Hello à {peer}, qui lui en a envoyé pendant {time}",
  'the Hellos of {node} to {peer}: {what}': 'les Hello de {node} à {peer} : {what}',
  '{node} did not greet {peer} steadily for long enough':
    "{node} n'a pas dit Hello à {peer} assez longtemps sans interruption",
  '{node} left {count} of {all} Peer Requests of connected peers unanswered':
    '{node} a laissé {count} Peer Request sur {all} de pairs connectés sans réponse',
  '{node} listed {peer} all the time': '{node} a toujours nommé {peer}',
  '{node} left {peer}, which greets it, out of {count} of {all} answers': ({ count }) =>
    many(count)
      ? '{node} a omis {peer}, qui lui dit Hello, dans {count} réponses sur {all}'
      : '{node} a omis {peer}, qui lui dit Hello, dans {count} réponse sur {all}',
  '{hub} told {joiner} of {peer}': '{hub} a fait connaître {peer} à {joiner}',
  '{node} knew it already': '{node} le connaissait déjà',
  '{node} said Hello to it {time} later': '{node} lui a dit Hello {time} plus tard',
  '{hub} told {joiner} of {peer}, and it said no Hello to it in {time}':
    '{hub} a fait connaître {peer} à {joiner}, qui ne lui a pas dit Hello en {time}',
  'perhaps it took {node} for a stranger': 'il a peut-être pris {node} pour un inconnu',
  '{what}, at the end of the watch': "{what}, à la fin de l'observation",
  '{node} asked {peer} for no peers in {time}': "{node} n'a demandé aucun pair à {peer} en {time}",
  '{node} asked {peer}, and nobody was named to it':
    '{node} a interrogé {peer}, et personne ne lui a été nommé',
  '{node} answered none of {count} Peer Requests of {peer}': ({ count }) =>
    many(count)
      ? "{node} n'a répondu à aucun des {count} Peer Request de {peer}"
      : "{node} n'a pas répondu à {count} Peer Request de {peer}",
  '{node} told {peer} of no other peer in {count} answers': ({ count }) =>
    many(count)
      ? "{node} n'a nommé à {peer} aucun autre pair dans {count} réponses"
      : "{node} n'a nommé à {peer} aucun autre pair dans {count} réponse",
  '{node} was not stopped': "{node} n'a pas été arrêté",
  '{node} never said Hello to {peer}': "{node} n'a jamais dit Hello à {peer}",
  '{node} had never listed {peer}': "{node} n'avait jamais nommé {peer}",
  'somebody else announced {node}: it may be kept as long as anybody likes':
    "quelqu'un d'autre a annoncé {node} : on peut le garder aussi longtemps qu'on veut",
  '{node} lists {peer} {time} after its last Hello': '{node} nomme {peer} {time} après son dernier Hello',
  '{node} was not asked, or not there, long enough after {peer} ended':
    "{node} n'a pas été interrogé, ou n'était plus là, assez longtemps après la fin de {peer}",
  'after {peer} was stopped, {node} left it out of its answers':
    "après l'arrêt de {peer}, {node} l'a omis de ses réponses",
  'after {peer} was stopped, {node} had nobody left to list':
    "après l'arrêt de {peer}, {node} n'avait plus personne à nommer",
  '{node} said nothing': "{node} n'a rien dit",
  'no storm': 'pas de tempête',
  '{node} and {peer} answered each other, {count} and {answers} datagrams in {time}, mostly {what}: cut there':
    '{node} et {peer} se sont répondu, {count} et {answers} datagrammes en {time}, surtout des {what} : coupé là',
  '{node} sent {peer} {count} datagrams in {time}, mostly {what}: cut there':
    '{node} a envoyé à {peer} {count} datagrammes en {time}, surtout des {what} : coupé là',
  Hellos: 'Hello',
  'Peer Requests': 'Peer Request',
  'Peer Addresses': 'Peer Address',
  'it was over before they met': "c'était fini avant leur rencontre",
  '{what}: they had not found each other': "{what} : ils ne s'étaient pas trouvés",
  '{what}; but the fence held {count} datagrams back': ({ count }) =>
    many(count)
      ? '{what} ; mais la clôture a retenu {count} datagrammes'
      : '{what} ; mais la clôture a retenu {count} datagramme',
  'it was not tried': "cela n'a pas été essayé",
  '{sentences}': '{sentences}',
  '{what}; not in another try': '{what} ; pas à un autre essai',
  '{what}; not in another try: {open}': '{what} ; pas à un autre essai : {open}',
});
