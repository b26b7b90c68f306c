// What bulk work is measured against: an object a packet and an object a TLV, JSON.stringify, texts written 64 KiB at a
// time. It reads with our own reader; `node stringify.mjs FILE` prints what `sniff --json FILE` prints of a capture in order.
import { openSync, readSync, writeSync } from 'node:fs';
import { PlainDatagram } from '../../dist/capture/plain-datagram.js';
import { CaptureReader } from '../../dist/capture/reader.js';
import { timeText } from '../../dist/capture/timestamp.js';
import { addressText } from '../../dist/wire/endpoint.js';
import { nameOf, rowOf, TLV_HEADER } from '../../dist/wire/table.js';
import { Walk } from '../../dist/wire/walk.js';

const file = openSync(process.argv[2] ?? '', 'r');
const chunk = new Uint8Array(256 * 1024);
const reader = new CaptureReader('');
const datagram = new PlainDatagram();
const walk = new Walk();
let lines = '';

for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
  reader.push(chunk.subarray(0, size));
  for (;;) {
    if (!reader.plainPacket() && reader.step() !== 'packet') break;
    if (datagram.read(reader.packet)) lines += `${JSON.stringify(objectOf(reader.packet))}\n`;
    if (lines.length > 64 * 1024) write();
  }
}
write();

function write() {
  writeSync(1, lines);
  lines = '';
}

function objectOf({ frame, time }) {
  const { bytes, start, end } = datagram;
  return {
    frame,
    time: timeText(time),
    source: { address: addressText(datagram.source), port: datagram.sourcePort },
    destination: { address: addressText(datagram.destination), port: datagram.destinationPort },
    length: end - start,
    magic: bytes[start],
    version: bytes[start + 1],
    tlvs: tlvs(bytes, start, end),
    issues: [],
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
