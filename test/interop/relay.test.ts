import { describe, expect, it } from 'vitest';
import type { MeetingEvent, Said } from '../../src/interop/meeting.ts';
import { MOST_A_SECOND, Relay } from '../../src/interop/relay.ts';
import { type Cidr, LOOPBACK } from '../../src/net/cidr.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { LabAddresses } from '../../src/net/lab-address.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { seededRandom } from '../../src/net/random.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { Arrival, Socket } from '../../src/net/world.ts';
import { encode } from '../../src/wire/encode.ts';
import { type Endpoint, endpointText } from '../../src/wire/endpoint.ts';

const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const A = { address: '127.0.0.1', port: 40_000 };
const B = { address: '127.0.0.1', port: 40_001 };

/** Two sockets that play nodes, with a relay between them. */
async function stage(fence: readonly Cidr[] | null = null) {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1 });
  const events: MeetingEvent[] = [];
  const addresses = new LabAddresses(seededRandom(1), 0);
  const tell = (event: MeetingEvent): void => void events.push(event);
  const relay = new Relay({ clock, network, addresses, fence, tell });
  const [hub, joiner] = [await relay.seat('hub', 'B', B), await relay.seat('joiner', 'A', A)];
  const a = await node(network.bind(A));
  const b = await node(network.bind(B));
  const settle = (): Promise<void> => clock.run(clock.sleep(10));
  return {
    clock,
    network,
    relay,
    events,
    a,
    b,
    settle,
    placeA: joiner.socket.local,
    placeB: hub.socket.local,
  };
}

async function node(binding: Promise<Socket>): Promise<{ socket: Socket; heard: Arrival[] }> {
  const socket = await binding;
  const heard: Arrival[] = [];
  socket.receive((arrival) => heard.push(arrival));
  return { socket, heard };
}

function announcing(peer: Endpoint): Uint8Array {
  return encode({ tlvs: [{ name: 'peer-address', ...peer }] });
}

describe('what a node sends to the place of another', () => {
  it('reaches that one from its own place, and is recorded so', async () => {
    const { a, b, events, settle, placeA, placeB } = await stage();
    expect(placeA.address).toBe(placeB.address);
    a.socket.send(HELLO, placeB);
    await settle();
    expect(b.heard.map(({ from, bytes }) => [from, bytes])).toEqual([[placeA, HELLO]]);
    expect(events).toEqual([{ type: 'said', at: 1, from: placeA, to: placeB, bytes: HELLO }]);
    b.socket.send(HELLO, placeA);
    await settle();
    expect(a.heard.map(({ from }) => from)).toEqual([placeB]);
  });

  it('names everybody as all see them, and each as it knows itself', async () => {
    const { a, b, events, settle, placeA, placeB } = await stage();
    a.socket.send(announcing(placeB), placeB); // you are there
    a.socket.send(announcing(A), placeB); // I am there
    await settle();
    expect(b.heard.map(({ bytes }) => bytes)).toEqual([announcing(B), announcing(placeA)]);
    const said = events.filter((event): event is Said => event.type === 'said');
    expect(said.map(({ bytes }) => bytes)).toEqual([announcing(placeB), announcing(placeA)]);
  });

  it('is not passed on if it is its own', async () => {
    const { a, events, settle, placeA } = await stage();
    a.socket.send(HELLO, placeA);
    await settle();
    expect([a.heard, events]).toEqual([[], []]);
  });

  it('from a port that no node was given comes from a place of its own, and is answered there', async () => {
    const { network, relay, b, settle, placeA, placeB } = await stage();
    const strange = await node(network.bind({ address: '127.0.0.1', port: 50_000 }));
    strange.socket.send(HELLO, placeB);
    strange.socket.send(HELLO, placeB);
    await settle();
    const [stray, ...more] = relay.strays();
    expect([stray?.bound, more]).toEqual([strange.socket.local, []]);
    expect(b.heard.map(({ from }) => from)).toEqual([stray?.place, stray?.place]);
    expect(stray?.place).not.toEqual(placeA);
    if (stray !== undefined) b.socket.send(HELLO, stray.place);
    await settle();
    expect(strange.heard.map(({ from }) => from)).toEqual([placeB]);
  });

  it('takes another place where somebody has that one, and gives a stranger none where there is none', async () => {
    const { clock, network, relay, a, b, settle, placeA, placeB } = await stage();
    const bind = network.bind.bind(network);
    let refusals = 2;
    network.bind = (wanted) => {
      if (refusals-- > 0) return Promise.reject(new EnvironmentError('somebody has it', null));
      return bind(wanted);
    };
    const third = relay.seat('third', 'C', { address: '127.0.0.1', port: 40_002 });
    await clock.run(third);
    expect((await third).socket.local.address).toBe(placeA.address);
    const strange = await node(network.bind({ address: '127.0.0.1', port: 50_000 }));
    refusals = Number.POSITIVE_INFINITY;
    strange.socket.send(HELLO, placeB);
    a.socket.send(HELLO, placeB);
    await settle();
    expect([relay.strays(), b.heard.map(({ from }) => from)]).toEqual([[], [placeA]]);
    await relay.close();
  });

  it('gives places to some strangers, not to any number', async () => {
    const { network, relay, b, settle, placeB } = await stage();
    for (let port = 50_000; port < 50_020; port++)
      (await network.bind({ address: '127.0.0.1', port })).send(HELLO, placeB);
    await settle();
    expect(relay.strays()).toHaveLength(8);
    expect(b.heard).toHaveLength(8);
  });
});

describe('a storm', () => {
  it('is cut in both ways, told once, and goes no further', async () => {
    const { a, b, events, settle, placeA, placeB } = await stage();
    b.socket.receive(() => b.socket.send(HELLO, placeA));
    a.socket.receive(() => a.socket.send(HELLO, placeB));
    a.socket.send(HELLO, placeB);
    for (let i = 0; i < 100; i++) await settle();
    expect(events.filter(({ type }) => type === 'cut')).toHaveLength(1);
    const said = events.filter(({ type }) => type === 'said').length;
    expect(said).toBe(2 * MOST_A_SECOND);
    a.socket.send(HELLO, placeB);
    b.socket.send(HELLO, placeA);
    await settle();
    expect(events.filter(({ type }) => type === 'said')).toHaveLength(said);
  });

  it('is none at fifty in a second', async () => {
    const { a, events, clock, placeB } = await stage();
    for (let i = 0; i < 200; i++) {
      a.socket.send(HELLO, placeB);
      await clock.run(clock.sleep(20));
    }
    expect(events.filter(({ type }) => type === 'said')).toHaveLength(200);
  });
});

describe('the fence', () => {
  it('holds back what names an address elsewhere, and lets places through', async () => {
    const { a, b, events, settle, placeA, placeB } = await stage([LOOPBACK]);
    a.socket.send(announcing({ address: '10.1.2.3', port: 4200 }), placeB);
    a.socket.send(announcing(placeA), placeB);
    await settle();
    expect(b.heard.map(({ bytes }) => bytes)).toEqual([announcing(placeA)]);
    expect(events.map(({ type }) => type)).toEqual(['held', 'said']);
    expect(endpointText(placeB)).toMatch(/^127\.\d+\.\d+\.127:32[56]\d\d$/);
  });

  it('leaves its own place in what a node hears: read backwards, where it is bound lies elsewhere', async () => {
    const { a, b, settle, placeB } = await stage([LOOPBACK]);
    a.socket.send(announcing(placeB), placeB);
    await settle();
    expect(b.heard.map(({ bytes }) => bytes)).toEqual([announcing(placeB)]);
  });
});
