/**
 * Bells, by which one thread calls another: a word that grows when it rings, and behind it one that says whether somebody
 * sleeps until it does. To ring for nobody costs two writes.
 */

const SLEEPER: usize = 4;
/** Looks at the bell before going to sleep, a few microseconds: to be woken takes ten times as long. */
const LOOKS: u32 = 2000;

export function ring(bell: usize): void {
  atomic.add<u32>(bell, 1);
  if (atomic.load<u32>(bell, SLEEPER) !== 0) atomic.notify(bell, 1);
}

/** What `sleep` has to know: ask before you look at what the bell is about. */
export function heard(bell: usize): u32 {
  return atomic.load<u32>(bell);
}

/** Sleeps until the bell has rung since it was heard. */
export function sleep(bell: usize, since: u32): void {
  for (let i: u32 = 0; i < LOOKS; i++) if (heard(bell) !== since) return;
  atomic.store<u32>(bell, 1, SLEEPER);
  // If it rang meanwhile the word is another one, and there is no waiting.
  atomic.wait<u32>(bell, since, -1);
  atomic.store<u32>(bell, 0, SLEEPER);
}
