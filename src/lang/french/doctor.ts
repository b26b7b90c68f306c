/** What works on a machine, and how to get the rest. */
import { sentences } from '../catalogue.ts';

export const ABILITIES = sentences({
  for: 'pour',
  fix: 'remède',
  everything: 'tout',
  'everything but files': 'tout sauf les fichiers',
  'check, fuzz: lab peers': 'check, fuzz : les pairs du laboratoire',
  'check, fuzz: no loss in bursts': 'check, fuzz : pas de perte dans les rafales',
  'check -- CMD, fuzz -- CMD: any address may be announced':
    "check -- CMD, fuzz -- CMD : n'importe quelle adresse peut être annoncée",
  'check -- CMD, fuzz -- CMD: limits for the target': 'check -- CMD, fuzz -- CMD : des limites pour la cible',
  'live capture without cap, with its losses counted': 'la capture en direct sans cap, ses pertes comptées',
  'a second opinion on captures': 'un second avis sur les captures',
  'building nodes written in C': 'compiler des nœuds écrits en C',
  'sniff -i': 'sniff -i',
  'sniff -i --backend tcpdump': 'sniff -i --backend tcpdump',
  'the package is there': 'le paquet est là',
  'its native part is there': 'sa partie native est là',
  'with its libpcap': 'avec sa libpcap',
  'see above': 'voir plus haut',
  'on {device}': 'sur {device}',
  'the loader does not know libpcap.so': 'le chargeur ne connaît pas libpcap.so',
  'no ldconfig here to ask': 'pas de ldconfig ici à interroger',
  '{version} is older than {least}': '{version} est plus ancien que {least}',
  '{took}': '{took}',
  'a datagram to ourselves did not arrive': "un datagramme à nous-mêmes n'est pas arrivé",
  'nothing arrives at {address}': "rien n'arrive à {address}",
  '{address} works': '{address} fonctionne',
  '{granted} KiB of {wanted} KiB granted': '{granted} Kio accordés sur {wanted} Kio',
  'not found': 'pas trouvé',
});
