/** What the requirements of Hellos and requests mean, and what usually goes wrong (§1.3, §1.4). */

export const TALK_EXPLANATIONS = {
  'Each peer in the table gets one Hello a second, for as long as the program runs: the one from the command line, those that said Hello, and those that somebody announced. Traffic that arrives in between must not delay it.':
    "Chaque pair de la table reçoit un Hello par seconde, aussi longtemps que le programme tourne : celui de la ligne de commande, ceux qui ont dit Hello et ceux que quelqu'un a annoncés. Ce qui arrive entre-temps ne doit pas le retarder.",
  'The Hellos hang on a timeout of select or recvfrom that begins anew with every datagram: compute the time that is left until the next Hello.':
    "Les Hello dépendent d'un délai de select ou de recvfrom qui recommence à chaque datagramme : calculez le temps qui reste jusqu'au prochain Hello.",
  'A child process that ticks ends, or is started twice; or sleep(1) stands in the loop that also receives.':
    'Un processus fils qui donne le rythme se termine, ou est lancé deux fois ; ou bien un sleep(1) se trouve dans la boucle qui reçoit aussi.',
  'A peer is entered twice and gets two Hellos; or sendto fails for one peer and the loop over the others is left.':
    'Un pair est inscrit deux fois et reçoit deux Hello ; ou sendto échoue pour un pair et la boucle sur les autres est quittée.',
  'Whoever says Hello becomes a peer, known by source address and port together. It makes no difference whether the address was unknown, announced by somebody else or given at the start, or how many peers have come and gone before.':
    "Quiconque dit Hello devient un pair, connu par l'adresse et le port de l'expéditeur, ensemble. Peu importe que l'adresse ait été inconnue, annoncée par un autre ou donnée au départ, et combien de pairs sont venus et repartis avant.",
  'Peers are compared by address alone or by port alone: both must be equal. memcmp of a whole sockaddr_in also compares its padding.':
    "Les pairs sont comparés par l'adresse seule ou par le port seul : les deux doivent être égaux. Et memcmp sur tout un sockaddr_in compare aussi son remplissage.",
  'A place in the table is never given back: after some peers have expired, nobody is added any more.':
    "Une place de la table n'est jamais rendue : quand quelques pairs ont expiré, plus personne n'est ajouté.",
  'Length fromlen is not set before recvfrom, so the source is garbage.':
    "La longueur fromlen n'est pas remplie avant recvfrom, si bien que l'expéditeur est n'importe quoi.",
  'Each Hello from a peer sets the date at which it was last heard. As long as it keeps saying Hello, it stays connected and listed.':
    "Chaque Hello d'un pair remet à jour la date où on l'a entendu. Tant qu'il continue à dire Hello, il reste connecté et dans la liste.",
  'The date is set when the peer is added and not afterwards: set it in the branch for a known peer too.':
    'La date est mise quand le pair est ajouté et plus après : mettez-la aussi dans la branche du pair connu.',
  'The date is set in a copy of the struct: change the entry of the table, through a pointer.':
    "La date est mise dans une copie de la structure : changez l'élément de la table, à travers un pointeur.",
  'The comparison is the wrong way round: old is now - last > 4.':
    "La comparaison est à l'envers : un vieux pair, c'est maintenant - dernier > 4.",
  'A peer from which no Hello has come for four seconds is not connected any more, so answers leave it out. Whole-second clocks may be off by one; more than two seconds too late is a fault.':
    "Un pair dont aucun Hello n'est venu depuis quatre secondes n'est plus connecté, et les réponses le laissent de côté. Une horloge en secondes entières peut se tromper d'une ; plus de deux secondes de retard est une faute.",
  'remove_old_peers is written but never called, or only when somebody new arrives.':
    "remove_old_peers est écrite mais jamais appelée, ou seulement à l'arrivée d'un nouveau.",
  'While a list is walked, the entry is freed and then asked for its successor, so that some are skipped.':
    "Pendant le parcours de la liste, l'élément est libéré puis on lui demande son suivant, si bien que certains sont sautés.",
  'Times in seconds and milliseconds are mixed, or the difference is unsigned and wraps.':
    'Les temps en secondes et en millisecondes sont mélangés, ou la différence est non signée et déborde.',
  'Being connected depends on Hellos alone. Neither a request nor an unknown TLV from a peer, nor what others say about it, makes it connected, keeps it so, or ends it.':
    "Être connecté dépend des Hello et de rien d'autre. Ni une demande ni un TLV inconnu d'un pair, ni ce que d'autres disent de lui, ne le connecte, ne le maintient ou ne le déconnecte.",
  'The date is renewed where the datagram is received and not in the case of the Hello.':
    'La date est rafraîchie là où le datagramme est reçu et non dans le cas du Hello.',
  'An address that is announced gets the date of now, and so looks like a peer that has just said Hello.':
    'Une adresse annoncée reçoit la date de maintenant, et ressemble donc à un pair qui vient de dire Hello.',
  'Announcing a known peer resets its entry to unknown.':
    "L'annonce d'un pair connu remet son élément à l'état inconnu.",
  'A peer that was dropped is a stranger like any other. Its next Hello brings it back, also if somebody has announced it meanwhile.':
    "Un pair oublié est un inconnu comme les autres. Son Hello suivant le ramène, même si quelqu'un l'a annoncé entre-temps.",
  'A dropped peer stays in the table with a mark that no Hello takes away.':
    "Un pair oublié reste dans la table avec une marque qu'aucun Hello n'enlève.",
  'The list is broken by the removal (its head or the previous link not updated), so that what is added later is not found.':
    "Le retrait casse la liste (sa tête ou le lien précédent n'est pas mis à jour), si bien que ce qu'on ajoute ensuite ne se retrouve pas.",
  'Hellos follow the clock, not other Hellos. Two nodes that answer each Hello with one would talk without pause. One greeting to a newcomer is harmless.':
    "Les Hello suivent l'horloge, pas les autres Hello. Deux nœuds qui répondraient à chaque Hello par un Hello parleraient sans fin. Un seul salut à un nouveau venu est sans danger.",
  'send_hellos, or a reply, is called in the case of the Hello: that case only adds or renews.':
    "send_hellos, ou une réponse, est appelée dans le cas du Hello : ce cas ne fait qu'ajouter ou rafraîchir.",
  'Whoever sends a Peer Request gets back the addresses of the connected peers, as Peer Addresses, at the address and port that the request came from. Every time, not just the first.':
    "Quiconque envoie un Peer Request reçoit en retour les adresses des pairs connectés, en Peer Address, à l'adresse et au port d'où vient la demande. Chaque fois, pas seulement la première.",
  'The answer goes to the first peer of the table, or to the address of an earlier recvfrom that is kept in a global variable: use the one that came with this datagram.':
    "La réponse va au premier pair de la table, ou à l'adresse d'un recvfrom antérieur gardée dans une variable globale : prenez celle qui est venue avec ce datagramme.",
  'A flag or a date blocks every request after the first.':
    'Un drapeau ou une date bloque chaque demande après la première.',
  'sendto is told the length of the header alone: what was written behind it is not counted.':
    "sendto reçoit la longueur de l'en-tête seul : ce qui a été écrit derrière n'est pas compté.",
  'The text asks for an answer without saying that the requester must have said Hello before. Silence towards strangers is a freedom that many take against abuse: it is only a warning.':
    "Le texte veut une réponse sans dire que le demandeur doit avoir dit Hello avant. Se taire devant les inconnus est une liberté que beaucoup prennent contre les abus : ce n'est qu'un avertissement.",
  'The sender is looked up in the table first, and the request dropped if it is not found there.':
    "L'expéditeur est d'abord cherché dans la table, et la demande abandonnée s'il n'y est pas.",
  'An answer names all connected peers. Some 174 addresses fill one datagram of 1400 bytes; with more, the rest goes into further datagrams, each with a header.':
    "Une réponse nomme tous les pairs connectés. Quelque 174 adresses remplissent un datagramme de 1400 octets ; au-delà, le reste va dans d'autres datagrammes, chacun avec son en-tête.",
  'The table holds 10 or 16 peers, or the loop stops when the buffer is full: send it, begin a new one, go on.':
    "La table a 10 ou 16 places, ou la boucle s'arrête quand le buffer est plein : envoyez-le, commencez-en un autre, continuez.",
  'A count in a char or unsigned char ends at 127 or 255.':
    "Un compteur en char ou unsigned char s'arrête à 127 ou 255.",
  'The last buffer, which is not full, is never sent; or the entry at which the buffer was full is lost.':
    "Le dernier buffer, qui n'est pas plein, n'est jamais envoyé ; ou le pair auquel le buffer était plein se perd.",
  'An address that was only announced and has never said Hello may be wrong or long gone: it should be greeted, but not passed on. The guide can also be read as listing everybody, so this warns at most.':
    "Une adresse seulement annoncée et qui n'a jamais dit Hello peut être fausse ou partie depuis longtemps : on lui dit Hello, mais on ne la passe pas à d'autres. Le guide peut aussi se lire comme une liste de tout le monde, d'où un simple avertissement.",
  'The answer walks the whole table: leave out entries that have no Hello in the last four seconds.':
    'La réponse parcourt toute la table : laissez de côté les éléments sans Hello depuis quatre secondes.',
  'If the requester is connected, it is one of the connected peers and stands in the list as well. It learns thereby how others see it. Leaving it out is a freedom, noted only.':
    "Si le demandeur est connecté, il est l'un des pairs connectés et figure lui aussi dans la liste. Il apprend ainsi comment les autres le voient. Ne pas l'y mettre est une liberté, simplement notée.",
  'The loop skips the entry that equals the sender: there is no need to.':
    "La boucle saute l'élément égal à l'expéditeur : ce n'est pas nécessaire.",
  'Each peer stands in an answer once. Twice means that it is twice in the table, or sent from two lists.':
    "Chaque pair figure une fois dans une réponse. Deux fois veut dire qu'il est deux fois dans la table, ou envoyé depuis deux listes.",
  'A peer is appended without a search first, or the search compares bytes that are never set, such as sin_zero.':
    "Un pair est ajouté sans être cherché d'abord, ou la recherche compare des octets jamais remplis, comme sin_zero.",
  'The start peer is entered at start and a second time with its first Hello.':
    'Le pair de départ est inscrit au lancement et une seconde fois à son premier Hello.',
  'An answer that comes seconds later is no use to somebody who waits. Reply when the request arrives, not on the next tick.':
    'Une réponse qui vient des secondes plus tard ne sert à rien à qui attend. Répondez quand la demande arrive, et non au prochain tour.',
  'The request sets a flag that is looked at once in some seconds.':
    "La demande lève un drapeau qui n'est regardé qu'une fois toutes les quelques secondes.",
  'A sleep, or a blocking call, stands in the loop that receives.':
    'Un sleep, ou un appel bloquant, se trouve dans la boucle qui reçoit.',
  'A node does not only answer: it asks. Every connected peer gets a Peer Request at a steady interval of its choice, some seconds long.':
    'Un nœud ne fait pas que répondre : il demande. Chaque pair connecté reçoit un Peer Request à intervalle constant, au choix du nœud, de quelques secondes.',
  'The second call of send_regular_value is missing, or its value is never looked for.':
    "Le second appel de send_regular_value manque, ou sa valeur n'est jamais cherchée.",
  'Only the first peer, or the one from the command line, is asked.':
    'Seul le premier pair, ou celui de la ligne de commande, est interrogé.',
  'The interval is counted in the wrong unit, so that nothing goes out for minutes.':
    "L'intervalle est compté dans la mauvaise unité, si bien que rien ne part pendant des minutes.",
  'A request makes the node answer the one who asked, and that is all. It asks nothing back, and sends addresses to nobody who did not ask.':
    "Une demande fait répondre le nœud à celui qui demande, et c'est tout. Il ne demande rien en retour, et n'envoie d'adresses à personne qui n'en a pas demandé.",
  'The case of the request also calls send_requests, or runs into the next case for want of a break.':
    "Le cas de la demande appelle aussi send_requests, ou tombe dans le cas suivant faute d'un break.",
  'The answer is sent to all peers of the table.': 'La réponse est envoyée à tous les pairs de la table.',
  'An address in an answer must come from somewhere: a source of a Hello, an announcement, or the command line. Made-up ones send others to greet nobody, for a long time.':
    "Une adresse d'une réponse doit venir de quelque part : l'expéditeur d'un Hello, une annonce ou la ligne de commande. Une adresse inventée fait dire Hello à personne, longtemps.",
  'Fields are never set in some entries, and whatever memory held is sent.':
    'Des champs ne sont jamais remplis dans certains éléments, et ce qui se trouvait en mémoire est envoyé.',
  'Port and address are taken from the wrong place of the datagram, or ntohs is done on one side only.':
    "Le port et l'adresse sont pris au mauvais endroit du datagramme, ou ntohs n'est fait que d'un côté.",
  'An entry that was freed is still listed.': 'Un élément déjà libéré est encore dans la liste.',
  'A node may answer less often than it is asked, to spare the network: a stranger as seldom as it likes, a connected peer at least once a second. The checker waits longer than that between two requests.':
    "Un nœud peut répondre moins souvent qu'on ne lui demande, pour ménager le réseau : à un inconnu aussi rarement qu'il veut, à un pair connecté au moins une fois par seconde. Cet outil attend plus longtemps entre deux demandes.",
  'A limit meant for each peer is kept in one variable, so that one busy peer silences all the others.':
    "Une limite prévue pour chaque pair est gardée dans une seule variable, si bien qu'un pair bavard fait taire tous les autres.",
} as const;
