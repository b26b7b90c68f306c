/**
 * The commands, in the order of the help. Each is loaded when it is called: `explain` does not pay for sockets.
 */
import type { Command } from './command.ts';

/** A command that is not loaded yet. */
export interface Entry {
  readonly name: string;
  /** For the list of commands: the command's own, or the beginning of it. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** All commands of the program. */
export const REGISTRY: readonly Entry[] = [
  {
    name: 'node',
    summary: 'run the reference node',
    load: async () => (await import('./commands/node.ts')).command,
  },
  {
    name: 'send',
    summary: 'craft a datagram of the ITEMs, send it, print what comes back',
    load: async () => (await import('./commands/send.ts')).command,
  },
  {
    name: 'sniff',
    summary: 'decode captures and live traffic',
    load: async () => (await import('./commands/sniff.ts')).command,
  },
  {
    name: 'merge',
    summary: 'add up summaries of captures',
    load: async () => (await import('./commands/merge.ts')).command,
  },
  {
    name: 'check',
    summary: 'test whether a node conforms',
    load: async () => (await import('./commands/check.ts')).command,
  },
  {
    name: 'fuzz',
    summary: 'bombard a node, with the family of all conforming nodes as judge',
    load: async () => (await import('./commands/fuzz.ts')).command,
  },
  {
    name: 'replay',
    summary: 'send what fuzz has found once more: FIXED, STILL FAILING or could not tell',
    load: async () => (await import('./commands/replay.ts')).command,
  },
  {
    name: 'report',
    summary: 'show runs of check, fuzz and interop',
    load: async () => (await import('./commands/report.ts')).command,
  },
  {
    name: 'simulate',
    summary: 'let hundreds of nodes find each other in virtual time, and count what it costs',
    load: async () => (await import('./commands/simulate.ts')).command,
  },
  {
    name: 'interop',
    summary: 'start nodes and let them meet',
    load: async () => (await import('./commands/interop.ts')).command,
  },
  {
    name: 'explain',
    summary: 'show what each byte of a datagram means',
    load: async () => (await import('./commands/explain.ts')).command,
  },
  {
    name: 'dissector',
    summary: 'write a Wireshark dissector in Lua',
    load: async () => (await import('./commands/dissector.ts')).command,
  },
  {
    name: 'doctor',
    summary: 'say what works on this machine, and how to get the rest',
    load: async () => (await import('./commands/doctor.ts')).command,
  },
  {
    name: 'completion',
    summary: 'write completions for a shell',
    load: async () => (await import('./commands/completion.ts')).command,
  },
];
