/** Campaigns: what was found, what was tried, and replays. */
import { many, sentences } from '../catalogue.ts';

export const CAMPAIGNS = sentences({
  '{fail}: {findings} in {time}': '{fail} : {findings} en {time}',
  '{ok}: nothing found in {time}': '{ok} : rien trouvé en {time}',
  ok: 'ok',
  'could not tell': 'indécis',
  'nothing came from the target': "rien n'est venu de la cible",
  'the time was over before anything was tried': 'le temps était écoulé avant le premier essai',
  'ended early: the target answers nobody any more': 'arrêté plus tôt : la cible ne répond plus à personne',
  interrupted: 'interrompu',
  'ended after the first finding': 'arrêté après le premier constat',
  '{times} of {of} re-runs, seen once': ({ times }) =>
    many(times) ? '{times} reprises sur {of}, vu une fois' : '{times} reprise sur {of}, vu une fois',
  '{times} of {of} re-runs, seen {often}': ({ times }) =>
    many(times) ? '{times} reprises sur {of}, vu {often}' : '{times} reprise sur {of}, vu {often}',
  'sent: ': 'envoyé : ',
  'nothing: no datagram is needed': "rien : aucun datagramme n'est nécessaire",
  '{datagrams}:': '{datagrams} :',
  '{datagrams}, {times} times over:': '{datagrams}, {times} fois de suite :',
  '{datagrams}, the last {count} of them:': '{datagrams}, les {count} derniers :',
  '{datagrams}, {times} times over, the last {count} of them:':
    '{datagrams}, {times} fois de suite, les {count} derniers :',
  '(empty)': '(vide)',
  again: 'reprendre',
  'see {file}': 'voir {file}',
  'not with send: {why}': 'pas avec send : {why}',
  'no datagram is needed: it shows some time after the start':
    "aucun datagramme n'est nécessaire : cela se montre quelque temps après le lancement",
  'by hand it would be too many commands': 'à la main, cela ferait trop de commandes',
  '{sum}; {instances}, {deaths} of them ended by themselves': ({ deaths }) =>
    many(deaths)
      ? "{sum} ; {instances}, dont {deaths} se sont terminées d'elles-mêmes"
      : "{sum} ; {instances}, dont {deaths} s'est terminée d'elle-même",
  '{cases}, {datagrams}, {loss}': '{cases}, {datagrams}, {loss}',
  'nobody knows how many were lost': 'personne ne sait combien se sont perdus',
  '{count} lost': ({ count }) => (many(count) ? '{count} perdus' : '{count} perdu'),
  '{loss}, {count} held back by the fence': ({ count }) =>
    many(count) ? '{loss}, {count} retenus par la clôture' : '{loss}, {count} retenu par la clôture',
  'note: ': 'note : ',
  'not watched: ': 'pas surveillé : ',
  'not confirmed: ': 'pas confirmé : ',
  'seed {seed}: the same cases again with {option}': 'graine {seed} : les mêmes cas avec {option}',
  // What was tried.
  'tried: ': 'essayé : ',
  'not tried: ': 'pas essayé : ',
  'cases by {generators}; {size}': 'cas faits par {generators} ; {size}',
  'datagrams of up to {bytes}, up to {peers}': "datagrammes jusqu'à {bytes}, jusqu'à {peers}",
  '{done} of {all} combinations of TLV, its length, its place and its sender':
    '{done} combinaisons sur {all} de TLV, sa longueur, sa place et son expéditeur',
  '{groups}; each of them is in --json': '{groups} ; chacune est dans --json',
  '{groups}; and {more}; each of them is in --json': '{groups} ; et {more} ; chacune est dans --json',
  '{what} from anybody': '{what} de la part de quiconque',
  'from {who}, at some places: {what}': 'de la part {who}, à certaines places : {what}',
  'from {who}, at some places: {what}, and {count} more': ({ count }) =>
    many(count)
      ? 'de la part {who}, à certaines places : {what}, et {count} autres'
      : 'de la part {who}, à certaines places : {what}, et {count} autre',
  strangers: "d'inconnus",
  'announced peers': 'de pairs annoncés',
  'connected peers': 'de pairs connectés',
  'expired peers': 'de pairs expirés',
  '{type} of length {length}': '{type} de longueur {length}',
  'datagrams of {length}': 'datagrammes de {length}',
  exact: 'exacte',
  longer: 'plus longue',
  '128 and more': '128 et plus',
  short: 'trop courte',
  'past the end': 'au-delà de la fin',
  missing: 'absente',
  'header alone': 'en-tête seul',
  'up to 600 bytes': '600 octets et moins',
  'up to 1400 bytes': '1400 octets et moins',
  'over 32767 bytes': 'plus de 32767 octets',
  unknown: 'inconnu',
  first: 'premier',
  middle: 'milieu',
  last: 'dernier',
  alone: 'seul',
  stranger: 'inconnu',
  connected: 'connecté',
  expired: 'expiré',
  // What was seen.
  'the node went on after a report: {report}': 'le nœud a continué après un rapport : {report}',
  'a datagram of {size}': 'un datagramme de {size}',
  'a peer gets more than {count} datagrams a second in quiet':
    'un pair reçoit plus de {count} datagrammes par seconde au calme',
  'up to {count} {what} in {time} go to one peer that nobody asked for':
    "jusqu'à {count} {what} en {time} vont à un pair sans que personne ne les ait demandés",
  lists: 'listes',
  memory: 'mémoire',
  descriptors: 'descripteurs',
  threads: 'threads',
  processes: 'processus',
  'wrong header': 'en-tête faux',
  empty: 'vide',
  full: 'plein',
  'extra bytes': 'octets en plus',
  '{what} grew again and again with datagrams of one kind ({kind})':
    "{what} : de plus en plus, avec des datagrammes d'un seul genre ({kind})",
  // Why something is not confirmed.
  'there was no time to reproduce it': 'le temps a manqué pour le reproduire',
  'there was no time to tell it from what was found before':
    'le temps a manqué pour le distinguer de ce qui était déjà trouvé',
  'it did not show again': "cela ne s'est pas montré de nouveau",
  'it showed once, and there was no time for more':
    "cela s'est montré une fois, et le temps a manqué pour plus",
  'it showed once, and then not each time': "cela s'est montré une fois, puis pas à chaque fois",
  // Replays.
  FIXED: 'RÉPARÉ',
  'STILL FAILING': 'TOUJOURS EN ÉCHEC',
  '{told} ({shown} of {of} re-runs)': ({ shown }) =>
    many(shown) ? '{told} ({shown} reprises sur {of})' : '{told} ({shown} reprise sur {of})',
  'now {signature}: {told}': 'maintenant {signature} : {told}',
  'the target did not come up': "la cible n'a pas démarré",
  'the target was ended from outside': "la cible a été arrêtée de l'extérieur",
  'the kernel dropped datagrams on their way': 'le noyau a perdu des datagrammes en chemin',
  'the target answered nobody before the case was sent':
    "la cible n'a répondu à personne avant l'envoi du cas",
  'the target answered nobody after the case was sent':
    "la cible n'a répondu à personne après l'envoi du cas",
  'it did not show again when it was found: that it does not now tells nothing':
    "cela ne s'est pas remontré quand on l'a trouvé : que cela ne se montre pas maintenant ne dit rien",
  'it was interrupted': 'interrompu',
  'what it uses cannot be watched here': 'ce que la cible utilise ne peut pas être surveillé ici',
  'it read no more before all was sent': 'elle ne lisait plus avant que tout soit envoyé',
  'the reports of a node that somebody else started are not seen: replay it with -- CMD':
    "les rapports d'un nœud lancé par quelqu'un d'autre ne se voient pas : rejouez avec -- CMD",
  'whom a node that somebody else started may list is not known: replay it with -- CMD':
    "qui un nœud lancé par quelqu'un d'autre peut nommer n'est pas connu : rejouez avec -- CMD",
  'this build has no sanitizer, by whose report it was found':
    'ce programme est compilé sans le sanitizer dont le rapport a montré la faute',
});
