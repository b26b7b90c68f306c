/** What is counted: one, and several. */
export const NOUNS = {
  byte: ['octet', 'octets'],
  time: ['fois', 'fois'],
  finding: ['constat', 'constats'],
  datagram: ['datagramme', 'datagrammes'],
  run: ['passage', 'passages'],
  target: ['cible', 'cibles'],
  TLV: ['TLV', 'TLV'],
  issue: ['défaut', 'défauts'],
  case: ['cas', 'cas'],
  instance: ['instance', 'instances'],
  peer: ['pair', 'pairs'],
  'more group': ['autre groupe', 'autres groupes'],
  message: ['message', 'messages'],
  'more message': ['autre message', 'autres messages'],
  node: ['nœud', 'nœuds'],
  'healthy node': ['nœud sain', 'nœuds sains'],
  pairing: ['rencontre', 'rencontres'],
  attempt: ['essai', 'essais'],
  end: ['extrémité', 'extrémités'],
} as const;

export type Noun = keyof typeof NOUNS;
