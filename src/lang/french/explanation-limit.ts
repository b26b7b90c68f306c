/** What the requirements of addresses, sizes and robustness mean, and what usually goes wrong (§1.5, §2.2). */

export const LIMIT_EXPLANATIONS = {
  'When a connected peer names an address, the node begins to greet that address with the next round of Hellos. That is how two nodes meet that did not know of each other. All addresses of a datagram count.':
    "Quand un pair connecté nomme une adresse, le nœud commence à lui dire Hello au tour suivant. C'est ainsi que se rencontrent deux nœuds qui ne se connaissaient pas. Toutes les adresses d'un datagramme comptent.",
  'The case of the Peer Address is missing, or prints the address and stops there.':
    "Le cas du Peer Address manque, ou affiche l'adresse et en reste là.",
  'The address is added, but Hellos go only to peers that have said one: greet whoever is known.':
    "L'adresse est ajoutée, mais les Hello ne vont qu'aux pairs qui en ont dit un : dites Hello à tous ceux qui sont connus.",
  'sin_family is not set in the new entry, so that sendto fails unnoticed.':
    "sin_family n'est pas rempli dans le nouvel élément, et sendto échoue sans qu'on le voie.",
  'A Peer Address holds the port first, high byte first, then the four bytes of the address in the order in which they are written. A sockaddr_in keeps both in just that order already.':
    "Un Peer Address contient d'abord le port, octet de poids fort en tête, puis les quatre octets de l'adresse dans l'ordre où on les écrit. Un sockaddr_in garde déjà les deux exactement dans cet ordre.",
  'htons or ntohs is applied to sin_port, which is in network order already, or left out for a port from atoi.':
    "htons ou ntohs est appliqué à sin_port, qui est déjà dans l'ordre du réseau, ou oublié pour un port venu de atoi.",
  'htonl is applied to sin_addr.s_addr, which turns the address round.':
    "htonl est appliqué à sin_addr.s_addr, ce qui retourne l'adresse.",
  'The address is written before the port.': "L'adresse est écrite avant le port.",
  'Learning an address is no reason to send at once: its first Hello comes with the next round, and nobody else is told. Otherwise one datagram with many addresses sets off a burst.':
    "Apprendre une adresse n'est pas une raison d'envoyer aussitôt : son premier Hello part au tour suivant, et personne d'autre n'est prévenu. Sinon, un datagramme plein d'adresses déclenche une rafale.",
  'The case of the Peer Address calls sendto or send_hellos itself: only add the entry there.':
    "Le cas du Peer Address appelle lui-même sendto ou send_hellos : n'y faites qu'ajouter l'élément.",
  'How long a node keeps an address that was announced and never says Hello is not fixed by the text. The checker measures and notes it.':
    'Combien de temps un nœud garde une adresse annoncée qui ne dit jamais Hello, le texte ne le fixe pas. On le mesure et on le note.',
  'Keeping them all for ever fills the table: give such entries a date too, and drop them some time.':
    'Les garder toutes pour toujours remplit la table : donnez une date aussi à ces éléments, et retirez-les un jour.',
  'Somebody may announce what no peer can have: port 0, 0.0.0.0, a broadcast or multicast address, or the node itself. It may add or ignore them, but goes on as before.':
    "Quelqu'un peut annoncer ce qu'aucun pair ne peut avoir : le port 0, 0.0.0.0, une adresse de diffusion ou de multidiffusion, ou le nœud lui-même. Le nœud peut l'ajouter ou l'ignorer, mais continue comme avant.",
  'An error of sendto (EINVAL for port 0, EACCES for broadcast) ends the program: report it and go on with the next peer.':
    'Une erreur de sendto (EINVAL pour le port 0, EACCES pour la diffusion) arrête le programme : signalez-la et passez au pair suivant.',
  'The node adds itself and then answers its own Hellos: compare with your own port.':
    "Le nœud s'ajoute lui-même puis répond à ses propres Hello : comparez à votre propre port.",
  'The same address is added once for each time it is announced.':
    "La même adresse est ajoutée autant de fois qu'elle est annoncée.",
  'No datagram that the node sends is longer than 1400 bytes, so that it fits into one packet on any network. The number is from the guide; a list that is longer goes into several datagrams.':
    "Aucun datagramme envoyé par le nœud n'a plus de 1400 octets, pour tenir dans un seul paquet sur tout réseau. Le nombre vient du guide ; une liste plus longue va dans plusieurs datagrammes.",
  'The test for a full buffer comes after the TLV is written: test whether 8 more bytes fit, before.':
    "Le test du buffer plein vient après l'écriture du TLV : vérifiez avant, s'il reste la place de 8 octets.",
  'The limit is applied to the TLVs and the header is not counted.':
    "La limite est appliquée aux TLV, et l'en-tête n'est pas compté.",
  'Others may send what they like, from an empty datagram to one of 65,507 bytes. What does not fit may be cut or dropped, but the node lives on.':
    "Les autres peuvent envoyer ce qu'ils veulent, d'un datagramme vide à un de 65 507 octets. Ce qui ne tient pas peut être coupé ou abandonné, mais le nœud continue à vivre.",
  'recvfrom returning 0 is taken for the end of a connection, as with TCP: for UDP it is an empty datagram.':
    "Un recvfrom qui renvoie 0 est pris pour la fin d'une connexion, comme en TCP : en UDP, c'est un datagramme vide.",
  'recvfrom is given a larger size than the buffer has: pass sizeof(buf), and mind that of a pointer it is 8.':
    'recvfrom reçoit une taille plus grande que celle du buffer : donnez sizeof(buf), et songez que pour un pointeur elle vaut 8.',
  'Others may send up to 1400 bytes, so that many must be read. The last TLV of such a datagram acts like the first.':
    "Les autres peuvent envoyer jusqu'à 1400 octets, il faut donc en lire autant. Le dernier TLV d'un tel datagramme agit comme le premier.",
  'The receive buffer is 256, 512 or 1024 bytes: make it at least 1400.':
    'Le buffer de réception a 256, 512 ou 1024 octets : donnez-lui-en au moins 1400.',
  'The length is kept in an unsigned char or compared with 255.':
    'La longueur est gardée dans un unsigned char ou comparée à 255.',
  'Nothing that comes in through the socket may end the program, stop it or spoil its memory: no crash, no exit, no endless loop. A report of a sanitizer counts as a crash.':
    "Rien de ce qui entre par la socket ne doit arrêter le programme, le bloquer ou abîmer sa mémoire : ni plantage, ni fin, ni boucle sans fin. Un rapport d'un sanitizer compte comme un plantage.",
  'A length is believed before it is compared with the bytes that are there: run with -fsanitize=address,undefined and send it garbage.':
    "Une longueur est crue avant d'être comparée aux octets présents : compilez avec -fsanitize=address,undefined et envoyez n'importe quoi.",
  'assert, exit or return from main on input that is merely wrong: drop the datagram instead.':
    'Un assert, exit ou return du main sur une entrée simplement fausse : abandonnez plutôt le datagramme.',
  'A table of fixed size is written past its end when one more peer arrives.':
    'Une table de taille fixe est écrite au-delà de sa fin quand arrive un pair de plus.',
  'If a peer is gone, the system reports that its port is unreachable, and the next call on the socket fails for that reason. This is news about one peer, not the end of the node.':
    "Si un pair a disparu, le système signale que son port est injoignable, et l'appel suivant sur la socket échoue pour cette raison. C'est une nouvelle d'un seul pair, pas la fin du nœud.",
  'recvfrom or sendto returns -1 with ECONNREFUSED, and the program ends or leaves its round of Hellos: go on with the next peer.':
    "recvfrom ou sendto renvoie -1 avec ECONNREFUSED, et le programme s'arrête ou quitte son tour de Hello : passez au pair suivant.",
  'The socket is connected to a peer, which makes such errors appear: leave it unconnected.':
    'La socket est connectée à un pair, ce qui fait apparaître ces erreurs : laissez-la sans connect.',
  'While somebody sends far too much, the peers that behave should not suffer. Hellos keep their pace, and who says Hello stays in the table.':
    "Pendant que quelqu'un envoie beaucoup trop, les pairs qui se tiennent bien ne doivent pas en souffrir. Les Hello gardent leur rythme, et qui dit Hello reste dans la table.",
  'The loop reads until nothing is left before it looks at the clock: look at it after every datagram, or every few.':
    "La boucle lit jusqu'à ce qu'il ne reste rien avant de regarder l'heure : regardez-la après chaque datagramme, ou tous les quelques-uns.",
  'A printf for each datagram takes longer than the datagram: print less.':
    'Un printf pour chaque datagramme prend plus de temps que le datagramme : affichez moins.',
  'Peers are searched in a long list many times for each TLV.':
    'Les pairs sont cherchés dans une longue liste plusieurs fois par TLV.',
  'One sender can announce thousands of addresses that do not exist. The node should hold only so many of them, and forget those that never speak.':
    "Un seul expéditeur peut annoncer des milliers d'adresses qui n'existent pas. Le nœud ne devrait en garder qu'un certain nombre, et oublier celles qui ne parlent jamais.",
  'malloc for each announced address and no limit: refuse or replace entries above some hundreds.':
    'Un malloc pour chaque adresse annoncée et aucune limite : refusez ou remplacez des éléments au-delà de quelques centaines.',
  'Addresses that never said Hello have no date, so nothing removes them.':
    "Les adresses qui n'ont jamais dit Hello n'ont pas de date, et rien ne les retire donc.",
  'A node runs for weeks. What it needs for one datagram it gives back afterwards: memory, file descriptors, threads, child processes.':
    "Un nœud tourne des semaines. Ce qu'il lui faut pour un datagramme, il le rend ensuite : mémoire, descripteurs de fichiers, threads, processus fils.",
  'A buffer or entry from malloc has no free on some path: valgrind or -fsanitize=leak shows which.':
    "Un buffer ou un élément de malloc n'a pas de free sur un des chemins : valgrind ou -fsanitize=leak montre lequel.",
  'A socket is opened for each answer and not closed.':
    'Une socket est ouverte pour chaque réponse et jamais fermée.',
  'fork or pthread_create for each datagram, without wait or detach.':
    'Un fork ou pthread_create pour chaque datagramme, sans wait ni detach.',
} as const;
