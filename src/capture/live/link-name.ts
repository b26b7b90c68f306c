// cap names the link type of an interface by a word, and what it does not know by the number in a sentence. The
// numbers of a capture file (LINKTYPE_) and of libpcap (DLT_) agree for all but raw IP among those.

const NAMED: ReadonlyMap<string, number> = new Map([
  ['NULL', 0],
  ['ETHERNET', 1],
  ['IEEE802_11_RADIO', 127],
  ['LINKTYPE_LINUX_SLL', 113],
  ['RAW', 101],
]);

/** DLT_RAW is 12 or 14 by system; files have 101. */
const RAW = 101;

/** The LINKTYPE_ number of what `open` returned, or null if the text says none. */
export function linkTypeOf(name: string): number | null {
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const number = /^Unknown linktype (\d{1,5})$/.exec(name)?.[1];
  if (number === undefined) return null;
  return number === '12' || number === '14' ? RAW : Number(number);
}
