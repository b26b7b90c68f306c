import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { needAbility } from '../../support/need.ts';
import { PROGRAM } from './program.ts';

/** A link of 16 Mbit/s to 10.9.0.2, where nobody is; runs the words behind it and then prints what has left. */
const SLOW_LINK = `
ip link add slow0 type veth peer name slow1 &&
for end in slow0 slow1; do ip link set $end addrgenmode none up; done &&
ip addr add 10.9.0.1/24 dev slow0 &&
ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:01 dev slow0 &&
tc qdisc add dev slow0 root tbf rate 16mbit burst 20kb latency 2s || exit 99
"$@" 2>&1
sleep 0.5
awk '/slow0:/ { print "left", $11 }' /proc/net/dev`;

const UNSHARE = ['--user', '--map-root-user', '--net', 'sh', '-c', SLOW_LINK, 'sh'];
const ENV = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
const works = spawnSync('unshare', [...UNSHARE, 'true'], { env: ENV }).status === 0;

/** How many datagrams it says it has sent, and how many have left. */
async function sent(words: readonly string[], input = '', before: readonly string[] = []): Promise<number[]> {
  const program = [...before, process.execPath, PROGRAM, 'send', '10.9.0.2:4000', ...words];
  const options = ['--allow-target', '10.9.0.0/24', '--listen', '0ms'];
  const child = spawn('unshare', [...UNSHARE, ...program, ...options], { env: ENV });
  child.stdin.end(input);
  const output = await text(child.stdout);
  const told = /^(\d+) datagrams [\s\S]*^left (\d+)$/m.exec(output);
  if (told === null) throw new Error(output);
  return [Number(told[1]), Number(told[2])];
}

/** Runs the words behind it and interrupts them when some datagrams have left, however long a busy machine takes for that. */
const INTERRUPT = `
"$@" & program=$!
until awk '/slow0:/ && $11 > 500 { found = 1 } END { exit !found }' /proc/net/dev; do sleep 0.02; done
kill -INT $program; wait $program`;

const LONG = `tlv=200:${'00'.repeat(200)}`;

describe.runIf(needAbility(works, 'a slow link in a namespace'))('peerprobe send over a slow link', () => {
  it('waits until all has left', async () => {
    const lines = `${LONG}\nhello ${LONG}\n`.repeat(1500);
    expect(await sent(['-'], lines)).toEqual([3000, 3000]);
    expect(await sent([LONG, '--repeat', '10000'])).toEqual([10_000, 10_000]);
  });

  it.each([
    ['by one thread', 9999],
    ['by two', 1_000_000],
  ])('counts what has left when it is interrupted, sent %s', async (_name, times) => {
    const [told = 0, left = 0] = await sent([LONG, '--repeat', String(times)], '', [
      'sh',
      '-c',
      INTERRUPT,
      'sh',
    ]);
    expect(told).toBe(left);
    expect(told).toBeGreaterThan(500);
    expect(told).toBeLessThan(times);
  });
});
