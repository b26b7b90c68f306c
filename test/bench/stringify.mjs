// What bulk work is measured against: an object a packet and an object a TLV, JSON.stringify, texts written 64 KiB at a
// time. It reads with our own reader; `node stringify.mjs FILE` prints what `sniff --json FILE` prints of a capture in order.
import { openSync, readSync, writeSync } from 'node:fs';
import { PacketBatch } from '../../dist/capture/packet-batch.js';
import { PlainDatagrams } from '../../dist/capture/plain-datagrams.js';
import { CaptureReader } from '../../dist/capture/reader.js';
import { timeText } from '../../dist/capture/timestamp.js';
import { addressText } from '../../dist/wire/endpoint.js';
import { nameOf, rowOf, TLV_HEADER } from '../../dist/wire/table.js';
import { Walk } from '../../dist/wire/walk.js';

const name = process.argv[2] ?? '';
const file = openSync(name, 'r');
const chunk = new Uint8Array(256 * 1024);
const reader = new CaptureReader('');
const batch = new PacketBatch();
const datagrams = new PlainDatagrams(batch);
const walk = new Walk();
let lines = '';

for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
  reader.push(chunk.subarray(0, size));
  for (;;) {
    reader.plainPackets(batch);
    if (batch.size === 0) {
      if (reader.step() !== 'packet') break;
      batch.single(reader.packet);
    }
    datagrams.read(batch);
    for (let i = 0; i < batch.size; i++) {
      if (datagrams.plain[i] === 1) lines += `${JSON.stringify(objectOf(i))}\n`;
      if (lines.length > 64 * 1024) write();
    }
  }
}
write();

function write() {
  writeSync(1, lines);
  lines = '';
}

function objectOf(packet) {
  const { bytes, sources, destinations, ports } = datagrams;
  const [start, end, both] = [datagrams.starts[packet], datagrams.ends[packet], ports[packet]];
  return {
    frame: batch.frame(packet),
    time: timeText({ clock: batch.clock, high: batch.highs[packet], low: batch.lows[packet] }),
    source: { address: addressText(sources[packet]), port: both >>> 16 },
    destination: { address: addressText(destinations[packet]), port: both & 0xffff },
    length: end - start,
    magic: bytes[start],
    version: bytes[start + 1],
    tlvs: tlvs(bytes, start, end),
    issues: [],
    file: name,
    offset: batch.offset(packet),
  };
}

function tlvs(bytes, start, end) {
  const found = [];
  for (walk.start(bytes, start, end); walk.next(); ) {
    const { at, type, length } = walk;
    const name = nameOf(type);
    const tlv = { offset: at - start, type, name, length, size: walk.end - at };
    let from = at + TLV_HEADER.size;
    for (const field of name === null ? [] : rowOf(name).fields) {
      tlv[field.name] = field.kind.read(bytes, from);
      from += field.kind.size;
    }
    found.push(tlv);
  }
  return found;
}
