/**
 * All probes. What judges every trace whatever the probe (HDR-2, HDR-5, TLV-5, SIZ-1) is in oracle/sender.ts.
 */
import { STANDING } from '../oracle/standing/table.ts';
import type { CheckRow, Probe } from './probe.ts';
import { CHOICE_PROBES } from './probes/choice.ts';
import { longAnswer } from './probes/crowd.ts';
import { HEADER_PROBES } from './probes/header.ts';
import { MEMBERSHIP_PROBES } from './probes/membership.ts';
import { oddAddresses } from './probes/odd-address.ts';
import { PEER_PROBES } from './probes/peer.ts';
import { peerlessStart } from './probes/peerless-start.ts';
import { quietStart } from './probes/quiet-start.ts';
import { REACTION_PROBES } from './probes/reaction.ts';
import { ROBUST_PROBES } from './probes/robust.ts';
import { SCHEDULE_PROBES } from './probes/schedule.ts';
import { SIZE_PROBES } from './probes/size.ts';
import { TLV_PROBES } from './probes/tlv.ts';

/** Every probe, in the order of the sections of the text; the runner starts the longest first. */
export const PROBES: readonly Probe[] = [
  ...HEADER_PROBES,
  ...TLV_PROBES,
  ...SCHEDULE_PROBES,
  quietStart,
  peerlessStart,
  ...MEMBERSHIP_PROBES,
  ...REACTION_PROBES,
  ...PEER_PROBES,
  oddAddresses,
  ...CHOICE_PROBES,
  ...SIZE_PROBES,
  ...ROBUST_PROBES,
  longAnswer,
];

/** A judge of every trace and the requirements that it speaks of, for `--list` and for rows without a probe. */
export const STANDING_CHECKS: readonly CheckRow[] = [
  { check: 'sent-header', requirement: 'HDR-2', title: 'the header of every datagram that the node sends' },
  { check: 'source-port', requirement: 'HDR-5', title: 'the source of every datagram that the node sends' },
  { check: 'sent-tlvs', requirement: 'TLV-5', title: 'every TLV that the node sends' },
  { check: 'sent-size', requirement: 'SIZ-1', title: 'the size of every datagram that the node sends' },
  ...STANDING,
  { check: 'alive', requirement: 'ROB-1', title: 'the life of every instance, to the end of its probe' },
];

/**
 * The probes whose traffic shows what a check of every trace judges, where it is asked for alone and the plain request
 * does not show it (protocol.md, last column of its row).
 */
export const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  'sent-tlvs': ['long-list-complete'],
  'sent-size': ['long-list-complete'],
  'list-complete': ['everybody-answered'],
  'list-connected': ['answer-choices'],
  'nothing-invented': ['address-byte-order'],
  alive: ['any-size-harmless', 'long-list-complete'],
};

/** What is judged in a stranger's capture alone (`check --from`), beside what judges every trace. */
export const OVERHEARD_CHECKS: readonly CheckRow[] = [
  {
    check: 'hello-overheard',
    requirement: 'HEL-1',
    title: 'in a capture: the Hellos to each peer that says Hello steadily',
  },
  {
    check: 'order-overheard',
    requirement: 'ADR-2',
    title: 'in a capture: no peer is listed in another byte order',
  },
  {
    check: 'invented-overheard',
    requirement: 'REQ-10',
    title: 'in a capture: no address is listed that nobody else speaks of',
  },
];

/** All of them, by what they judge. */
export const CHECKS: readonly CheckRow[] = [
  ...PROBES.flatMap((probe) => [probe, ...(probe.also ?? [])]),
  ...STANDING_CHECKS,
  ...OVERHEARD_CHECKS,
];
