/** Programs that do not come up; `check` of captures; what other runs add to a report. */
import { many, sentences } from '../catalogue.ts';

export const STARTS = sentences({
  'the program holds {place} and has sent nothing': "le programme tient {place} et n'a rien envoyé",
  'the program waits for input on its standard input: a node takes arguments only':
    'le programme attend sur son entrée standard : un nœud ne prend que des arguments',
  'the program is bound to UDP port {ports}, not to {port}, its first argument':
    'le programme est lié au port UDP {ports}, et non à {port}, son premier argument',
  'the program runs, but has not bound UDP port {port}, its first argument':
    "le programme tourne, mais ne s'est pas lié au port UDP {port}, son premier argument",
  'the program ended before it sent anything: {report}':
    "le programme s'est terminé avant d'avoir rien envoyé : {report}",
  'the program was ended by {signal} before it sent anything':
    "le programme a été arrêté par {signal} avant d'avoir rien envoyé",
  'the program ended by itself with status {code} before it sent anything':
    "le programme s'est terminé de lui-même avec le statut {code} avant d'avoir rien envoyé",
  'the program ended by itself with status {code} before it sent anything, with a usage message':
    "le programme s'est terminé de lui-même avec le statut {code} avant d'avoir rien envoyé, avec un message d'usage",
  // Captures.
  '{node} in {file}: {verdict}': '{node} dans {file} : {verdict}',
  '{count} that this capture cannot tell': '{count} que cette capture ne peut dire',
  actual: 'vu',
  frames: 'trames',
  // Other runs.
  '{count} runs: {verdicts}; overall the worst verdict that two of them came to': ({ count }) =>
    many(count)
      ? '{count} passages : {verdicts} ; en tout, le pire verdict auquel deux sont arrivés'
      : '{count} passage : {verdicts}',
  'every row was judged the same in all of them': 'chaque ligne a été jugée de même dans tous',
  'flaky: {row}: {verdicts}': 'instable : {row} : {verdicts}',
  absent: 'absent',
  'against {file}: nothing new': 'par rapport à {file} : rien de nouveau',
  'against {file}: {count} new': ({ count }) =>
    many(count) ? 'par rapport à {file} : {count} nouveaux' : 'par rapport à {file} : {count} nouveau',
  new: 'nouveau',
  'still there': 'toujours là',
  'not told this time': 'sans avis cette fois',
});
