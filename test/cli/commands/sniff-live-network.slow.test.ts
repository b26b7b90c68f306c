import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { liveWorks } from '../../support/live.ts';
import { needAbility } from '../../support/need.ts';
import { PROGRAM } from './program.ts';

// As root a namespace is all it takes; tcpdump cannot give up root where it is nobody else's.
const UNSHARE = ['--net', '--mount', '--propagation', 'private'];
const namespace = spawnSync('unshare', [...UNSHARE, 'true'], { stdio: 'ignore' });

/** What a script left: its output, and the files `out`, `err` and `out.pcapng`. */
interface Left {
  readonly stdout: string;
  readonly out: string;
  readonly err: string;
  /** Of each packet of the capture by tshark, and how tshark ended. */
  readonly interfaces: string;
  readonly status: number | null;
}

/** Runs a bash script in a network of its own, with `lo` up and a pair of interfaces v0 and v1. */
function inside(script: string): Left {
  const folder = mkdtempSync(join(tmpdir(), 'peerprobe-live-'));
  const words = [...UNSHARE, 'bash', '-c', `${PREPARED}\n${script}`];
  const { stdout } = spawnSync('unshare', words, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
  const fields = ['-r', 'out.pcapng', '-T', 'fields', '-e', 'frame.interface_name'];
  const tshark = spawnSync('tshark', fields, { cwd: folder, encoding: 'utf8' });
  const left = {
    stdout,
    out: read('out'),
    err: read('err'),
    interfaces: tshark.stdout,
    status: tshark.status,
  };
  rmSync(folder, { recursive: true });
  return left;
}

const PREPARED = `
ip link set lo up; ip link add v0 type veth peer name v1; ip address add 10.1.1.1/24 dev v0
ip link set v0 up; ip link set v1 up; ip neigh replace 10.1.1.2 lladdr 02:00:00:00:00:02 dev v0
say() { printf 'h\\1\\1\\2' > "/dev/udp/$1/4200"; }
until_said() { for i in $(seq 200); do grep -q "$1" err && return; sleep 0.1; done; exit 99; }
until_lines() { for i in $(seq 200); do [ "$(wc -l < out)" = "$1" ] && return; sleep 0.1; done; exit 98; }
sniff() { exec '${process.execPath}' '${PROGRAM}' sniff "$@"; }`;

const GONE = /v0 ended: the interface went down or was removed/;

describe.runIf(needAbility(liveWorks() && namespace.status === 0, 'live capture in a network of its own'))(
  'live',
  () => {
    test.each(['cap', 'tcpdump'])('several interfaces, by %s: in order of time, each named', (backend) => {
      const { out, err, interfaces, status, stdout } = inside(`
      sniff -i lo,v0 --backend ${backend} --json -w out.pcapng > out 2> err &
      until_said capturing
      for i in 1 2 3; do say 127.0.0.1; say 10.1.1.2; done
      sleep 0.3; kill -INT $!; wait $!; echo $?`);
      expect(stdout.trim()).toBe('130');
      const seen = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const names = seen.map((one) => one.interface);
      // cap's times are those of its processes: on a busy machine one of them is later than the other.
      if (backend === 'tcpdump') expect(names).toEqual(['lo', 'v0', 'lo', 'v0', 'lo', 'v0']);
      expect(names.toSorted()).toEqual(['lo', 'lo', 'lo', 'v0', 'v0', 'v0']);
      const times = seen.map(({ time }) => time);
      expect(times).toEqual(times.toSorted());
      expect([status, interfaces]).toEqual([0, names.map((name) => `${name}\n`).join('')]);
      expect(err).toContain(backend === 'tcpdump' ? ', drops 0\n' : ', drops unknown\n');
    });

    test.each([
      ['cap', 'the interface is removed', 'ip link del v0', GONE],
      ['tcpdump', 'the interface is removed', 'ip link del v0', GONE],
      [
        'cap',
        'its process is killed',
        'kill -9 $(pgrep -P $! -f cap-child)',
        /v0 ended: its process ended by SIGKILL/,
      ],
      [
        'tcpdump',
        'its watcher is killed',
        'kill -9 $(pgrep -P $! -f -- -child)',
        /v0 ended: its process ended by SIGKILL/,
      ],
      [
        'tcpdump',
        'it is killed',
        'kill -9 $(pgrep --ns $$ --nslist net -x tcpdump)',
        /v0 ended: tcpdump ended by SIGKILL/,
      ],
    ])('%s, and %s: exit 4, the file holds what came before, nothing runs on', (backend, _, act, told) => {
      const { err, interfaces, status, stdout } = inside(`
      sniff -i v0 --backend ${backend} -w out.pcapng > out 2> err &
      until_said capturing
      say 10.1.1.2; say 10.1.1.2; until_lines 2
      ${act}; wait $!; echo $?; sleep 0.3; pgrep --ns $$ --nslist net -x tcpdump`);
      expect(err).toMatch(told);
      expect(stdout.trim()).toBe('4');
      expect([status, interfaces]).toEqual([0, 'v0\nv0\n']);
    });

    test('kill -9 of ourselves ends tcpdump too', () => {
      const { stdout } = inside(`
      sniff -i v0 --backend tcpdump > out 2> err &
      until_said capturing; pgrep --ns $$ --nslist net -cx tcpdump; kill -9 $!; wait $!
      for i in $(seq 100); do pgrep --ns $$ --nslist net -x tcpdump > pids || break; sleep 0.1; done
      pgrep --ns $$ --nslist net -cx tcpdump`);
      expect(stdout.trim().split(/\s+/)).toEqual(['1', '0']);
    });

    test('a tcpdump that ends at once: exit 4, and auto does without', () => {
      const { stdout, err } = inside(`
      mount --bind /bin/true "$(command -v tcpdump)"
      sniff -i lo --backend tcpdump 2> err > out & wait $!; echo $?
      sniff -i lo --backend auto --duration 10ms 2>&1 > out & wait $!; echo $?`);
      expect(err).toMatch(/the capture on lo does not start/);
      expect(stdout).toMatch(/^4\ncapturing on lo by cap \(udp\)[\s\S]*\n0\n$/);
    });

    test('a stream for others: each packet at once', () => {
      const { out, stdout } = inside(`
      mkfifo pipe; tshark -l -n -r - -T fields -e ip.dst < pipe > out 2> /dev/null & reader=$!
      sniff -i lo -w - > pipe 2> err &
      until_said capturing; say 127.0.0.1; until_lines 1
      say 127.0.0.1; kill -INT $!; wait $!; echo $?; wait $reader`);
      expect(stdout.trim()).toBe('130');
      expect(out).toBe('127.0.0.1\n127.0.0.1\n');
    });

    test('a disk that is full: exit 4, and the file can be read up to there', () => {
      const { err, stdout, interfaces, status } = inside(`
      mkdir small; mount -t tmpfs -o size=16k small small || exit 97
      sniff -i lo -w small/x > out 2> err &
      until_said capturing
      for i in $(seq 400); do say 127.0.0.1; done; wait $!; echo $?; cp small/x.part out.pcapng`);
      expect(stdout.trim()).toBe('4');
      expect(err).toMatch(/no space left on device/i);
      expect(err).toContain('what was written is in small/x.part');
      expect(status).toBe(0);
      expect(interfaces.length).toBeGreaterThan(300);
    });
  },
);
