/** Reports on a class of targets, and what the author of one of them is given. */
import { many, sentences } from '../catalogue.ts';

export const CLASSES = sentences({
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
  '{state}: {passed} of {all}': '{state} : {passed} sur {all}',
});
