/**
 * What a started program is doing instead of being a node: which ports it has after all, whether it waits for
 * input, spins or is stopped. Read from /proc for its whole process group; nothing is asked of the program.
 */
import { socketInodes } from './holder.ts';
import { udpSockets } from './kernel.ts';
import { procLink, procNames, procText } from './proc.ts';
import { groupMembers, type ProcessStatus, processStatus } from './process-status.ts';

export interface Diagnosis {
  /** Where its UDP sockets receive, by ascending port; a socket that was never bound nor used has no port. */
  readonly ports: readonly { readonly address: string; readonly port: number }[];
  /** A thread of it is blocked in a read of its standard input; null where nobody may know. */
  readonly readsStdin: boolean | null;
  /** Of the first that applies to one of its processes; `zombie`: to all. */
  readonly state: 'stopped' | 'running' | 'sleeping' | 'zombie';
  /** CPUs that its living processes used on average since they started: about 1 or more is a spin; null if it is younger than 200 ms. */
  readonly cpuShare: number | null;
}

const MIN_AGE_MS = 200;
const ENDED = ['Z', 'X'];

/** The system calls that read (`read`, and `readv`, which some C libraries use instead), where we know their numbers. */
const READ_CALLS: Readonly<Record<string, readonly number[]>> = { x64: [0, 19], arm64: [63, 65] };

/** Where a process sleeps in the kernel while it reads, by what its standard input is. */
const READ_PLACES = [
  { input: /^pipe:/, place: /pipe/ },
  { input: /^socket:/, place: /unix_stream/ },
  { input: /^\/dev\/(pts\/|tty)/, place: /tty/ },
];

/** The group that `pid` leads, or that process alone; null if it is gone or nobody tells. */
export function diagnose(pid: number): Diagnosis | null {
  const group = groupMembers([pid]).get(pid) ?? [];
  const members = (group.length > 0 ? group : [processStatus(pid)]).filter((member) => member !== null);
  if (members.length === 0) return null;
  const living = members.filter(({ state }) => !ENDED.includes(state));
  // A filter that the target's own script put behind it (`node | tee`) reads an input of its own.
  const input = procLink(`${pid}/fd/0`);
  return {
    ports: portsOf(members),
    readsStdin: either(living.flatMap((member) => threadsReading(member.pid, input))),
    state: stateOf(members),
    cpuShare: shareOf(members),
  };
}

function portsOf(members: readonly ProcessStatus[]): Diagnosis['ports'] {
  const inodes = new Set(members.flatMap((member) => socketInodes(member.pid)));
  const own = (udpSockets() ?? []).filter((socket) => inodes.has(socket.inode));
  return own.map(({ address, port }) => ({ address, port })).sort((a, b) => a.port - b.port);
}

function stateOf(members: readonly ProcessStatus[]): Diagnosis['state'] {
  const some = (...letters: string[]): boolean => members.some(({ state }) => letters.includes(state));
  if (some('T', 't')) return 'stopped';
  if (some('R')) return 'running';
  return members.every(({ state }) => ENDED.includes(state)) ? 'zombie' : 'sleeping';
}

function shareOf(members: readonly ProcessStatus[]): number | null {
  const uptime = Number.parseFloat(procText('uptime')) * 1000;
  const age = uptime - Math.min(...members.map(({ startedMs }) => startedMs));
  return age >= MIN_AGE_MS ? members.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / age : null;
}

/** For each thread whether it is blocked in a read of `input`, a link's target; empty: of its descriptor 0. */
function threadsReading(pid: number, input: string): (boolean | null)[] {
  return procNames(`${pid}/task`).map((thread) => {
    const call = procText(`${pid}/task/${thread}/syscall`);
    const numbers = READ_CALLS[process.arch];
    if (call === '' || numbers === undefined) {
      return sleepsReading(procText(`${pid}/task/${thread}/wchan`), input);
    }
    // `0 0x0 0x7f..`: number and arguments; `running` or `-1 ...` if it is in no call.
    const [number, descriptor] = call.split(' ').map(Number);
    if (number === undefined || !numbers.includes(number)) return false;
    return input === '' ? descriptor === 0 : procLink(`${pid}/fd/${descriptor}`) === input;
  });
}

/** The same from the name of the kernel's function, which may be hidden (`0`). */
function sleepsReading(place: string, input: string): boolean | null {
  if (place === '' || place === '0') return null;
  const known = READ_PLACES.find((row) => row.input.test(input));
  return known === undefined ? null : known.place.test(place);
}

/** True if any is, else null if any is unknown. */
function either(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) || answers.length === 0 ? null : false;
}
