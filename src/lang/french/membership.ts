/** What judges see of lists, of who is connected, and of the Hello schedule. */
import { many, sentences } from '../catalogue.ts';
import type { Values } from '../value.ts';

export const MEMBERSHIP = sentences({
  // Who is connected.
  'a newcomer never was on a list: see HEL-2': "un nouveau venu n'a jamais été dans une liste : voir HEL-2",
  'answers come where nothing was asked: see REQ-9': 'des réponses viennent sans rien demander : voir REQ-9',
  'too few answers came: see REQ-1': 'trop peu de réponses sont venues : voir REQ-1',
  'listed in {count} of {all} answers': ({ count }) =>
    many(count)
      ? 'dans la liste de {count} réponses sur {all}'
      : 'dans la liste de {count} réponse sur {all}',
  '{peer} says Hello each second and is missing in {count} of {all} answers': ({ count }) =>
    many(count)
      ? '{peer} dit Hello chaque seconde et manque dans {count} réponses sur {all}'
      : '{peer} dit Hello chaque seconde et manque dans {count} réponse sur {all}',
  'a newcomer was not on a list within 2 s: see HEL-2':
    "un nouveau venu n'était dans aucune liste en 2 s : voir HEL-2",
  'no answer came after the peers had gone: see REQ-1':
    "aucune réponse n'est venue après le départ des pairs : voir REQ-1",
  'no answer came in time to tell whether they were dropped too soon: see REQ-1':
    "aucune réponse n'est venue à temps pour dire s'ils ont été oubliés trop tôt : voir REQ-1",
  'still listed {time} after its last Hello, {count} of {all} tries': ({ count }) =>
    many(count)
      ? 'encore dans la liste {time} après son dernier Hello, {count} essais sur {all}'
      : 'encore dans la liste {time} après son dernier Hello, {count} essai sur {all}',
  'missing already {time} after its last Hello, {count} of {all} tries': ({ count }) =>
    many(count)
      ? 'absent déjà {time} après son dernier Hello, {count} essais sur {all}'
      : 'absent déjà {time} après son dernier Hello, {count} essai sur {all}',
  'still listed {time} after its last Hello: near the edge of what a clock of whole seconds explains':
    "encore dans la liste {time} après son dernier Hello : à la limite de ce qu'explique une horloge en secondes entières",
  'missing already {time} after its last Hello: near the edge of what a clock of whole seconds explains':
    "absent déjà {time} après son dernier Hello : à la limite de ce qu'explique une horloge en secondes entières",
  'listed up to {time} after the last Hello, not later':
    "dans la liste jusqu'à {time} après le dernier Hello, pas plus tard",
  'requests renew a peer that says no Hello any more: it is listed {time} after its last Hello':
    'des demandes rafraîchissent un pair qui ne dit plus Hello : il est dans la liste {time} après son dernier Hello',
  'TLVs other than Hello renew a peer that says no Hello any more: it is listed {time} after its last Hello':
    'des TLV autres que Hello rafraîchissent un pair qui ne dit plus Hello : il est dans la liste {time} après son dernier Hello',
  'announcements renew a peer that says no Hello any more: it is listed {time} after its last Hello':
    'des annonces rafraîchissent un pair qui ne dit plus Hello : il est dans la liste {time} après son dernier Hello',
  'requests connect a stranger: it is listed {time} after its last Hello':
    'des demandes connectent un inconnu : il est dans la liste {time} après son dernier Hello',
  'TLVs other than Hello connect a stranger: it is listed {time} after its last Hello':
    'des TLV autres que Hello connectent un inconnu : il est dans la liste {time} après son dernier Hello',
  'a peer that says Hello and is announced is missing in {count} answers': ({ count }) =>
    many(count)
      ? 'un pair qui dit Hello et qui est annoncé manque dans {count} réponses'
      : 'un pair qui dit Hello et qui est annoncé manque dans {count} réponse',
  'neither requests nor other TLVs nor announcements renew or connect':
    'ni demandes, ni autres TLV, ni annonces ne rafraîchissent ou ne connectent',
  'neither requests nor other TLVs nor announcements renew or connect; announcements not observed, for it lists hearsay (`list: known`)':
    'ni demandes, ni autres TLV, ni annonces ne rafraîchissent ou ne connectent ; annonces non observées, car il nomme aussi le ouï-dire (`list: known`)',
  'peers that were silent for 7 s are listed again after a Hello':
    'des pairs muets 7 s sont de nouveau dans la liste après un Hello',
  'a peer that was silent says Hello again and is missing in {count} answers': ({ count }) =>
    many(count)
      ? "un pair qui s'était tu dit de nouveau Hello et manque dans {count} réponses"
      : "un pair qui s'était tu dit de nouveau Hello et manque dans {count} réponse",
  'a peer that was silent, then announced says Hello again and is missing in {count} answers': ({ count }) =>
    many(count)
      ? "un pair qui s'était tu, puis annoncé, dit de nouveau Hello et manque dans {count} réponses"
      : "un pair qui s'était tu, puis annoncé, dit de nouveau Hello et manque dans {count} réponse",
  'no answer was asked for after a peer had fallen silent':
    "aucune réponse n'a été demandée après qu'un pair s'est tu",
  'silent peers were off the list, {count} times': 'des pairs muets étaient hors de la liste, {count} fois',
  '{peer} is listed {time} after it sent its last datagram; {count} such entries': ({ count }) =>
    many(count)
      ? '{peer} est dans la liste {time} après son dernier datagramme ; {count} mentions de ce genre'
      : '{peer} est dans la liste {time} après son dernier datagramme ; {count} mention de ce genre',
  // Lists.
  'no connected peer got an answer': "aucun pair connecté n'a reçu de réponse",
  'no request was answered': "aucune demande n'a reçu de réponse",
  'no answer listed anybody': "aucune réponse n'a nommé personne",
  'no answer listed a lab peer': "aucune réponse n'a nommé un pair du laboratoire",
  'no answer listed a peer that said Hello': "aucune réponse n'a nommé un pair qui a dit Hello",
  '{count} answers hold every peer that they owe': ({ count }) =>
    many(count) ? '{count} réponses nomment chaque pair dû' : '{count} réponse nomme chaque pair dû',
  '{peer} is connected and missing in {count} answers; the last of them lists {listed} peers': (values) =>
    `{peer} est connecté et manque dans {count} ${many(values.count) ? 'réponses' : 'réponse'} ; ${lastOf(values)}`,
  '{peer} is connected and missing in {count} answers, and {more} others; the last of them lists {listed} peers':
    (values) => {
      const answers = many(values.count) ? '{count} réponses' : '{count} réponse';
      const others = many(values.more) ? '{more} autres' : '{more} autre';
      return `{peer} est connecté et manque dans ${answers}, et ${others} ; ${lastOf(values)}`;
    },
  '{count} listed addresses had all said Hello': ({ count }) =>
    many(count)
      ? 'les {count} adresses nommées avaient toutes dit Hello'
      : '{count} adresse nommée, qui avait dit Hello',
  '{peer} is listed and never said Hello; {count} such entries': ({ count }) =>
    many(count)
      ? "{peer} est dans la liste et n'a jamais dit Hello ; {count} mentions de ce genre"
      : "{peer} est dans la liste et n'a jamais dit Hello ; {count} mention de ce genre",
  '{count} of {all} answers list who asked': ({ count }) =>
    many(count)
      ? 'le demandeur est nommé dans {count} réponses sur {all}'
      : 'le demandeur est nommé dans {count} réponse sur {all}',
  '{count} of {all} answers leave out who asked': ({ count }) =>
    many(count)
      ? 'le demandeur manque dans {count} réponses sur {all}'
      : 'le demandeur manque dans {count} réponse sur {all}',
  '{count} of {all} answers list nobody twice': ({ count }) =>
    many(count)
      ? 'personne deux fois dans {count} réponses sur {all}'
      : 'personne deux fois dans {count} réponse sur {all}',
  '{peer} stands twice in an answer; {count} of {all} answers': ({ count }) =>
    many(count)
      ? '{peer} figure deux fois dans une réponse ; {count} réponses sur {all}'
      : '{peer} figure deux fois dans une réponse ; {count} réponse sur {all}',
  '{count} of {all} requests answered': ({ count }) =>
    many(count)
      ? '{count} demandes sur {all} ont reçu une réponse'
      : '{count} demande sur {all} a reçu une réponse',
  '{count} datagrams of answers, up to {most} addresses in one': ({ count, most }) => {
    const datagrams = many(count) ? '{count} datagrammes' : '{count} datagramme';
    return `${datagrams} de réponses, jusqu'à {most} ${many(most) ? 'adresses' : 'adresse'} dans l'un`;
  },
  'it sent no Peer Address': "il n'a envoyé aucun Peer Address",
  '{count} datagrams with addresses, {stray} not asked for': ({ count, stray }) => {
    const datagrams = many(count) ? '{count} datagrammes' : '{count} datagramme';
    return `${datagrams} avec des adresses, {stray} ${many(stray) ? 'non demandés' : 'non demandé'}`;
  },
  '{count} datagrams with addresses went to peers that had not asked: {peers}': ({ count }) =>
    many(count)
      ? "{count} datagrammes avec des adresses sont allés à des pairs qui n'avaient rien demandé : {peers}"
      : "{count} datagramme avec des adresses est allé à un pair qui n'avait rien demandé : {peers}",
  '{count} listed addresses, each known from somewhere': ({ count }) =>
    many(count)
      ? '{count} adresses nommées, chacune connue de quelque part'
      : '{count} adresse nommée, connue de quelque part',
  '{count} listed addresses that we do not know, such as {peer}: others may have said them': ({ count }) =>
    many(count)
      ? "{count} adresses nommées que nous ne connaissons pas, comme {peer} : d'autres ont pu les dire"
      : "{count} adresse nommée que nous ne connaissons pas, {peer} : d'autres ont pu la dire",
  '{peer} is listed; nobody said Hello from there, announced it or gave it at start':
    "{peer} est dans la liste ; personne n'a dit Hello de là, ne l'a annoncée ou donnée au départ",
  '{peer} is listed; nobody in the capture speaks from there or names it, and the node does not greet it':
    '{peer} est dans la liste ; personne dans la capture ne parle de là ou ne la nomme, et le nœud ne lui dit pas Hello',
  // Requests and Hellos in time.
  'none came while we watched: see --patience 40s':
    "aucun n'est venu pendant l'observation : voir --patience 40s",
  'only the start peer was asked while we watched: see --patience 40s':
    "seul le pair de départ a été interrogé pendant l'observation : voir --patience 40s",
  'no Peer Request to {peer} for {time} while it was connected':
    "aucun Peer Request à {peer} pendant {time} alors qu'il était connecté",
  'n {count}, median {median}, min {least}, max {most}; own lateness {late}':
    'n {count}, médiane {median}, min {least}, max {most} ; notre propre retard {late}',
  'n {count}, median {median}, min {least}, max {most}, mean {mean}; own lateness {late}':
    'n {count}, médiane {median}, min {least}, max {most}, moyenne {mean} ; notre propre retard {late}',
  'no Hello at all': 'aucun Hello',
  'one Hello, then none for {time}': 'un Hello, puis aucun pendant {time}',
  'watched for {time} only': 'observé pendant {time} seulement',
  '{what}; {count} missing, perhaps lost': ({ count }) =>
    many(count) ? '{what} ; {count} manquent, perdus peut-être' : '{what} ; {count} manque, perdu peut-être',
  '{what}; none in the last {time}': '{what} ; aucun pendant les dernières {time}',
  '{what}; {count} of {all} series alike': ({ count }) =>
    many(count) ? '{what} ; {count} séries sur {all} semblables' : '{what} ; {count} série sur {all}',
  'to {peer}: {what}': 'à {peer} : {what}',
  '{what}; that much may be lost in a capture': '{what} ; une capture peut en perdre autant',
  'no peer said Hello to it steadily for 8 s while it was there':
    "aucun pair ne lui a dit Hello avec constance pendant 8 s alors qu'il était là",
  'no Hello at all, though it is listed as connected':
    "aucun Hello, bien qu'il soit dans la liste comme connecté",
  'no Hello at all, while others get theirs: see HEL-2':
    "aucun Hello, alors que d'autres reçoivent les leurs : voir HEL-2",
  'a round of Hellos is missing: none of the peers watched got one':
    "un tour de Hello manque : aucun des pairs observés n'en a reçu",
  '{count} Hellos are missing': ({ count }) =>
    many(count) ? '{count} Hello manquent' : '{count} Hello manque',
  '{count} Hellos in {time}': '{count} Hello en {time}',
  'nothing is bound to {place}': "rien n'est lié à {place}",
  'what it sends holds no well-formed Hello': "ce qu'il envoie ne contient aucun Hello bien formé",
  'no Hello to its start peer in {time}': 'aucun Hello à son pair de départ en {time}',
  'nobody was watched': "personne n'a été observé",
  'start peer': 'pair de départ',
  announced: 'annoncé',
  newcomer: 'nouveau venu',
  'newcomer in traffic': 'nouveau venu en plein trafic',
  '{count} Hellos to a start peer that said nothing for {time}':
    "{count} Hello à un pair de départ qui n'a rien dit pendant {time}",
  '{count} Hellos went on after an empty body': ({ count }) =>
    many(count) ? '{count} Hello ont suivi un corps vide' : '{count} Hello a suivi un corps vide',
  'it did not greet before either: see HEL-1': 'avant non plus il ne disait pas Hello : voir HEL-1',
  'after a datagram of the header alone no Hello came for {time}':
    "après un datagramme fait du seul en-tête, aucun Hello n'est venu pendant {time}",
  'its command names a start peer': 'sa commande nomme un pair de départ',
  'not started without a peer': 'pas lancé sans pair',
  'not started without a peer, for it ends': "pas lancé sans pair, car il s'arrête",
  'started with PORT alone, it says nothing to anybody': 'lancé avec PORT seul, il ne dit rien à personne',
  'started with PORT alone, it greets who comes first, and lives':
    'lancé avec PORT seul, il dit Hello au premier venu, et vit',
});

function lastOf({ count, listed }: Values<'{count}{listed}'>): string {
  return `${many(count) ? 'la dernière' : 'elle'} nomme {listed} ${many(listed) ? 'pairs' : 'pair'}`;
}
