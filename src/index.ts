/**
 * The library's door: what a program may build on. Everything else may change.
 *
 * Bytes and messages: `dissect`, `parse`, `encode`, `craft`, `Walk`. The node: `Node` with `runNode`, on UDP or in memory.
 * Captures: `readCapture`, `dissectFrame`, `PcapngWriter`. Verdicts: `check` of a node, `judgeOverheard` of a capture.
 */

export { dissectFrame } from './capture/frame.ts';
export { Overheard } from './capture/overheard/overheard.ts';
export type { CaptureEvent, Packet } from './capture/packet.ts';
export { PcapWriter } from './capture/pcap-writer.ts';
export { PcapngWriter } from './capture/pcapng-writer.ts';
export { readCapture } from './capture/reader.ts';
export { fileChunks } from './capture/source.ts';
export { RAW_IP, udpFrame } from './capture/udp-frame.ts';
export { PROBES } from './check/catalogue.ts';
export type { CheckEvent, CheckResult } from './check/event.ts';
export { check } from './check/runner.ts';
export type { Case, Cast, Step } from './fuzz/case.ts';
export type { FuzzEvent, FuzzResult } from './fuzz/event.ts';
export type { Finding } from './fuzz/finding.ts';
export type { Suspicion } from './fuzz/suspicion.ts';
export { CERTAIN, type Symptom, type SymptomKind } from './fuzz/symptom.ts';
export { systemClock } from './net/clock.ts';
export { runNode } from './net/driver.ts';
export { MemoryNetwork } from './net/memory.ts';
export { seededRandom } from './net/random.ts';
export type { Target } from './net/target.ts';
export { commandTarget } from './net/target-command.ts';
export { runningTarget } from './net/target-running.ts';
export { udpNetwork } from './net/udp.ts';
export { VirtualClock } from './net/virtual-clock.ts';
export type { Clock, Network, Socket } from './net/world.ts';
export { type NodeConfig, nodeConfig } from './node/config.ts';
export { DEFAULT_DIALECT, DIALECT, type Dialect } from './node/dialect.ts';
export type { Input, NodeEvent, Output } from './node/event.ts';
export { Node } from './node/node.ts';
export { judgeOverheard, type NodeVerdict } from './oracle/overheard/node-verdict.ts';
export { REQUIREMENTS, type Requirement } from './oracle/requirement.ts';
export type { Trace, TraceEvent } from './oracle/trace.ts';
export type { Judgement, Verdict } from './oracle/verdict.ts';
export { fromHex, toHex } from './wire/bytes.ts';
export { craft, type Draft, draftDissection } from './wire/craft.ts';
export { type Dissection, dissect, leaves, undissect } from './wire/dissect.ts';
export { encode, encodeAll } from './wire/encode.ts';
export { type Endpoint, endpointText, parseEndpoint } from './wire/endpoint.ts';
export { ISSUES, type Issue, issueText } from './wire/issue.ts';
export { formatNotation, parseNotation } from './wire/notation.ts';
export { type ParseResult, parse } from './wire/parse.ts';
export { HEADER, type Message, TLVS, type Tlv } from './wire/table.ts';
export { Walk } from './wire/walk.ts';
