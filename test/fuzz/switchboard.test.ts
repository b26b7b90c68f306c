import { describe, expect, it } from 'vitest';
import { retarget } from '../../src/fuzz/retarget.ts';
import { Switchboard } from '../../src/fuzz/switchboard.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { Network } from '../../src/net/world.ts';
import { craft } from '../../src/wire/craft.ts';

const PEER = { address: '127.5.6.127', port: 32_600 };
const at = (port: number) => ({ address: '127.0.0.1', port });
const BYTES = Uint8Array.of(104, 1);

describe('re-runs side by side', () => {
  it('share an address, and each hears its own instance alone', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    await clock.run(async () => {
      const board = new Switchboard(network);
      const heard: [string[], string[]] = [[], []];
      const sockets = await Promise.all([board.toward(at(1)).bind(PEER), board.toward(at(2)).bind(PEER)]);
      for (const [i, socket] of sockets.entries())
        socket.receive(({ from }) => heard[i]?.push(String(from.port)));
      const [one, two, stranger] = await Promise.all([1, 2, 3].map((port) => network.bind(at(port))));
      one?.send(BYTES, PEER);
      two?.send(BYTES, PEER);
      // No instance lives there: it may be an answer from a wrong port, of either.
      stranger?.send(BYTES, PEER);
      await clock.sleep(5);
      expect(heard).toEqual([
        ['1', '3'],
        ['2', '3'],
      ]);
      await sockets[0]?.close();
      one?.send(BYTES, PEER);
      two?.send(BYTES, PEER);
      await clock.sleep(5);
      expect(heard).toEqual([
        ['1', '3'],
        ['2', '3', '2'],
      ]);
    });
  });

  it('do not hear an instance of ours that is no re-run', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    await clock.run(async () => {
      const board = new Switchboard(network);
      const heard: number[] = [];
      (await board.toward(at(1)).bind(PEER)).receive(({ from }) => heard.push(from.port));
      board.heed(at(3));
      for (const port of [1, 3, 4]) (await network.bind(at(port))).send(BYTES, PEER);
      await clock.sleep(5);
      expect(heard).toEqual([1, 4]);
    });
  });

  it('bind an address anew once whoever was there last has left it', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    const slow: Network = {
      async bind(wanted) {
        const socket = await network.bind(wanted);
        return { ...socket, close: () => clock.sleep(10).then(() => socket.close()) };
      },
      drops: () => 0,
    };
    await clock.run(async () => {
      const board = new Switchboard(slow);
      const first = await board.toward(at(1)).bind(PEER);
      const closed = first.close();
      const next = await board.toward(at(2)).bind(PEER);
      await closed;
      expect(next.local).toEqual(PEER);
      await next.close();
      await (await network.bind(PEER)).close();
    });
  });

  it('bind an address as long as any has a peer there, and no longer', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    await clock.run(async () => {
      const board = new Switchboard(network);
      const [one, two] = await Promise.all([board.toward(at(1)).bind(PEER), board.toward(at(2)).bind(PEER)]);
      await one?.close();
      await one?.close();
      await expect(network.bind(PEER)).rejects.toThrow();
      await two?.close();
      await (await network.bind(PEER)).close();
    });
  });

  it('say so where an address is taken, and take it when it is free', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock);
    await clock.run(async () => {
      const board = new Switchboard(network);
      const other = await network.bind(PEER);
      await expect(board.toward(at(1)).bind(PEER)).rejects.toThrow(/in use/);
      await other.close();
      await (await board.toward(at(1)).bind(PEER)).close();
    });
  });
});

describe('a datagram for another instance', () => {
  it('names that one where it named the first', () => {
    const own = (port: number) =>
      craft({ items: [{ name: 'hello' }, { name: 'peer-address', address: '127.0.0.1', port }] });
    expect(retarget(own(40_001), at(40_001), at(50_002))).toEqual(own(50_002));
    const other = own(40_003);
    expect(retarget(other, at(40_001), at(50_002))).toBe(other);
  });

  it('is as long as it was, whatever stands in it', () => {
    const bytes = Uint8Array.of(104, 1, 3, 8, 0x9c);
    expect(retarget(bytes, at(0x9c41), at(2))).toEqual(bytes);
    const cut = Uint8Array.of(104, 1, 3, 8, 0x9c, 0x41);
    expect(retarget(cut, at(0x9c41), at(0x0102))).toEqual(Uint8Array.of(104, 1, 3, 8, 1, 2));
    expect(cut[4]).toBe(0x9c);
  });
});
