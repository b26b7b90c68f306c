/** What the requirements of header and TLVs mean, and what usually goes wrong (§1.1, §1.2). */

export const FORMAT_EXPLANATIONS = {
  'The first two bytes say that a datagram speaks this protocol. If they are not 104 and 1, nothing in it counts: no peer is added, no request is answered. The false messages that the program sends to itself are no exception: they must come from itself.':
    "Les deux premiers octets disent qu'un datagramme parle ce protocole. Si ce ne sont pas 104 et 1, rien de ce qu'il contient ne compte : aucun pair n'est ajouté, aucune demande ne reçoit de réponse. Les faux messages que le programme s'envoie à lui-même ne font pas exception : ils doivent venir de lui.",
  'buf[0] or buf[1] is never compared, or with && where || is meant: return at once if (n < 2 || buf[0] != 104 || buf[1] != 1).':
    "buf[0] ou buf[1] n'est jamais comparé, ou bien c'est && à la place de || : quittez aussitôt si (n < 2 || buf[0] != 104 || buf[1] != 1).",
  'A datagram of one byte 1 or 2 is taken for the timer of send_regular_value whoever sent it: compare the source with your own address first, or use a pipe.':
    "Un datagramme d'un seul octet 1 ou 2 est pris pour le minuteur de send_regular_value, d'où qu'il vienne : comparez d'abord l'expéditeur à votre propre adresse, ou prenez un tube.",
  'The bytes are compared through a signed char or an htons that is not needed: use unsigned char.':
    "Les octets sont comparés à travers un char signé ou un htons qui n'a rien à faire là : prenez unsigned char.",
  'Whatever the node sends begins with the bytes 104 and 1: Hellos, requests, answers. An answer that needs several datagrams has the header in each of them.':
    "Tout ce que le nœud envoie commence par les octets 104 et 1 : Hello, demandes, réponses. Une réponse en plusieurs datagrammes a l'en-tête dans chacun d'eux.",
  'An answer that goes on in a second datagram restarts at buf instead of at format_header(buf): write the header each time the buffer is begun anew.':
    "Une réponse qui continue dans un second datagramme repart de buf et non de format_header(buf) : écrivez l'en-tête chaque fois que le buffer est recommencé.",
  'format_header returns buf and not buf + 2, so that the first TLV overwrites the header.':
    "format_header renvoie buf et non buf + 2, si bien que le premier TLV écrase l'en-tête.",
  'A counter or pointer of one byte wraps in a long answer and the TLVs run over the start of the buffer.':
    "Un compteur ou un indice d'un octet déborde dans une longue réponse, et les TLV passent par-dessus le début du buffer.",
  'After the header comes a list of TLVs, as many as fit, and each of them acts in its turn. A datagram may also end right after the header: that is no error, there is just nothing to do.':
    "Après l'en-tête vient une suite de TLV, autant qu'il en tient, et chacun agit à son tour. Un datagramme peut aussi finir juste après l'en-tête : ce n'est pas une erreur, il n'y a simplement rien à faire.",
  'parse_msg looks at buf[2] and returns: loop, with p += p[1] as long as p < buf + n.':
    "parse_msg regarde buf[2] et s'arrête : faites une boucle, avec p += p[1] tant que p < buf + n.",
  'A return or break at the end of one case leaves the loop: a switch needs break, the loop must go on.':
    "Un return ou un break à la fin d'un cas quitte la boucle : le switch a besoin de break, la boucle doit continuer.",
  'A case acts on the first Peer Address only, or the loop counts to a fixed number of TLVs.':
    "Un cas ne traite que le premier Peer Address, ou la boucle ne compte que jusqu'à un nombre fixe de TLV.",
  'Only the bytes that recvfrom returned for this datagram may be looked at. What an earlier, longer datagram left in the same buffer is still there, and must not act a second time.':
    "On ne regarde que les octets que recvfrom a rendus pour ce datagramme. Ce qu'un datagramme plus long a laissé dans le même buffer s'y trouve encore, et ne doit pas agir une seconde fois.",
  'The parser runs to sizeof(buf), or to the greatest length so far, and not to the number that recvfrom returned.':
    "La lecture va jusqu'à sizeof(buf), ou jusqu'à la plus grande longueur vue, et non jusqu'au nombre rendu par recvfrom.",
  'The return value goes into an unsigned variable or is not looked at, so that -1 and 0 become a large length.':
    "La valeur rendue va dans une variable non signée ou n'est pas regardée, si bien que -1 et 0 deviennent une grande longueur.",
  'The end of the loop is a zero byte or an unknown type rather than the end of the datagram.':
    "La boucle finit à un octet nul ou à un type inconnu plutôt qu'à la fin du datagramme.",
  'A peer is its address and port: everything must leave from the port that the program was told to bind. From any other port it is a different peer, and the answer never finds its way back.':
    "Un pair, c'est une adresse et un port : tout doit partir du port auquel le programme a reçu l'ordre de se lier. D'un autre port, c'est un autre pair, et la réponse ne trouve jamais son chemin.",
  'A second socket, made for sending, was never bound: send from the socket that you receive on.':
    "Une seconde socket, faite pour envoyer, n'a jamais été liée : envoyez par la socket sur laquelle vous recevez.",
  'bind is missing or failed unnoticed: the first sendto then picks a port by chance. Check what bind returns.':
    "bind manque ou échoue sans qu'on le voie : le premier sendto prend alors un port au hasard. Regardez ce que bind renvoie.",
  'The port is bound without htons.': 'Le port est lié sans htons.',
  'The second byte of a TLV is the size of the whole TLV, with type and length byte included. So a Hello has length 2, a Peer Address 8, and the next TLV begins length bytes after the beginning of this one.':
    "Le deuxième octet d'un TLV est la taille du TLV entier, type et longueur compris. Un Hello a donc la longueur 2, un Peer Address 8, et le TLV suivant commence ce nombre d'octets après le début de celui-ci.",
  'The step to the next TLV is p += 2 + p[1]: it is p += p[1].':
    "Le pas vers le TLV suivant est p += 2 + p[1] : c'est p += p[1].",
  'Lengths are written as 0 for Hello and 6 for Peer Address, without the two bytes in front.':
    'Les longueurs écrites sont 0 pour Hello et 6 pour Peer Address, sans les deux octets de devant.',
  'A TLV whose type the node does not know is stepped over by its length, without a message and without harm, and whatever stands before and after it in the datagram still acts. Thus newer programs can talk to older ones.':
    "Un TLV dont le nœud ne connaît pas le type est enjambé d'après sa longueur, sans message et sans dommage, et ce qui se trouve avant et après lui dans le datagramme agit quand même. Ainsi les programmes récents peuvent parler aux anciens.",
  'The default case returns or drops the datagram: it should only step over, p += p[1].':
    'Le cas default quitte la fonction ou abandonne le datagramme : il doit seulement enjamber, p += p[1].',
  'The length is read into a signed char, so that 128 and more become negative: use unsigned char.':
    'La longueur est lue dans un char signé, si bien que 128 et plus deviennent négatifs : prenez unsigned char.',
  'Type 0 is taken for the end or for padding, or types above 127 for errors.':
    'Le type 0 est pris pour la fin ou pour du remplissage, ou les types au-delà de 127 pour des erreurs.',
  'A known TLV may be longer than its fields. The node uses the fields that it knows, ignores the bytes behind them, and looks for the next TLV where the length says.':
    "Un TLV connu peut être plus long que ses champs. Le nœud lit les champs qu'il connaît, passe sur les octets qui suivent, et cherche le TLV suivant là où la longueur le dit.",
  'if (len != 2) or if (len != 8) rejects it: the comparison is len < 2, len < 8.':
    'if (len != 2) ou if (len != 8) le rejette : la comparaison est len < 2, len < 8.',
  'The step is a constant, p += 2 after a Hello or p += 8 after an address, in place of p += p[1]: the extra bytes are then read as TLVs.':
    'Le pas est une constante, p += 2 après un Hello ou p += 8 après une adresse, au lieu de p += p[1] : les octets en plus sont alors lus comme des TLV.',
  'The length is signed: from 128 on it is taken for too short.':
    'La longueur est signée : à partir de 128, elle passe pour trop courte.',
  'A length may lie: below 2, past the end of the datagram, too small for a port and an address, or missing because only a type is left. The node must neither crash nor loop, and must not act on bytes that do not belong to the TLV.':
    "Une longueur peut mentir : moins de 2, au-delà de la fin du datagramme, trop petite pour un port et une adresse, ou absente parce qu'il ne reste qu'un type. Le nœud ne doit ni planter ni boucler, ni agir sur des octets qui ne sont pas à ce TLV.",
  'Length 0 makes p += p[1] stand still for ever, 1 makes it read a length as a type: stop when p[1] < 2.':
    'Une longueur 0 fait piétiner p += p[1] pour toujours, une longueur 1 lui fait lire une longueur comme un type : arrêtez dès que p[1] < 2.',
  'Nothing compares p + p[1] with the end: check it before the switch, and check that two bytes are left before p[1] is read.':
    "Rien ne compare p + p[1] à la fin : vérifiez-le avant le switch, et vérifiez qu'il reste deux octets avant de lire p[1].",
  'A Peer Address is read without looking whether its length is at least 8: port and address then come from the next TLV or from an old datagram.':
    "Un Peer Address est lu sans regarder si sa longueur est au moins 8 : le port et l'adresse viennent alors du TLV suivant ou d'un ancien datagramme.",
  'What the node sends must be readable by those rules: each TLV with its type, its true length and all of its fields. Nothing may be left over at the end of the datagram.':
    'Ce que le nœud envoie doit pouvoir être lu selon ces règles : chaque TLV avec son type, sa vraie longueur et tous ses champs. Rien ne doit rester à la fin du datagramme.',
  'sendto gets the size of the buffer, or of a struct with padding, and not the bytes written so far.':
    "sendto reçoit la taille du buffer, ou d'une structure avec son remplissage, et non le nombre d'octets écrits jusque-là.",
  'A struct is sent as it lies in memory: the compiler pads it. Write byte by byte, or memcpy field by field.':
    "Une structure est envoyée telle qu'elle est en mémoire : le compilateur y met du remplissage. Écrivez octet par octet, ou champ par champ avec memcpy.",
  'The length byte is forgotten or holds the size of the value alone.':
    "L'octet de longueur est oublié, ou contient la taille de la valeur seule.",
  'What happens to the rest of a datagram in which one TLV is malformed is up to the author: keep what came before it, or drop it all. The checker notes which, and complains of neither.':
    "Ce que devient le reste d'un datagramme dont un TLV est mal formé est l'affaire de l'auteur : garder ce qui vient avant, ou tout abandonner. On note ce qui a été vu, sans rien reprocher.",
  'None is possible here, but choose one way on purpose: stop at the first TLV that cannot be right.':
    "Aucune faute n'est possible ici, mais choisissez exprès : arrêtez-vous au premier TLV qui ne peut pas être juste.",
  'A node may send types of its own and extra bytes behind known fields, because everybody must skip them. The checker notes it, nothing more.':
    'Un nœud peut envoyer des types à lui et des octets derrière les champs connus, puisque chacun doit les sauter. On le note, sans plus.',
  'Such TLVs must still be well formed: a wrong length in one of them breaks TLV-5.':
    "Ces TLV doivent tout de même être bien formés : une longueur fausse dans l'un d'eux viole TLV-5.",
} as const;
