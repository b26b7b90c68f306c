/** Captures: counts, who is connected to whom and when, who knows whom, messages. */
import { many, sentences } from '../catalogue.ts';

export const CAPTURES = sentences({
  // Counts.
  packets: 'paquets',
  time: 'temps',
  udp: 'udp',
  malformed: 'malformés',
  selected: 'choisis',
  cut: 'coupés',
  TLVs: 'TLV',
  issues: 'défauts',
  checksums: 'sommes',
  fragments: 'fragments',
  'not UDP': 'non UDP',
  'cut before': 'coupés avant',
  drops: 'pertes',
  dropped: 'perdus',
  damaged: 'abîmé',
  'ours {ours}, foreign {foreign}, internal {internal}':
    'les nôtres {ours}, étrangers {foreign}, internes {internal}',
  'a sender sees its own wrong where the network card fills them in':
    'un émetteur voit les siennes fausses là où la carte réseau les remplit',
  '{count} by the snap length': '{count} par la longueur de capture',
  '{count} packets, as the captures say': ({ count }) =>
    many(count) ? '{count} paquets, disent les captures' : '{count} paquet, disent les captures',
  '{from} to {to}: {time}': '{from} à {to} : {time}',
  '; first in {file}, frame {frame}, offset {offset}':
    ' ; le premier dans {file}, trame {frame}, position {offset}',
  '{file} at offset {offset}: {message}': '{file} à la position {offset} : {message}',
  'at least {count}': 'au moins {count}',
  right: 'justes',
  wrong: 'fausses',
  reassembled: 'rassemblés',
  unfinished: 'inachevés',
  overlapping: 'superposés',
  silent: 'muets',
  more: 'de plus',
  '{datagrams} between ends beyond the bound': '{datagrams} entre des extrémités au-delà de la limite',
  conversations: 'échanges',
  '{there} there, {back} back, {bytes}': '{there} aller, {back} retour, {bytes}',
  '{from} to {to}': '{from} à {to}',
  ', {count} malformed': ({ count }) => (many(count) ? ', {count} malformés' : ', {count} malformé'),
  'sent {sent} ({bytes}){wrong}, received {received}': ({ sent, received }) =>
    `${many(sent) ? 'envoyés' : 'envoyé'} {sent} ({bytes}){wrong}, ${many(received) ? 'reçus' : 'reçu'} {received}`,
  'Hello every': 'Hello chaque',
  'asks every': 'demande chaque',
  requests: 'demandes',
  answers: 'réponses',
  claims: 'prétend connaître',
  '{count}: {addresses} addresses, {middle} in the middle, {most} at most': ({ addresses }) =>
    `{count} : {addresses} ${many(addresses) ? 'adresses' : 'adresse'}, {middle} au milieu, {most} au plus`,
  'more than {peers}: {named}': 'plus de {peers} : {named}',
  '{peers}: {named}': '{peers} : {named}',
  '{middle} in the middle, 95 % within {most}, longest {longest} ({intervals})':
    '{middle} au milieu, 95 % en {most}, le plus long {longest} ({intervals})',
  '{sent} sent, {received} received': ({ sent, received }) =>
    `{sent} ${many(sent) ? 'envoyées' : 'envoyée'}, {received} ${many(received) ? 'reçues' : 'reçue'}`,
  ', the first {most} and {count} more': ', les {most} premiers et {count} de plus',
  ', the first {count}': ', les {count} premiers',
  'and {count} more': 'et {count} de plus',
  judged: 'jugés',
  'no: {why}; check --from judges the first {count} datagrams of a capture':
    "non : {why} ; check --from juge les {count} premiers datagrammes d'une capture",
  'only whole captures are': 'seules les captures entières le sont',
  'what is read from a pipe or live is gone': "ce qui se lit d'un tube ou en direct n'est plus là",
  'there are more than {count} packets': 'il y a plus de {count} paquets',
  'there are more than {count} nodes': 'il y a plus de {count} nœuds',
  'a sum of summaries has no datagrams': "une somme de résumés n'a pas de datagrammes",
  'in {file}': 'dans {file}',
  dialect: 'dialecte',
  // Changes.
  'heard again': 'entendu de nouveau',
  'heard for the first time': 'entendu pour la première fois',
  'silent since {time}: whom it holds connected cannot be told any more':
    'muet depuis {time} : on ne peut plus dire qui il tient pour connecté',
  'connected to {peer}': 'connecté à {peer}',
  'connected to {peer} for sure': 'connecté à {peer} sans aucun doute',
  'connected to {peer} again': 'connecté à {peer} de nouveau',
  '{what}, perhaps since before the capture began': '{what}, peut-être depuis avant le début de la capture',
  'may be connected to {peer}: {why}': 'est peut-être connecté à {peer} : {why}',
  'may have dropped {peer}: no Hello since {time}': 'a peut-être écarté {peer} : aucun Hello depuis {time}',
  'no longer connected to {peer}: expired, {how}': "n'est plus connecté à {peer} : expiré, {how}",
  'no Hello since {time}': 'aucun Hello depuis {time}',
  '{what}; but nothing at all was captured for {time} of that':
    "{what} ; mais rien du tout n'a été capturé pendant {time} de ce temps",
  'advertised {peer} to {to}, dead for {time}': 'a annoncé {peer} à {to}, mort depuis {time}',
  'advertised {peer} to {to}, dead to it for {time} (it speaks to others)':
    "a annoncé {peer} à {to}, mort pour lui depuis {time} (il parle à d'autres)",
  '{what}; it may: {why}': '{what} ; il en a le droit : {why}',
  'the capture begins': 'la capture commence',
  'This capture cannot tell:': 'Cette capture ne peut pas dire :',
  'nothing from {node} was captured before': "rien de {node} n'a été capturé auparavant",
  '{node} has been silent itself': '{node} a été muet lui-même',
  'not every reader finds a Hello in that datagram': 'tout lecteur ne trouve pas un Hello dans ce datagramme',
  'the table may be full': 'la table est peut-être pleine',
  'a clock of whole seconds may have dropped it': "une horloge à secondes entières l'a peut-être écarté",
  'its Hello has only just come': 'son Hello vient juste de venir',
  '{node} announced it': "{node} l'a annoncé",
  'it may have been given at start': 'il a peut-être été donné au départ',
  'nothing at all was captured for {time} of its silence':
    "rien du tout n'a été capturé pendant {time} de son silence",
  // The state at a time.
  '{time} before the first packet': '{time} avant le premier paquet',
  '{time} after the first packet': '{time} après le premier paquet',
  'no node has been heard or spoken to': "aucun nœud n'a parlé ni reçu quoi que ce soit",
  'nothing from it was captured': "rien de lui n'a été capturé",
  'nothing to it was captured': "rien vers lui n'a été capturé",
  'silent since {time}': 'muet depuis {time}',
  'nobody has said Hello to it': 'personne ne lui a dit Hello',
  'last Hello {time}': 'dernier Hello {time}',
  'connected to {peer} since {time}, {last}': 'connecté à {peer} depuis {time}, {last}',
  'may be connected to {peer}, {last}: {why}': 'est peut-être connecté à {peer}, {last} : {why}',
  'knows {peer}: {how}': 'connaît {peer} : {how}',
  'may know {peer}: {how}': 'connaît peut-être {peer} : {how}',
  'may not be listed': 'ne doit pas être nommé',
  'may be listed': 'peut être nommé',
  'may be listed: {why}': 'peut être nommé : {why}',
  'no longer connected to {peer}: expired, {last}; {list}':
    "n'est plus connecté à {peer} : expiré, {last} ; {list}",
  'announced by {node} {time}': 'annoncé par {node} {time}',
  'it said Hello there {time}': 'il y a dit Hello {time}',
  'it sent something there': 'il y a envoyé quelque chose',
  'it named it {time}': "il l'a nommé {time}",
  // What cannot be told.
  'the capture begins after that time': 'la capture commence après ce moment',
  'who said Hello before the capture began: in its first {time} others may be connected too':
    "qui a dit Hello avant le début de la capture : dans ses premières {time}, d'autres peuvent être connectés aussi",
  "what was said in the {time} after the capture's last packet":
    "ce qui s'est dit dans les {time} après le dernier paquet de la capture",
  'what the {count} packets said that the capture dropped': ({ count }) =>
    many(count)
      ? 'ce que disaient les {count} paquets que la capture a perdus'
      : 'ce que disait le {count} paquet que la capture a perdu',
  'what was behind the snap length, which cut {count} datagrams': ({ count }) =>
    many(count)
      ? 'ce qui était au-delà de la longueur de capture, qui a coupé {count} datagrammes'
      : 'ce qui était au-delà de la longueur de capture, qui a coupé {count} datagramme',
  'what {count} datagrams said that came in pieces and are not whole': ({ count }) =>
    many(count)
      ? 'ce que disaient {count} datagrammes venus en morceaux et incomplets'
      : 'ce que disait {count} datagramme venu en morceaux et incomplet',
  'what was said while it holds nothing at all: {times}, at most {time}':
    "ce qui s'est dit pendant qu'elle ne contient rien du tout : {times}, au plus {time}",
  once: 'une fois',
  'who is connected over IPv6, which the protocol has no addresses for ({datagrams})':
    "qui est connecté par IPv6, dont le protocole n'a pas d'adresses ({datagrams})",
  'when the packets came that have no time: they count as at the time before them':
    "quand sont venus les paquets sans date : ils comptent à celle d'avant eux",
  'the order of what was said: times run backwards': "l'ordre de ce qui s'est dit : les dates reculent",
  'what the filters left out: beliefs rest on what they let through alone':
    "ce que les filtres ont écarté : seul compte ce qu'ils ont laissé passer",
  'what came after --count datagrams': 'ce qui est venu après --count datagrammes',
  'what there is beyond 65,536 addresses, or 100,000 acquaintances: no more are kept':
    "ce qu'il y a au-delà de 65 536 adresses, ou de 100 000 connaissances : pas plus ne sont gardées",
  'whether these live, for nothing was captured from them: {nodes}':
    "si ceux-ci vivent, car rien d'eux n'a été capturé : {nodes}",
  'what these were told, for nothing was captured to them: {nodes}':
    "ce qu'on a dit à ceux-ci, car rien vers eux n'a été capturé : {nodes}",
  // Pictures and the page.
  'must be connected': 'connecté',
  'may be connected': 'peut-être connecté',
  'says Hello to it': 'lui dit Hello',
  'lists it': 'le nomme',
  '{nodes}, {edges}': '{nodes}, {edges}',
  '{nodes}, {edges}; and {more}': '{nodes}, {edges} ; et {more}',
  '{count} "{meaning}"': '{count} « {meaning} »',
  foreign: 'étranger',
  internal: 'interne',
  'no message': 'aucun message',
  'who is connected to whom, and when': 'qui est connecté à qui, et quand',
  '{pairs}{rest}, over {time}.': '{pairs}{rest}, en {time}.',
  'for sure': 'sûr',
  perhaps: 'peut-être',
  'advertised though dead': 'annoncé bien que mort',
  'connected for sure': 'sûrement connecté',
  'perhaps connected': 'connecté peut-être',
  '{name}: {what}, {from} to {to}': '{name} : {what}, {from} à {to}',
  '{name}: advertised though dead, {time}': '{name} : annoncé bien que mort, {time}',
  'the messages': 'les messages',
  'who knows whom, {time}': 'qui connaît qui, {time}',
  'Who knows whom, {time}': 'Qui connaît qui, {time}',
  Messages: 'Messages',
  'Messages from {time} on': 'Messages à partir de {time}',
  'and {more}: sniff --timeline shows all': 'et {more} : sniff --timeline les montre tous',
  'what this capture cannot tell': 'ce que cette capture ne peut pas dire',
  '{changes} in who is connected to whom': '{changes} dans qui est connecté à qui',
});
