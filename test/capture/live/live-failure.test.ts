import { describe, expect, test } from 'vitest';
import { liveFailure, loadReason, openReason } from '../../../src/capture/live/live-failure.ts';

function coded(code: string, message = ''): Error {
  return Object.assign(new Error(message), { code });
}

describe('why cap does not load', () => {
  test.each([
    ['not-installed', coded('ERR_MODULE_NOT_FOUND', "Cannot find package 'cap' imported from x.js")],
    [
      'not-built',
      coded('MODULE_NOT_FOUND', "Cannot find module '../build/Release/cap.node'\nRequire stack:"),
    ],
    ['not-loadable', coded('ERR_DLOPEN_FAILED', 'libpcap.so.0.8: cannot open shared object file')],
    ['other', new Error('something')],
    ['other', 'not even an error'],
  ])('%s', (reason, error) => {
    expect(loadReason(error)).toBe(reason);
  });
});

// The words of libpcap 1.10, as cap throws them.
describe('why an interface does not open', () => {
  test.each([
    ['not-permitted', 'socket: Operation not permitted'],
    ['not-permitted', "eth0: You don't have permission to capture on that device"],
    ['no-interface', 'nope0: No such device exists (SIOCGIFHWADDR: No such device)'],
    ['interface-down', 'eth9: That device is not up'],
    ['interface-down', 'The interface is not up'],
    ['bad-filter', "can't parse filter expression: syntax error"],
    ['bad-filter', "unknown port 'x'"],
    ['other', 'out of memory'],
  ])('%s: %s', (reason, text) => {
    expect(openReason(new Error(text))).toBe(reason);
  });
});

test('a failure names its cause and the one command that repairs it', () => {
  const refused = liveFailure('not-permitted', 'socket: Operation not permitted', 'lo', '/usr/bin/node');
  expect(refused.message).toBe('capturing on lo is not permitted (socket: Operation not permitted)');
  expect(refused.fix).toBe('sudo setcap cap_net_raw+ep /usr/bin/node');
  expect(liveFailure('no-tcpdump', 'spawn tcpdump ENOENT', 'lo', 'node')).toMatchObject({
    message: 'the backend tcpdump does not start (spawn tcpdump ENOENT)',
    fix: 'sudo apt-get install -y tcpdump',
  });
  expect(liveFailure('not-built', '', 'lo', 'node').fix).toContain('npm rebuild cap');
});
