// Names of the link types that captures in the wild have, and how long a packet of each may be. The numbers are
// the LINKTYPE_ values of the registry at tcpdump.org/linktypes.html; what is not here is printed as a number.

const NAMES: Readonly<Record<number, string>> = {
  0: 'NULL',
  1: 'ETHERNET',
  3: 'AX25',
  6: 'IEEE802_5',
  7: 'ARCNET_BSD',
  8: 'SLIP',
  9: 'PPP',
  10: 'FDDI',
  12: 'RAW',
  14: 'RAW',
  50: 'PPP_HDLC',
  51: 'PPP_ETHER',
  100: 'ATM_RFC1483',
  101: 'RAW',
  104: 'C_HDLC',
  105: 'IEEE802_11',
  107: 'FRELAY',
  108: 'LOOP',
  113: 'LINUX_SLL',
  114: 'LTALK',
  117: 'PFLOG',
  119: 'IEEE802_11_PRISM',
  122: 'IP_OVER_FC',
  123: 'SUNATM',
  127: 'IEEE802_11_RADIOTAP',
  129: 'ARCNET_LINUX',
  138: 'APPLE_IP_OVER_IEEE1394',
  139: 'MTP2_WITH_PHDR',
  140: 'MTP2',
  141: 'MTP3',
  142: 'SCCP',
  143: 'DOCSIS',
  144: 'LINUX_IRDA',
  147: 'USER0',
  163: 'IEEE802_11_AVS',
  165: 'BACNET_MS_TP',
  166: 'PPP_PPPD',
  169: 'GPRS_LLC',
  177: 'LINUX_LAPD',
  187: 'BLUETOOTH_HCI_H4',
  189: 'USB_LINUX',
  192: 'PPI',
  195: 'IEEE802_15_4_WITHFCS',
  197: 'ERF',
  201: 'BLUETOOTH_HCI_H4_WITH_PHDR',
  202: 'AX25_KISS',
  203: 'LAPD',
  204: 'PPP_WITH_DIR',
  205: 'C_HDLC_WITH_DIR',
  209: 'IPMB_LINUX',
  212: 'LIN',
  215: 'IEEE802_15_4_NONASK_PHY',
  220: 'USB_LINUX_MMAPPED',
  224: 'FC_2',
  226: 'IPNET',
  227: 'CAN_SOCKETCAN',
  228: 'IPV4',
  229: 'IPV6',
  230: 'IEEE802_15_4_NOFCS',
  231: 'DBUS',
  239: 'NFLOG',
  240: 'NETANALYZER',
  242: 'IPOIB',
  243: 'MPEG_2_TS',
  247: 'INFINIBAND',
  248: 'SCTP',
  249: 'USBPCAP',
  251: 'BLUETOOTH_LE_LL',
  252: 'WIRESHARK_UPPER_PDU',
  253: 'NETLINK',
  254: 'BLUETOOTH_LINUX_MONITOR',
  256: 'BLUETOOTH_LE_LL_WITH_PHDR',
  258: 'PKTAP',
  259: 'EPON',
  265: 'ISO_14443',
  266: 'RDS',
  268: 'SITA',
  271: 'VSOCK',
  272: 'NORDIC_BLE',
  273: 'DOCSIS31_XRA31',
  276: 'LINUX_SLL2',
  279: 'EBHSCR',
  281: 'DSA_TAG_BRCM',
  282: 'DSA_TAG_BRCM_PREPEND',
  283: 'IEEE802_15_4_TAP',
  284: 'DSA_TAG_DSA',
  285: 'DSA_TAG_EDSA',
};

/** Link types whose packets are whole transfers, far longer than a frame. */
const LONG: ReadonlySet<number> = new Set([186, 189, 220, 231, 249, 279]);

/** The largest block of a pcapng file, and the longest packet of any link type: 16 MiB, as libpcap. */
export const MAX_BLOCK = 16 * 1024 * 1024;

/** The longest packet of an ordinary link type: 256 KiB, as libpcap and Wireshark. */
export const MAX_CAPTURE_LENGTH = 262_144;

/** `linktype 104 (C_HDLC)`. */
export function linkTypeText(linkType: number): string {
  const name = NAMES[linkType];
  return name === undefined ? `linktype ${linkType}` : `linktype ${linkType} (${name})`;
}

/** The longest packet that a file may have for this link type. */
export function maxCaptureLength(linkType: number): number {
  return LONG.has(linkType) ? MAX_BLOCK : MAX_CAPTURE_LENGTH;
}
