/** The frame of reports on `check`. */
import { many, sentences } from '../catalogue.ts';

export const REPORT = sentences({
  'did not start': "n'a pas démarré",
  'the last lines that it printed:': 'les dernières lignes affichées par le programme :',
  'not observed:': 'non observé :',
  'not judged, because of {row}': 'pas jugé, à cause de {row}',
  'not judged: stage {stage} is not reached': "pas jugé : l'étape {stage} n'est pas atteinte",
  '{why}: all was done by then': '{why} : tout était déjà fait',
  '{why}; what was not done by then is not judged:':
    "{why} ; ce qui n'était pas encore fait n'est pas jugé :",
  'no check had come to its end by then: that tells nothing of the target':
    "aucun contrôle n'était arrivé à son terme : cela ne dit rien de la cible",
  'nothing came from the target: is it running, and is this its port?':
    "rien n'est venu de la cible : tourne-t-elle, et est-ce bien son port ?",
  'the node went away during the check, or answers nobody any more':
    'le nœud a disparu pendant le contrôle, ou ne répond plus à personne',
  'nobody can start it again from here: peerprobe check -- CMD starts a fresh one for each check, and does these too':
    "personne ne peut le relancer d'ici : peerprobe check -- CMD en lance un neuf pour chaque contrôle, et fait aussi ceux-ci",
  'the time given was over': 'le temps accordé était écoulé',
  'a longer --timeout does these too': 'un --timeout plus long fait aussi ceux-ci',
  'its free choices: ': 'ses choix libres : ',
  // Labels of a finding.
  expected: 'attendu',
  seen: 'vu',
  hint: 'conseil',
  likeness: 'ressemble',
  evidence: 'preuve',
  datagram: 'datagramme',
  'by hand': 'à la main',
  'sent from {peer}, {size}': 'envoyé depuis {peer}, {size}',
  'received by {peer}, {size}': 'reçu par {peer}, {size}',
  'sent from {peer}, {size}: one of the last before its end':
    "envoyé depuis {peer}, {size} : l'un des derniers avant sa fin",
  'received by {peer}, {size}: one of the last before its end':
    "reçu par {peer}, {size} : l'un des derniers avant sa fin",
  'behaves like {bugs}': 'se comporte comme {bugs}',
  '{bug} ({summary})': '{bug} ({summary})',
  ' or ': ' ou ',
  '{file}, all frames': '{file}, toutes les trames',
  '{file}, frame {frame}': '{file}, trame {frame}',
  '{file}, frames {frames}': '{file}, trames {frames}',
  'unknown: to be skipped, its neighbours act': 'inconnu : à sauter, ses voisins agissent',
  'acts too, as does every TLV after it': 'agit aussi, comme chaque TLV après lui',
  'the last TLV acts too': 'le dernier TLV agit aussi',
  'extra bytes: to be ignored': 'octets en plus : à ignorer',
  // Stages.
  'no stage is complete': "aucune étape n'est terminée",
  'complete up to {stage}': "terminé jusqu'à {stage}",
  '{done}; next: {what} ({place})': '{done} ; ensuite : {what} ({place})',
  'mend {rows}': 'réparez {rows}',
  robustness: 'robustesse',
  stage: 'étape',
  state: 'état',
  points: 'points',
  rows: 'lignes',
  // One requirement, and the list of them.
  'the node {does}': 'le nœud {does}',
  'beyond the text': 'au-delà du texte',
  '{place}, {level}: the node {does}': '{place}, {level} : le nœud {does}',
  'how it is tested': 'comment on le contrôle',
  'usual mistakes': 'erreurs fréquentes',
  'bugs on purpose that break it': 'défauts voulus qui le violent',
  'left free': 'laissé libre',
  '{name}: {text}': '{name} : {text}',
  '{key}, {meaning}: {values}': '{key}, {meaning} : {values}',
  '{value} ({does})': '{value} ({does})',
  'free: {keys}': 'libre : {keys}',
  'without a check: {rows}': 'sans contrôle : {rows}',
  none: 'aucun',
  '{count} pass': ({ count }) => (many(count) ? '{count} conformes' : '{count} conforme'),
  '{count} fail': ({ count }) => (many(count) ? '{count} échecs' : '{count} échec'),
  '{count} warn': ({ count }) => (many(count) ? '{count} avertissements' : '{count} avertissement'),
  '{count} inconclusive': '{count} indécis',
  // Findings, or targets.
  '{count} could not be told': '{count} sans verdict',
  '{count} not-observed': ({ count }) => (many(count) ? '{count} non observés' : '{count} non observé'),
  '{count} skipped': ({ count }) => (many(count) ? '{count} sautés' : '{count} sauté'),
});
