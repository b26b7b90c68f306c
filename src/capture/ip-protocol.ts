// IP protocol numbers (IANA): UDP, the headers that are stepped over, and names to count the others under.
// What is inside a tunnel (IP in IP, GRE) or quoted by an ICMP error is never delivered: it is not a datagram
// that came to anybody here.

export const PROTOCOL = {
  hopByHop: 0,
  udp: 17,
  routing: 43,
  fragment: 44,
  authentication: 51,
  noNext: 59,
  destination: 60,
  mobility: 135,
  hip: 139,
  shim6: 140,
} as const;

const NAMES: Readonly<Record<number, string>> = {
  1: 'icmp',
  2: 'igmp',
  4: 'tunnel ipv4',
  6: 'tcp',
  33: 'dccp',
  41: 'tunnel ipv6',
  47: 'tunnel gre',
  50: 'esp',
  58: 'icmpv6',
  59: 'no next header',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
  136: 'udp-lite',
};

/** What to count a protocol that is not UDP under. */
export function protocolText(protocol: number): string {
  return NAMES[protocol] ?? `ip protocol ${protocol}`;
}
