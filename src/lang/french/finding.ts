/** The page in the folder of a finding. */
import { many, sentences } from '../catalogue.ts';

export const FINDINGS = sentences({
  'What was sent': 'Ce qui a été envoyé',
  'What a conforming node may do': 'Ce que peut faire un nœud conforme',
  'What happened': "Ce qui s'est passé",
  'Likely cause': 'Cause probable',
  'How to send it again': "Comment l'envoyer de nouveau",
  kind: 'genre',
  requirement: 'exigence',
  'Nothing more is known than that it is a {kind}.': "On n'en sait pas plus que son genre : {kind}.",
  'What usually does that: {mistake}': 'Ce qui le cause le plus souvent : {mistake}',
  '{times} of {of} re-runs showed it; the campaign ran into it once': ({ times }) =>
    many(times)
      ? "montré par {times} reprises sur {of} ; la campagne l'a rencontré une fois"
      : "montré par {times} reprise sur {of} ; la campagne l'a rencontré une fois",
  '{times} of {of} re-runs showed it; the campaign ran into it {often}': ({ times }) =>
    many(times)
      ? "montré par {times} reprises sur {of} ; la campagne l'a rencontré {often}"
      : "montré par {times} reprise sur {of} ; la campagne l'a rencontré {often}",
  'found by {origin}, seed {seed}, peerprobe {version}':
    'trouvé par {origin}, graine {seed}, peerprobe {version}',
  'nothing at all': 'rien du tout',
  '{datagrams}': '{datagrams}',
  '{what}, {times} times over': '{what}, {times} fois de suite',
  'To {node}: {what}.': 'À {node} : {what}.',
  'To {node}, whose start peer was {peer}: {what}.':
    'À {node}, dont le pair de départ était {peer} : {what}.',
  '... and {datagrams}, all of them in case.hex ...': '... et {datagrams}, tous dans case.hex ...',
  'at {time} ms from {peer}, {size}:': 'à {time} ms, de {peer}, {size} :',
  'It sent to {peer}, {time} ms after the re-run began:':
    'Il a envoyé à {peer}, {time} ms après le début de la reprise :',
  'The begin of the report:': 'Le début du rapport :',
  'The last lines that it printed:': 'Les dernières lignes affichées :',
  'As it was, several times over, with a verdict (FIXED, STILL FAILING or could not tell); FOLDER is where this page lies:':
    'Tel quel, plusieurs fois, avec un verdict (RÉPARÉ, TOUJOURS EN ÉCHEC ou indécis) ; FOLDER est le dossier de cette page :',
  'By hand, to a node that was started with the arguments {words}, in this folder:':
    'À la main, à un nœud lancé avec les arguments {words}, dans ce dossier :',
  'Not by hand: {why}.': 'Pas à la main : {why}.',
  'send stays inside 127.0.0.0/8, and the case can be read as naming {peer}':
    'send reste dans 127.0.0.0/8, et on peut lire le cas comme nommant {peer}',
  'In a unit test of your own: {file} has the bytes, and {name} hands them to your function.':
    'Dans un test unitaire à vous : {file} contient les octets, et {name} les passe à votre fonction.',
});
