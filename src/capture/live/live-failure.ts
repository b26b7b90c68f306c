/**
 * Why a live capture does not start, from what `import` and libpcap throw to a reason with the one command that
 * repairs it. The texts of libpcap 1.9 to 1.10 on Linux and macOS were read for it; what none of them fits is
 * `other`, with the text as it came.
 */
import { errorCode } from '../error-code.ts';
import type { LiveReason } from './live-protocol.ts';

/** A capture that did not start. */
export interface LiveFailure {
  readonly reason: LiveReason;
  /** One line: what failed, with the words of whoever refused. */
  readonly message: string;
  /** The one command that repairs it; null if no command does. */
  readonly fix: string | null;
}

const REBUILD = 'sudo apt-get install -y libpcap-dev g++ make python3 && npm rebuild cap';

/** The reason in an error of `import('cap')`. */
export function loadReason(error: unknown): LiveReason {
  const code = errorCode(error);
  // cap.node missing is MODULE_NOT_FOUND from inside cap: the package is there, its native part is not.
  if (code === 'ERR_MODULE_NOT_FOUND') return 'not-installed';
  if (code === 'MODULE_NOT_FOUND') return /cap\.node/.test(textOf(error)) ? 'not-built' : 'not-installed';
  return code === 'ERR_DLOPEN_FAILED' ? 'not-loadable' : 'other';
}

/** The reason in an error of libpcap while it opens an interface or compiles a filter. */
export function openReason(error: unknown): LiveReason {
  const text = textOf(error);
  if (/permission|not permitted|EPERM|EACCES/i.test(text)) return 'not-permitted';
  if (/no such device|SIOCGIFHWADDR|doesn't exist|does not exist|not configured/i.test(text)) {
    return 'no-interface';
  }
  if (/is not up|network is down/i.test(text)) return 'interface-down';
  // pcap_compile: "syntax error in filter expression", "unknown host", "can't parse filter expression" ...
  if (/syntax error|filter|expression|unknown (host|port|network|protocol|ether)/i.test(text)) {
    return 'bad-filter';
  }
  return 'other';
}

/** The failure in words. `node` is the program to be given the right to capture. */
export function liveFailure(reason: LiveReason, detail: string, device: string, node: string): LiveFailure {
  const said = detail === '' ? '' : ` (${detail})`;
  switch (reason) {
    case 'no-tcpdump':
      return {
        reason,
        message: `the backend tcpdump does not start${said}`,
        fix: 'sudo apt-get install -y tcpdump',
      };
    case 'not-installed':
      return {
        reason,
        message: 'live capture needs the package cap: it is not installed',
        // Without libpcap's headers an install leaves it out in silence: they come first.
        fix: 'sudo apt-get install libpcap-dev && npm install cap',
      };
    case 'not-built':
      return {
        reason,
        message: 'live capture needs the package cap: its native part is not built',
        fix: REBUILD,
      };
    case 'not-loadable':
      return { reason, message: `the package cap does not load${said}`, fix: REBUILD };
    case 'not-permitted':
      return {
        reason,
        message: `capturing on ${device} is not permitted${said}`,
        fix: `sudo setcap cap_net_raw+ep ${node}`,
      };
    case 'no-interface':
      return { reason, message: `there is no interface ${device}${said}`, fix: 'ip -brief link' };
    case 'interface-down':
      return {
        reason,
        message: `the interface ${device} is down${said}`,
        fix: `sudo ip link set ${device} up`,
      };
    case 'bad-filter':
      return { reason, message: `libpcap does not take the filter${said}`, fix: null };
    case 'other':
      return { reason, message: `the capture on ${device} does not start${said}`, fix: null };
  }
}

/** The text of anything thrown, one line of at most 300 characters. */
export function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').trim().slice(0, 300);
}
