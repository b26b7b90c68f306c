// EtherTypes: the next protocol after a link layer, by number (IEEE registry). VLAN tags are told from the rest;
// what is not followed has a name to be counted under.

export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;

/** Tags of four bytes that may stand before the real type: 802.1Q, 802.1ad and its forerunners. */
export function isVlanTag(type: number): boolean {
  return type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200 || type === 0x9300;
}

const NAMES: Readonly<Record<number, string>> = {
  2054: 'arp',
  32821: 'rarp',
  33079: 'ipx',
  34887: 'mpls',
  34888: 'mpls',
  34915: 'pppoe discovery',
  34916: 'pppoe',
  34958: 'eapol',
  35020: 'lldp',
  35045: 'macsec',
  36864: 'loopback test',
};

/** What to count a type that is neither IP nor VLAN under. */
export function etherTypeText(type: number): string {
  return NAMES[type] ?? `ethertype 0x${type.toString(16).padStart(4, '0')}`;
}
