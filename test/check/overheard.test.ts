import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { seededRandom } from '../../src/net/random.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS } from '../../src/node/bugs/table.ts';
import { DIALECT_KEYS, dialectValues, parseDialect } from '../../src/node/dialect.ts';
import { REQUIREMENTS } from '../../src/oracle/requirement.ts';
import { concat, fromHex } from '../../src/wire/bytes.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import {
  capture,
  captureTime,
  conversation,
  lines,
  overheard,
  type Part,
  place,
  type Spoken,
} from '../support/conversation.ts';
import { inTurn } from '../support/turn.ts';

const THREE: readonly Part[] = [{ startPeer: null }, { startPeer: 0 }, { startPeer: 0 }];
const MINUTE = 60_000;

/** What is left when each packet is lost with this probability. */
function lossy(spoken: readonly Spoken[], loss: number, seed: number): Spoken[] {
  const random = seededRandom(seed);
  return spoken.filter(() => random() >= loss);
}

/** Packets in a frame of their own link type, on two interfaces if need be. */
function framed(
  packets: readonly { readonly spoken: Spoken; readonly on: number; readonly link: string }[],
): Uint8Array {
  const writer = new PcapngWriter();
  const parts = [
    writer.header({}),
    writer.interface({ linkType: 1 }).block,
    writer.interface({ linkType: 1 }).block,
  ];
  for (const { spoken, on, link } of packets) {
    const bytes = concat([
      fromHex(link) ?? new Uint8Array(0),
      udpFrame(spoken.from, spoken.to, spoken.bytes),
    ]);
    parts.push(writer.packet({ interface: on, time: captureTime(spoken.at), bytes }));
  }
  return concat(parts);
}

const ETHERNET = '0200000000020200000000010800';
const VLAN = '020000000002020000000001810000640800';

function at(time: number, from: Endpoint, to: Endpoint, ...items: readonly DraftItem[]): Spoken {
  return { at: time, from, to, bytes: craft({ items }) };
}

/** Every second from `from` to `to`. */
function each(from: number, to: number, step: number, make: (time: number) => Spoken): Spoken[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => make(from + i * step));
}

const byTime = (a: Spoken, b: Spoken): number => a.at - b.at;

describe('a capture of conforming nodes', () => {
  it('passes each of them, with every requirement', async () => {
    const nodes = await overheard(capture(await conversation(THREE, MINUTE)));
    expect(nodes.map(({ result }) => result.verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(lines(nodes, ['fail', 'warn', 'inconclusive'])).toEqual([]);
    for (const { result } of nodes) {
      const told = new Set(result.findings.map(({ judgement }) => judgement.requirement));
      expect([...told].toSorted()).toEqual(REQUIREMENTS.map(({ id }) => id).toSorted());
      const passed = result.findings.filter(({ judgement }) => judgement.verdict === 'pass');
      expect(passed.map(({ judgement }) => judgement.requirement)).toEqual(
        expect.arrayContaining(['HDR-2', 'TLV-5', 'HEL-1', 'REQ-3', 'REQ-10', 'ADR-2', 'SIZ-1']),
      );
    }
  });

  it('accuses nobody, wherever it begins and ends, whatever the capture or the link loses', async () => {
    for (const seed of inTurn([1, 2], 2)) {
      for (const loss of [0.02, 0.1]) {
        const whole = await conversation(THREE, MINUTE, { seed });
        const torn = await conversation(THREE, MINUTE, { seed, loss });
        for (const spoken of [lossy(whole, loss, seed), torn]) {
          for (const [from, to] of [
            [0, MINUTE],
            [7_300, MINUTE],
            [0, 31_500],
            [21_000, 33_000],
          ] as const) {
            const part = spoken.filter((one) => one.at >= from && one.at <= to);
            expect(
              lines(await overheard(capture(part))),
              `seed ${seed}, loss ${loss}, ${from}..${to}`,
            ).toEqual([]);
          }
        }
      }
    }
  });

  it('accuses nobody for a choice of its own', async () => {
    const choices = DIALECT_KEYS.flatMap((key) => dialectValues(key).map((value) => ({ key, value })));
    for (const { key, value } of inTurn(choices, 8)) {
      const parsed = parseDialect(key, value);
      if (!parsed.ok) throw new Error(parsed.error);
      const { dialect } = parsed;
      const parts = [
        { startPeer: null },
        { startPeer: 0, dialect },
        { startPeer: 1, end: 20_000 },
        { startPeer: 0 },
      ];
      const spoken = await conversation(parts, MINUTE);
      expect(lines(await overheard(capture(spoken)), ['fail']), `${key}=${value}`).toEqual([]);
      const late = spoken.filter((one) => one.at > 15_000);
      expect(
        lines(await overheard(capture(lossy(late, 0.02, 5))), ['fail']),
        `${key}=${value}, late`,
      ).toEqual([]);
    }
  });

  it('accuses nobody who is started, ended and started again', async () => {
    const lives: Spoken[] = [];
    for (let start = 0; start < 5 * MINUTE; start += 20_000) {
      const again = await conversation(THREE, 14_000, { seed: start });
      // Node 1 alone ends: the others go on saying Hello to it.
      lives.push(
        ...again.map((one) => ({ ...one, at: one.at + start })),
        ...each(start + 14_100, start + 19_900, 1000, (time) =>
          at(time, place(0), place(1), { name: 'hello' }),
        ),
      );
    }
    const nodes = await overheard(capture(lives.sort(byTime)), [place(1)]);
    expect(lines(nodes)).toEqual([]);
  });

  it('is read out of VLANs, gzip and foreign traffic', async () => {
    const spoken = await conversation(THREE, 20_000);
    const dns = each(0, 20_000, 50, (time) => ({
      at: time,
      from: { address: '10.0.0.53', port: 53 },
      to: { address: '10.0.0.10', port: 40_000 },
      // A foreign protocol hits 104, 1 by chance.
      bytes:
        fromHex(time === 5000 ? '68018180000100010000000003777777' : '12348180000100010000000003777777') ??
        new Uint8Array(0),
    }));
    const merged = [...spoken, ...dns].sort(byTime);
    const expected = (await overheard(capture(spoken))).map(({ result }) =>
      result.findings.map((one) => one.judgement.verdict),
    );
    const captures = [
      capture(merged),
      framed(merged.map((one) => ({ spoken: one, on: 0, link: VLAN }))),
      Uint8Array.from(gzipSync(capture(merged))),
    ];
    for (const bytes of captures) {
      const nodes = await overheard(bytes);
      expect(nodes.map(({ endpoint }) => endpoint.port).toSorted()).toEqual([4200, 4201, 4202]);
      expect(nodes.map(({ result }) => result.findings.map((one) => one.judgement.verdict))).toEqual(
        expected,
      );
    }
  });

  it('counts once what two interfaces saw, and twice what was said twice', async () => {
    const spoken = await conversation(THREE, 20_000);
    const ways = spoken.flatMap((one) => [
      { spoken: one, on: 0, link: ETHERNET },
      { spoken: { ...one, at: one.at + 0.2 }, on: 1, link: ETHERNET },
    ]);
    const [first] = await overheard(framed(ways));
    const [alone] = await overheard(capture(spoken));
    const said = ({ result }: NonNullable<typeof first>) =>
      result.findings.map(({ judgement }) => judgement.actual);
    if (first === undefined || alone === undefined) throw new Error('no node');
    expect(said(first)).toEqual(said(alone));
    const twice = spoken.flatMap((one) => [one, { ...one, at: one.at + 0.2 }]);
    expect(lines(await overheard(capture(twice)))).toContainEqual(expect.stringContaining('HEL-1 fail'));
  });
});

describe('a capture of one node with a fault and its conforming neighbours', () => {
  // Node 1 has the fault and is started in the sixth second; node 3 ends after 20 s.
  const parts = (name: string): Part[] => {
    const bug = BUGS.find((one) => one.name === name);
    if (bug === undefined) throw new Error(`no bug ${name}`);
    const spoil: Part['spoil'] = (config) => withBug(config, bug);
    return [
      { startPeer: null },
      { startPeer: 0, spoil, start: 6000 },
      { startPeer: 0 },
      { startPeer: 0, end: 20_000 },
    ];
  };

  it.each([
    ['answer-without-header', 'HDR-2'],
    ['length-without-header-sent', 'TLV-1'],
    ['stray-byte-sent', 'TLV-5'],
    ['hello-3s', 'HEL-1'],
    ['hello-500ms', 'HEL-1'],
    ['hello-burst', 'HEL-1'],
    ['list-newest-only', 'REQ-3'],
    ['listed-twice', 'REQ-6'],
    ['answer-1500ms-late', 'REQ-7'],
    ['zero-entry', 'REQ-10'],
    ['listed-with-own-port', 'REQ-10'],
    ['port-little-endian', 'ADR-2'],
    ['address-reversed', 'ADR-2'],
  ])('names %s by %s, and nobody else', async (name, requirement) => {
    const spoken = await conversation(parts(name), 70_000);
    const found = lines(await overheard(capture(spoken)));
    expect(found).toContainEqual(expect.stringMatching(`^10.0.0.11:4201 ${requirement} (fail|warn)`));
    expect(found.filter((line) => !line.startsWith('10.0.0.11:4201 '))).toEqual([]);
  });

  it.each(['hello-never', 'hello-stops'])('names %s where peers go on saying Hello to it', async (name) => {
    const [, faulty] = parts(name);
    if (faulty === undefined) throw new Error('no part');
    const [dialect, start] = [{ silentPeers: 'kept' } as const, 200];
    const spoken = await conversation(
      [
        { startPeer: 1, dialect },
        { ...faulty, startPeer: null, start },
        { startPeer: 1, dialect },
      ],
      70_000,
    );
    const found = lines(await overheard(capture(spoken)));
    expect(found).toContainEqual(expect.stringMatching(/^10.0.0.11:4201 HEL-1 fail/));
    expect(found.filter((line) => !line.startsWith('10.0.0.11:4201 '))).toEqual([]);
  });

  it('never accuses the neighbours of any fault, in a lossy and late capture either', async () => {
    const some = BUGS.filter((_, i) => i % 10 === 0);
    for (const bug of inTurn(some, 4)) {
      const spoken = await conversation(parts(bug.name), 50_000);
      for (const part of [
        spoken,
        lossy(
          spoken.filter((one) => one.at > 12_000),
          0.1,
          9,
        ),
      ]) {
        const others = lines(await overheard(capture(part))).filter(
          (line) => !line.startsWith('10.0.0.11:4201 '),
        );
        expect(others, bug.name).toEqual([]);
      }
    }
  });

  it('names a node whose header is always wrong only if the user does', async () => {
    const spoken = await conversation(parts('version-0-sent'), 30_000);
    expect((await overheard(capture(spoken))).map(({ endpoint }) => endpoint.port)).not.toContain(4201);
    const named = await overheard(capture(spoken), [place(1)]);
    expect(named.length).toBe(1);
    expect(lines(named)).toContainEqual(expect.stringContaining('HDR-2 fail'));
  });

  it('shows datagrams over 1400 bytes, with their frames', async () => {
    const spoken = await conversation(THREE, 20_000);
    const long = {
      ...at(10_000, place(1), place(0), { name: 'hello' }),
      bytes: craft({
        items: [
          { name: 'hello', extra: new Uint8Array(250) },
          ...Array.from({ length: 5 }, () => ({
            name: 'tlv' as const,
            type: 200,
            value: new Uint8Array(250),
          })),
        ],
      }),
    };
    expect(long.bytes.length).toBeGreaterThan(1400);
    const all = [...spoken, long].sort(byTime);
    const nodes = await overheard(capture(all));
    expect(lines(nodes).map((line) => line.slice(0, 26))).toEqual(['10.0.0.11:4201 SIZ-1 fail:']);
    const node = nodes.find(({ endpoint }) => endpoint.port === 4201);
    const judgement = node?.result.findings.find((one) => one.judgement.requirement === 'SIZ-1')?.judgement;
    if (node === undefined || judgement === undefined) throw new Error('no judgement');
    expect(node.frames(judgement)).toEqual([all.indexOf(long) + 1]);
  });

  it('shows a peer that is listed 40 s after its last Hello', async () => {
    const [node, asker, dead] = [place(0), place(1), place(2)];
    const hello = { name: 'hello' } as const;
    const spoken = [
      ...each(0, 50_000, 1000, (time) => at(time, asker, node, hello)),
      ...each(100, 10_100, 1000, (time) => at(time, dead, node, hello)),
      ...each(200, 50_200, 1000, (time) => at(time, node, asker, hello)),
      ...each(300, 50_300, 1000, (time) => at(time, node, dead, hello)),
      ...each(5500, 45_500, 5000, (time) => at(time, asker, node, { name: 'peer-request' })),
      ...each(5550, 45_550, 5000, (time) =>
        at(time, node, asker, { name: 'peer-address', ...dead }, { name: 'peer-address', ...asker }),
      ),
    ].sort(byTime);
    expect(lines(await overheard(capture(spoken), [node]))).toEqual([
      expect.stringMatching(/^10\.0\.0\.10:4200 HEL-4 fail/),
    ]);
  });
});

describe('a capture that is not whole', () => {
  const doubtful = async (
    change: (writer: PcapngWriter, packets: Uint8Array[]) => Uint8Array[],
  ): Promise<string[]> => {
    const bug = BUGS.find((one) => one.name === 'hello-3s');
    if (bug === undefined) throw new Error('no bug');
    const spoken = await conversation(
      [{ startPeer: null }, { startPeer: 0, spoil: (config) => withBug(config, bug) }],
      40_000,
    );
    const writer = new PcapngWriter();
    const head = [writer.header({}), writer.interface({ linkType: RAW_IP }).block];
    const packets = spoken.map(({ at: time, from, to, bytes }) =>
      writer.packet({
        time: captureTime(time > 20_000 ? time + shift : time),
        bytes: udpFrame(from, to, bytes),
      }),
    );
    return lines(await overheard(concat([...head, ...change(writer, packets)])), ['fail', 'inconclusive']);
  };
  let shift = 0;

  it('accuses by what is there, not by what is missing', async () => {
    expect(await doubtful((_, packets) => packets)).toEqual([expect.stringContaining('HEL-1 fail')]);
    shift = 5000;
    expect(await doubtful((_, packets) => packets)).toEqual([
      expect.stringMatching(/HEL-1 inconclusive.*nothing at all for 5/),
    ]);
    shift = 0;
    const drops = await doubtful((_, packets) => [...packets, dropped()]);
    expect(drops).toEqual([expect.stringMatching(/HEL-1 inconclusive.*dropped 7 packets/)]);
  });
});

/** An interface statistics block with 7 packets dropped, by hand (pcapng 4.6). */
function dropped(): Uint8Array {
  return (
    fromHex('05000000280000000000000000000000000000000500080007000000000000000000000028000000') ??
    new Uint8Array(0)
  );
}
