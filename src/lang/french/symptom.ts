/** What campaigns see of a faulty target, and the likely causes. */

export const SYMPTOM_WORDS = {
  'nothing that arrives on the socket blocks the node':
    'rien de ce qui arrive sur la socket ne bloque le nœud',
  'nothing that arrives on the socket ends the node': "rien de ce qui arrive sur la socket n'arrête le nœud",
  'the node has answered nobody for 3 s': "le nœud n'a répondu à personne pendant 3 s",
  'the node lives and has read nothing for a second': "le nœud vit et n'a rien lu pendant une seconde",
  'the node lives, and neither greets nor answers its connected peers any more':
    'le nœud vit, et ne dit plus Hello ni ne répond à ses pairs connectés',
  'the running node does not hold its port any more': 'le nœud qui tournait ne tient plus son port',
  'everything leaves from the port that the node is bound to': 'tout part du port auquel le nœud est lié',
  'a datagram came from another port of its address': "un datagramme est venu d'un autre port de son adresse",
  'every datagram that a node sends is well formed, and of at most 1400 bytes':
    'chaque datagramme envoyé par un nœud est bien formé, et de 1400 octets au plus',
  'an address is listed of which nobody ever said anything':
    "une adresse est dans la liste, dont personne n'a jamais rien dit",
  'a peer that has been silent for 4 s is listed no more': "un pair muet depuis 4 s n'est plus dans la liste",
  'a peer is listed that has said nothing for more than 6.5 s, and that nobody announced':
    "un pair est dans la liste, qui n'a rien dit depuis plus de 6,5 s et que personne n'a annoncé",
  'a Hello goes to every connected peer every second': 'chaque pair connecté reçoit un Hello chaque seconde',
  'the node answers, and has greeted no connected peer for more than 2.5 s':
    "le nœud répond, et n'a dit Hello à aucun pair connecté depuis plus de 2,5 s",
  'whoever says Hello each second is in every list':
    'quiconque dit Hello chaque seconde est dans chaque liste',
  'a peer that has said Hello each second from the beginning is missing in answers':
    'un pair qui a dit Hello chaque seconde depuis le début manque dans des réponses',
  'in quiet a peer gets a Hello a second, and what it asks for':
    "au calme, un pair reçoit un Hello par seconde, et ce qu'il demande",
  'traffic from the same few peers costs no memory, descriptor, thread or process each':
    'le trafic des mêmes quelques pairs ne coûte chaque fois ni mémoire, ni descripteur, ni thread, ni processus',
  'the node is gone: nobody holds its port any more': 'le nœud a disparu : personne ne tient plus son port',
  'the node answers nobody any more': 'le nœud ne répond plus à personne',
  // Causes.
  'a length of 0 is never advanced over: the loop does not end; a TLV is at least 2 bytes long':
    "une longueur 0 n'avance jamais : la boucle ne finit pas ; un TLV a au moins 2 octets",
  'a length of 1 is not caught: the loop goes on inside the TLV or not at all; a TLV is at least 2 bytes long':
    "une longueur 1 n'est pas arrêtée : la boucle continue dans le TLV ou pas du tout ; un TLV a au moins 2 octets",
  'a datagram of a header alone is waited on for a body: one recvfrom gives one whole datagram, and the body may be empty':
    "le nœud attend le corps d'un datagramme fait du seul en-tête : un recvfrom donne un datagramme entier, et le corps peut être vide",
  'a length below 2 is taken as it is: length - 2 is negative, or a huge unsigned number':
    'une longueur inférieure à 2 est prise telle quelle : longueur - 2 est négatif, ou un immense nombre non signé',
  'the length is believed although the TLV goes past the end of what was received: compare it with the bytes that are left first':
    "la longueur est crue bien que le TLV dépasse la fin de ce qui a été reçu : comparez-la d'abord aux octets qui restent",
  'a lone last byte is taken for a TLV: there must be two bytes left before the length is read':
    'un dernier octet isolé est pris pour un TLV : il doit rester deux octets avant de lire la longueur',
  'a Peer Address of length below 8 is read as if port and address were there':
    "un Peer Address de longueur inférieure à 8 est lu comme si le port et l'adresse y étaient",
  'a datagram of one byte has no version: compare the size with 2 before the header is read':
    "un datagramme d'un octet n'a pas de version : comparez la taille à 2 avant de lire l'en-tête",
  'a datagram with another header is not ignored whole':
    "un datagramme avec un autre en-tête n'est pas ignoré en entier",
  'recvfrom gives 0 for an empty datagram: that is neither the end of anything nor an error':
    "recvfrom donne 0 pour un datagramme vide : ce n'est ni la fin de quelque chose ni une erreur",
  'a datagram of more than 1400 bytes overruns the buffer: give recvfrom the size of the buffer, and no more':
    'un datagramme de plus de 1400 octets déborde du buffer : donnez à recvfrom la taille du buffer, et pas plus',
  'a length of 128 and more is negative in a char: keep lengths in unsigned variables':
    'une longueur de 128 et plus est négative dans un char : gardez les longueurs dans des variables non signées',
  'an unknown type is not skipped: go on behind it by its length':
    "un type inconnu n'est pas sauté : continuez derrière lui d'après sa longueur",
  'a TLV that is longer than its known fields is not expected: read the fields, and go on behind it by its length':
    "un TLV plus long que ses champs connus n'est pas prévu : lisez les champs, et continuez derrière lui d'après sa longueur",
  'something is taken for each announced address and not given back: look the peer up before it is added':
    "quelque chose est pris pour chaque adresse annoncée et n'est pas rendu : cherchez le pair avant de l'ajouter",
  'what a datagram needed is not given back: free or close it before the next one is read':
    "ce qu'il a fallu pour un datagramme n'est pas rendu : libérez-le ou fermez-le avant de lire le suivant",
  'there was no time to find out which of these datagrams it takes: fuzz longer (--time), or look at the last ones first':
    "le temps a manqué pour trouver lesquels de ces datagrammes il faut : bombardez plus longtemps (--time), ou regardez d'abord les derniers",
  'so many peers are not expected: the table of peers is full then, or an array on the way to it; announced ones need a bound':
    'tant de pairs ne sont pas prévus : la table des pairs est alors pleine, ou un tableau en chemin ; les pairs annoncés veulent une borne',
  'so many TLVs in one datagram are not expected: an array or the stack is too small for them':
    'tant de TLV dans un datagramme ne sont pas prévus : un tableau ou la pile est trop petit pour eux',
  'an announced address is not what was expected of one: nobody may be there, it may be known already, or odd':
    "une adresse annoncée n'est pas ce qu'on en attendait : il se peut que personne n'y soit, qu'elle soit déjà connue, ou étrange",
  'any datagram does it: the program waits for the next one, and its timers wait with it: wait no longer than until the next Hello is due (poll, select, SO_RCVTIMEO)':
    "n'importe quel datagramme suffit : le programme attend le suivant, et ses minuteries attendent avec lui ; n'attendez pas plus longtemps que jusqu'au prochain Hello (poll, select, SO_RCVTIMEO)",
  'an answer is made on wrong terms: whoever asks may be unknown, and nobody may be connected':
    'une réponse est faite sur de fausses bases : le demandeur peut être inconnu, et personne connecté',
  'a datagram went to a closed port, and the error that comes back (ECONNREFUSED) ends the program: it is no reason to':
    "un datagramme est allé à un port fermé, et l'erreur qui revient (ECONNREFUSED) arrête le programme : ce n'est pas une raison",
  'nobody listens at an address that was announced, so an ICMP error comes back, and the next recvfrom or sendto fails once (ECONNREFUSED): go on after it':
    "personne n'écoute à une adresse annoncée, si bien qu'une erreur ICMP revient, et le recvfrom ou sendto suivant échoue une fois (ECONNREFUSED) : continuez après",
  'something is divided by a number that can be 0, such as that of the connected peers':
    'quelque chose est divisé par un nombre qui peut être 0, comme celui des pairs connectés',
  'it ends without any datagram: look at what it does by its timers, such as when its start peer, silent for 4 s, is dropped from a list that is being walked':
    "il s'arrête sans aucun datagramme : regardez ce qu'il fait par ses minuteurs, par exemple quand son pair de départ, muet depuis 4 s, est retiré d'une liste en cours de parcours",
} as const;
