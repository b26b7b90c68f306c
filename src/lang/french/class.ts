/** Reports on a class of targets, and what the author of one of them is given. */
import { many, sentences } from '../catalogue.ts';

export const CLASSES = sentences({
  'class of {targets}': 'classe de {targets}',
  'could not be told': 'indécis',
  '. pass, F fail, w warn, ? inconclusive, - skipped or not observed':
    '. conforme, F échec, w avertissement, ? indécis, - sauté ou non observé',
  'not judged, and why:': 'pas jugées, et pourquoi :',
  'what is wrong most often:': 'ce qui manque le plus souvent :',
  '{count} of {all} fail': ({ count }) =>
    many(count) ? '{count} échecs sur {all}' : '{count} échec sur {all}',
  '{count} of {all} warn': '{count} avis sur {all}',
  'the same unusual behaviour:': 'le même comportement inhabituel :',
  'nobody else has any of these': "personne d'autre n'a rien de cela",
  'nobody else has {rows}': "personne d'autre n'a {rows}",
  'In a group the same checks complain, and the free choices that were seen are the same. A common template, lecture or misreading does that too: it is a reason to look, and shows nothing about where code comes from.':
    "Dans un groupe, les mêmes contrôles protestent et les choix libres observés sont les mêmes. Un modèle, un cours ou un contresens communs le font aussi : c'est une raison de regarder, et cela ne montre rien sur l'origine du code.",
  '{name}: {verdict}, {points} of {worth} points': ({ points }) =>
    many(points)
      ? '{name} : {verdict}, {points} points sur {worth}'
      : '{name} : {verdict}, {points} point sur {worth}',
  'the node': 'le nœud',
  'What is asked for': 'Ce qui est demandé',
  'judged before only: {names}': 'jugées avant seulement : {names}',
  'judged after only: {names}': 'jugées après seulement : {names}',
  // While it goes on.
  'will be tried again': 'sera reprise',
  'as before': 'comme avant',
  'nothing could be told': "rien n'a pu être jugé",
  '{targets} could not be told in company: again, alone':
    '{targets} sans verdict en compagnie : encore une fois, à part',
  'stopped: the same command with this --out goes on from here':
    'arrêté : la même commande, avec ce --out, reprend ici',
  '{folder}: a folder for each target, with feedback.md': '{folder} : un dossier par cible, avec feedback.md',
  // Why one was not judged.
  'it has not been judged yet': "elle n'a pas encore été jugée",
  'its build ended with status {code}': "sa compilation s'est terminée avec le statut {code}",
  'its build was ended by {signal}': 'sa compilation a été arrêtée par {signal}',
  'its build was ended: {reason}': 'sa compilation a été arrêtée : {reason}',
  'its build could not be started: {why}': "sa compilation n'a pas pu être lancée : {why}",
  'its check ended with status {code}': "son contrôle s'est terminé avec le statut {code}",
  'its check was ended by {signal}': 'son contrôle a été arrêté par {signal}',
  'its check could not be started: {why}': "son contrôle n'a pas pu être lancé : {why}",
  'its check left no run that could be read': "son contrôle n'a laissé aucun passage lisible",
  'it was ended: {reason}': 'elle a été arrêtée : {reason}',
  'more than {limit}': 'plus de {limit}',
  'more than {count} processes': 'plus de {count} processus',
  'more than {size} of memory': 'plus de {size} de mémoire',
  'more than {count} files in its folder': 'plus de {count} fichiers dans son dossier',
  'more than {size} in its folder': 'plus de {size} dans son dossier',
  'no such folder: {folder}': "ce dossier n'existe pas : {folder}",
  'create it first': "créez-le d'abord",
  'program not found: {program}': 'programme introuvable : {program}',
  'compile it first, or correct the path, which starts from {folder}':
    "compilez-le d'abord, ou corrigez le chemin, qui part de {folder}",
  'it is not in PATH; for a program of this folder write ./{program}':
    "il n'est pas dans le PATH ; pour un programme de ce dossier, écrivez ./{program}",
  'program may not be run: {program}': 'ce programme ne peut être exécuté : {program}',
  'it must be an executable file: chmod +x {program}':
    'ce doit être un fichier exécutable : chmod +x {program}',
  'cannot start {program}: {why}': 'impossible de lancer {program} : {why}',
  'try to start it by hand in the same folder': 'essayez de le lancer à la main dans le même dossier',
  '{state}: {passed} of {all}': '{state} : {passed} sur {all}',
});
