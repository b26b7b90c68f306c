/** What is counted: one, and several. */
export const NOUNS = {
  byte: ['octet', 'octets'],
  time: ['fois', 'fois'],
  finding: ['constat', 'constats'],
  datagram: ['datagramme', 'datagrammes'],
} as const;

export type Noun = keyof typeof NOUNS;
