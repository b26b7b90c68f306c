/**
 * A target that we start: each instance a process of its own, watched by its supervisor.
 */
import { createSocket } from 'node:dgram';
import { startChild } from '../net/child.ts';
import { LOOPBACK } from '../net/cidr.ts';
import { diagnose } from '../net/diagnosis.ts';
import { socketCounters } from '../net/kernel.ts';
import { insideNamespace } from '../net/namespace.ts';
import { sample } from '../net/sample.ts';
import type { Clock } from '../net/world.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Target } from './target.ts';

const PLACEHOLDER = /\{(port|peer-host|peer-port)\}/g;
const LOCALHOST = '127.0.0.1';

/** The target that this argument vector starts. Where it names no placeholder, PORT HOST PORT is appended. */
export function commandTarget(command: readonly string[], clock: Clock): Target {
  return {
    endpoint: null,
    command,
    restartable: true,
    alone: true,
    fence: insideNamespace() ? null : [LOOPBACK],
    reserve: freeEndpoint,
    async start(at, startPeer, onExit) {
      const child = await startChild(commandLine(command, at.port, startPeer), { clock });
      const gone = child.exited.then(async (exit) => {
        onExit({ type: 'exited', ...exit, output: lastLines(await child.output()) });
      });
      return {
        drops: () => socketCounters(at)?.drops ?? 0,
        holdsPort: () => (process.platform === 'linux' ? socketCounters(at) !== null : null),
        pid: () => child.pid,
        sample: () => sample(child.pid),
        diagnosis: () => diagnose(child.pid),
        async stop() {
          await child.stop();
          await gone;
        },
      };
    },
  };
}

/** The words to run, with the instance's port and its start peer put in. */
export function commandLine(command: readonly string[], port: number, peer: Endpoint): string[] {
  const values: Record<string, string> = {
    port: String(port),
    'peer-host': peer.address,
    'peer-port': String(peer.port),
  };
  const filled = command.map((word) =>
    word.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole),
  );
  if (filled.some((word, i) => word !== command[i])) return filled;
  return [...command, String(port), peer.address, String(peer.port)];
}

const LINES = 8;

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-LINES).join('\n');
}

/** A port that nobody holds on any address, for a target that binds all of them. */
function freeEndpoint(): Promise<Endpoint> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, () => {
      const { port } = socket.address();
      socket.close(() => resolve({ address: LOCALHOST, port }));
    });
  });
}
