/** What judges see in a trace: expectations, controls, ends and doubts, answers, times. */
import { many, sentences } from '../catalogue.ts';

export const JUDGES = sentences({
  // Expectations.
  'an answer to this peer that lists the connected peers':
    'une réponse à ce pair qui nomme les pairs connectés',
  'a Hello to this peer within 2.5 s': 'un Hello à ce pair en 2,5 s',
  'no reaction': 'aucune réaction',
  'Hellos and Peer Requests on their schedule only': 'des Hello et des Peer Request à leur rythme seulement',
  'an answer that lists it': 'une réponse qui le nomme',
  'an answer that does not list it': 'une réponse qui ne le nomme pas',
  'no Peer Address came': "aucun Peer Address n'est venu",
  'no Hello came': "aucun Hello n'est venu",
  'a Hello came': 'un Hello est venu',
  'nothing came': "rien n'est venu",
  'no answer came': "aucune réponse n'est venue",
  'an answer came after {time}': 'une réponse est venue après {time}',
  'a Hello came after {time}': 'un Hello est venu après {time}',
  'a datagram came after {time}': 'un datagramme est venu après {time}',
  '{peers} listed': '{peers} dans la liste',
  '{peer} is listed': '{peer} est dans la liste',
  '{peer} is not listed': "{peer} n'est pas dans la liste",
  '{count} Hellos came': ({ count }) => (many(count) ? '{count} Hello sont venus' : '{count} Hello est venu'),
  '{count} Peer Requests came': ({ count }) =>
    many(count) ? '{count} Peer Request sont venus' : '{count} Peer Request est venu',
  '{count} Peer Requests came, median interval {time}':
    '{count} Peer Request sont venus, intervalle médian {time}',
  '{what}, {count} tries': ({ count }) => (many(count) ? '{what}, {count} essais' : '{what}, {count} essai'),
  '{stimulus}: expected {expected}; {actual}': '{stimulus} : attendu {expected} ; {actual}',
  '{count} of {all} as expected: {what}': '{count} sur {all} comme attendu : {what}',
  '{what}: see REQ-1': '{what} : voir REQ-1',
  '{what}: see ROB-1': '{what} : voir ROB-1',
  'which may be why': 'ce qui peut en être la cause',
  '{what}, which may be why': '{what}, ce qui peut en être la cause',
  '{what}; {doubt}': '{what} ; {doubt}',
  '{what}; but {doubt}': '{what} ; mais {doubt}',
  '{what} ({count} of {all} runs)': '{what} (vu {count} fois sur {all})',
  '; ': ' ; ',
  '{choices}': '{choices}',
  '{series}': '{series}',
  '{choice} unknown': '{choice} inconnu',
  // Controls.
  'the node sent nothing at all': "le nœud n'a rien envoyé du tout",
  'the node sent nothing': "le nœud n'a rien envoyé",
  'the check did not get to its point': "le contrôle n'est pas arrivé à son objet",
  'no check came to its end': "aucun contrôle n'est arrivé à son terme",
  'a plain answer was missing before it: see REQ-1, HEL-1, ADR-1':
    'il manquait déjà avant une simple réponse : voir REQ-1, HEL-1, ADR-1',
  'a plain Hello was missing before it: see REQ-1, HEL-1, ADR-1':
    'il manquait déjà avant un simple Hello : voir REQ-1, HEL-1, ADR-1',
  'a plain Hello to an announced address was missing before it: see REQ-1, HEL-1, ADR-1':
    'il manquait déjà avant un simple Hello à une adresse annoncée : voir REQ-1, HEL-1, ADR-1',
  'after it the node was silent: a plain answer was missing':
    'après cela, le nœud était muet : il manquait une simple réponse',
  'after it the node was silent: a plain Hello was missing':
    'après cela, le nœud était muet : il manquait un simple Hello',
  'after it the node was silent: a plain Hello to an announced address was missing':
    'après cela, le nœud était muet : il manquait un simple Hello à une adresse annoncée',
  'what it announces can be read as an address outside the fence: held back':
    "ce qu'il annonce peut se lire comme une adresse hors de la clôture : retenu",
  // Ends and doubts.
  'the node was ended at {limit}': 'le nœud a été arrêté à {limit}',
  'the node died: {report}': 'le nœud est mort : {report}',
  'somebody else ended the node ({signal})': "quelqu'un d'autre a arrêté le nœud ({signal})",
  'the node died ({signal})': 'le nœud est mort ({signal})',
  'the node ended by itself with status {code}': "le nœud s'est terminé de lui-même avec le statut {code}",
  '{death} during this check': '{death} pendant ce contrôle',
  '{death} before this check could begin': '{death} avant que ce contrôle ne commence',
  '{death}, {count} of {all} instances': ({ count }) =>
    many(count) ? '{death}, {count} instances sur {all}' : '{death}, {count} instance sur {all}',
  '{death} under a flood: see ROB-1': '{death} sous un déluge : voir ROB-1',
  '{death} with many peers connected': '{death} avec beaucoup de pairs connectés',
  '{death}, started with PORT alone': '{death}, lancé avec PORT seul',
  '{what}, before anything was sent to it': '{what}, avant que rien ne lui soit envoyé',
  'the kernel dropped datagrams meanwhile': 'le noyau a perdu des datagrammes entre-temps',
  'this machine was up to {time} late meanwhile': "cette machine a eu jusqu'à {time} de retard entre-temps",
  'this machine was {time} late': 'cette machine avait {time} de retard',
  'this machine was late at {count} of {all} times': 'cette machine était en retard {count} fois sur {all}',
  'the node let go of its port during the check: it crashed, ended by itself, or somebody stopped it; which of them, nobody can tell from here':
    "le nœud a lâché son port pendant le contrôle : il a planté, s'est terminé de lui-même, ou quelqu'un l'a arrêté ; d'ici, personne ne peut dire lequel",
  'the node lives and fell silent for good, {count} of {all} instances': ({ count }) =>
    many(count)
      ? "le nœud vit et s'est tu pour de bon, {count} instances sur {all}"
      : "le nœud vit et s'est tu pour de bon, {count} instance sur {all}",
  '{count} instances lived to the end': ({ count }) =>
    many(count) ? "{count} instances ont vécu jusqu'au bout" : "{count} instance a vécu jusqu'au bout",
  // What follows at once.
  '{what} hardly once in {all} times': '{what} à peine une fois sur {all}',
  '{what} {count} of {all} times': '{what} {count} fois sur {all}',
  'a Hello came back': 'un Hello est revenu',
  'a Peer Request followed a Hello at once': 'un Peer Request a suivi aussitôt un Hello',
  'a Peer Request came back': 'un Peer Request est revenu',
  'the announced address heard of it at once,': "l'adresse annoncée l'a su aussitôt,",
  'hello tlv=200:0202, where only who adds two to a length finds a request, was answered':
    'hello tlv=200:0202, où seul trouve une demande qui ajoute deux à une longueur, a reçu une réponse',
  // Causes.
  'rests on {row}, which failed: mend that first': "dépend de {row}, en échec : réparez-le d'abord",
  'could not be tried: {row} failed': "n'a pas pu être essayé : {row} est en échec",
  'seen once; the other runs could not tell': "vu une fois ; les autres essais n'ont rien pu dire",
  'seen once, not again on a quiet instance: noted, not held against the node':
    'vu une fois, plus sur une instance au calme : noté, sans le reprocher au nœud',
  'fails in company, passes alone: seen while other checks ran, not again without them: noted, not held against the node':
    "échoue en compagnie, réussit seul : vu pendant que d'autres contrôles tournaient, plus sans eux : noté, sans le reprocher au nœud",
  'not tried: the program did not come up': "pas essayé : le programme n'a pas démarré",
  'not done in time': 'pas fait à temps',
  'not done: the node went away meanwhile': 'pas fait : le nœud a disparu entre-temps',
  'not selected, or no check looks at it yet': "pas choisi, ou aucun contrôle n'y regarde encore",
  'a capture cannot tell': 'une capture ne peut le dire',
});
