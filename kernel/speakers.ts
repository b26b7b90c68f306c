/** Who has spoken in a capture (src/sniff/hearing.ts): nobody is listed twice. */
import { scatter } from './flow';
import { LISTED, MAX_SPEAKERS, SPEAKER_MASK, SPEAKERS, UNHEARD_AT } from './lines-given';

/** Above an address and its port: the place is taken. */
const TAKEN: u64 = 1 << 48;

let speakers: u32 = 0;
/** How many are listed that nobody has heard of yet. */
export let unheard: u32 = 0;

/** Another capture begins. */
export function forget(): void {
  if (speakers > 0) memory.fill(SPEAKERS, 0, 8 * (<usize>SPEAKER_MASK + 1));
  speakers = 0;
}

export function isListFull(): bool {
  return unheard === LISTED;
}

/** An end sent a datagram of ours. When it knows as many as it can, it hears no more. */
export function hear(address: u32, port: u32): void {
  const end = TAKEN | ((<u64>address) << 16) | <u64>port;
  let at = scatter(address, port, 0) & SPEAKER_MASK;
  while (true) {
    const known = load<u64>(SPEAKERS + 8 * <usize>at);
    if (known === end) return;
    if (known === 0) break;
    at = (at + 1) & SPEAKER_MASK;
  }
  if (speakers === MAX_SPEAKERS) return;
  speakers++;
  store<u64>(SPEAKERS + 8 * <usize>at, end);
  store<u64>(UNHEARD_AT + 8 * <usize>unheard, end);
  unheard++;
}
