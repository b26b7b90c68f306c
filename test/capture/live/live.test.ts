import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Live, startLive } from '../../../src/capture/live/live.ts';
import { ownPacket, type Packet } from '../../../src/capture/packet.ts';
import { timeText } from '../../../src/capture/timestamp.ts';

// Children that behave as cap makes a process behave, without cap: what happens to them is the parent's to bear.
const folder = mkdtempSync(join(tmpdir(), 'peerprobe-live-'));
afterAll(() => rmSync(folder, { recursive: true }));

const READY = `process.send({ type: 'ready', linkType: 1 });`;
/** Frames of one byte each, numbered from 0, at 1.000000005 s. */
const FRAME = `const frame = (n) => {
  const f = Buffer.alloc(13); f.writeBigUInt64LE(1000000005n); f.writeUInt32LE(1, 8); f[12] = n;
  require('fs').writeSync(3, f);
};`;

let made = 0;

function start(script: string) {
  const childPath = join(folder, `child-${made++}.cjs`);
  writeFileSync(childPath, script);
  return startLive({ device: 'test0', filter: 'udp', childPath });
}

async function started(script: string): Promise<Live> {
  const result = await start(script);
  if (!result.ok) throw new Error(result.failure.message);
  return result.live;
}

async function packets(live: Live, onTurn: () => void = () => {}): Promise<Packet[]> {
  const found: Packet[] = [];
  for await (const next of live.turns()) {
    for (let packet = next(); packet !== null; packet = next()) found.push(ownPacket(packet));
    onTurn();
  }
  return found;
}

/** Stops it at the first call. */
function once(live: Live): () => void {
  let done = false;
  return () => {
    if (!done) void live.stop();
    done = true;
  };
}

async function payloads(live: Live): Promise<number[]> {
  return (await packets(live)).map(({ bytes }) => bytes[0] ?? -1);
}

describe('a live capture', () => {
  test('gives the packets in order, with their times, and ends when it is stopped', async () => {
    const live = await started(
      `${READY}${FRAME} frame(7); process.on('message', () => { frame(8); process.exit(0); });`,
    );
    const found = await packets(live, () => void live.stop());
    expect(found.map(({ frame, bytes }) => [frame, bytes[0]])).toEqual([
      [1, 7],
      [2, 8],
    ]);
    expect(found[0]?.time && timeText(found[0].time)).toBe('1.000000005');
    expect(found[0]?.linkType).toBe(1);
    expect(await live.failure()).toBeNull();
  });

  test('keeps what came before the child died, and says what happened', async () => {
    const live = await started(
      `${READY}${FRAME} frame(1); frame(2); setTimeout(() => process.abort(), 200);`,
    );
    expect(await payloads(live)).toEqual([1, 2]);
    expect(await live.failure()).toBe('the capture on test0 ended: the interface went down or was removed');
  });

  test('says so if the child ends by itself', async () => {
    const live = await started(`${READY}${FRAME} frame(1); setTimeout(() => process.exit(9), 100);`);
    expect(await payloads(live)).toEqual([1]);
    expect(await live.failure()).toBe('the capture on test0 ended: its process ended by status 9');
  });

  test('gives all that was captured before the stop, however long that takes to come', async () => {
    const live = await started(
      `${READY}${FRAME} frame(0); let n = 1;
      process.on('message', () => setInterval(() => { frame(n++); if (n > 7) process.exit(0); }, 400));`,
    );
    const found = await packets(live, once(live));
    expect(found).toHaveLength(8);
    expect(await live.failure()).toBeNull();
  });

  test('ends at the first packet from after the stop: in a flood the child does not end', async () => {
    const live = await started(
      `${READY}${FRAME} frame(0);
      const late = Buffer.alloc(13); late.writeBigUInt64LE(2n ** 63n); late.writeUInt32LE(1, 8);
      process.on('message', () => setInterval(() => require('fs').writeSync(3, late), 20));`,
    );
    const start = performance.now();
    await packets(live, once(live));
    expect(performance.now() - start).toBeLessThan(1500);
    expect(await live.failure()).toBeNull();
  });

  test('is ended by force if the child does not listen', async () => {
    const live = await started(`${READY} setInterval(() => {}, 1000);`);
    const reading = payloads(live);
    await live.stop();
    expect(await reading).toEqual([]);
    expect(await live.failure()).toBeNull();
  });

  test('stops when the reader leaves', async () => {
    const live = await started(`${READY}${FRAME} frame(1); process.on('message', () => process.exit(0));`);
    for await (const _ of live.turns()) break;
    expect(await live.failure()).toBeNull();
  });

  test('does not start if the child says why, or dies', async () => {
    const refused = await start(`process.send({ type: 'failed', reason: 'not-built', detail: '' });`);
    expect(refused).toMatchObject({ ok: false, failure: { reason: 'not-built' } });
    const dead = await start(`console.error('Error: boom'); process.exit(3);`);
    expect(dead).toMatchObject({ ok: false, failure: { reason: 'other', fix: null } });
    expect(!dead.ok && dead.failure.message).toContain('Error: boom');
  });
});
