/** Reports that are made of runs: text, Markdown, JUnit, annotations, what differs. */
import { many, sentences } from '../catalogue.ts';

export const RUNS = sentences({
  '{command} of {target} ({name})': '{command} de {target} ({name})',
  '{command} of {target}': '{command} de {target}',
  'the built-in node': 'le nœud intégré',
  '{count} datagrams sent': ({ count }) =>
    many(count) ? '{count} datagrammes envoyés' : '{count} datagramme envoyé',
  '{stage} ({points} points)': '{stage} ({points} points)',
  '{points} of {worth}': '{points} sur {worth}',
  'behaves like {bug}: {summary}': 'se comporte comme {bug} : {summary}',
  'judged differently when tried again: {rows}': 'jugé autrement au nouvel essai : {rows}',
  'its log has no end: this is what was known when it broke off':
    "son journal n'a pas de fin : voici ce qu'on savait quand il s'est interrompu",
  'it was interrupted: what was not finished is not judged':
    "interrompu : ce qui n'était pas fini n'est pas jugé",
  'its time was over before it had finished': 'le temps accordé était écoulé avant la fin',
  'the target was gone before it had finished': 'la cible avait disparu avant la fin',
  'it ended with the first finding, as it was asked to': 'arrêté au premier constat, comme demandé',
  'it ended before its time: {why}': 'terminé avant le temps : {why}',
  '{done}; next: {stage}, {what}': '{done} ; ensuite : {stage}, {what}',
  'stopped: what was not finished is not judged': "arrêté : ce qui n'était pas fini n'est pas jugé",
  'run {count} of {all}: {verdict}': 'passage {count} sur {all} : {verdict}',
  'waiting for the program to change; Ctrl-C ends': 'en attente que le programme change ; Ctrl-C arrête',
  'written to {file}': 'écrit dans {file}',
  '{pairings}, about {time}; longer where something fails: that is tried again':
    "{pairings}, environ {time} ; plus longtemps en cas d'échec, qui est repris",
  FAIL: 'ÉCHEC',
  WARN: 'AVIS',
  'shown by': 'montré par',
  folder: 'dossier',
  signature: 'signature',
  '{count} re-runs': '{count} reprises',
  'the runs of check agree in every row': "les contrôles s'accordent sur chaque ligne",
  'where they differ (. pass, F fail, w warn, ? inconclusive, - skipped or not observed):':
    'où ils diffèrent (. conforme, F échec, w avertissement, ? indécis, - sauté ou non observé) :',
  run: 'passage',
  verdict: 'verdict',
  '✅ pass': '✅ conforme',
  '❌ **fail**': '❌ **échec**',
  '❔ could not tell': '❔ indécis',
  'Could not tell: {rows}.': "N'a pas pu être jugé : {rows}.",
  'Nothing to complain of.': 'Rien à reprocher.',
  'shown by {count} re-runs, seen {times}': 'montré par {count} reprises, vu {times}',
  '... and {count} more': ({ count }) => (many(count) ? '... et {count} autres' : '... et {count} autre'),
  'shown by {count} re-runs with {datagrams} datagrams': ({ datagrams }) =>
    many(datagrams)
      ? 'montré par {count} reprises, avec {datagrams} datagrammes'
      : 'montré par {count} reprises, avec {datagrams} datagramme',
  'it could not be told whether the target conforms': "on n'a pas pu dire si la cible est conforme",
  '{actual} (shown by {count} re-runs)': '{actual} (montré par {count} reprises)',
  'before: {run}: {verdict}': 'avant : {run} : {verdict}',
  'after:  {run}: {verdict}': 'après : {run} : {verdict}',
  broken: 'cassé',
  still: 'encore là',
  fixed: 'réparé',
  flaky: 'instable',
  untold: 'sans avis',
  '{count} broken': ({ count }) => (many(count) ? '{count} cassés' : '{count} cassé'),
  '{count} still failing': '{count} toujours en échec',
  '{count} fixed': ({ count }) => (many(count) ? '{count} réparés' : '{count} réparé'),
  '{count} flaky': ({ count }) => (many(count) ? '{count} instables' : '{count} instable'),
  '{count} not told by both': '{count} sans avis des deux côtés',
});
