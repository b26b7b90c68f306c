/**
 * `peerprobe node`: the reference node on UDP, with the exercise's own arguments (§2), until Ctrl-C.
 */
import { systemClock } from '../../net/clock.ts';
import { runNode } from '../../net/driver.ts';
import { resolveTarget } from '../../net/fence.ts';
import { udpNetwork } from '../../net/udp.ts';
import type { Bug } from '../../node/bugs/bug.ts';
import { withBug } from '../../node/bugs/bug.ts';
import { nodeConfig } from '../../node/config.ts';
import { Node } from '../../node/node.ts';
import { addressNumber, type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { count, endpoint, port } from '../value.ts';
import { chosenDialect, DIALECT_OPTION, knownBug } from './behaviour-option.ts';
import { NodeLog } from './node-log.ts';
import { peerFence } from './peer-fence.ts';
import { UTC_OPTION } from './zone-option.ts';

/** The most peers that a table holds (dialect `capacity`). */
const MAX_MINIMUM = 1024;

export const command: Command = {
  name: 'node',
  usage: 'PORT [HOST PORT]...',
  summary: 'run the reference node',
  options: [
    { flags: '--bind ADDR', help: 'the address to bind (default 127.0.0.1)' },
    {
      flags: '--allow-peer CIDR',
      help: 'greet peers there and nowhere else (default: loopback if bound there, else the network bound to)',
      repeat: true,
    },
    DIALECT_OPTION,
    { flags: '--bug NAME', help: 'be wrong on purpose, such as port-little-endian' },
    { flags: '--minimum-peers N', help: 'keep so many peers, silent ones if there are no others (§2.3)' },
    { flags: '--prefer-stable', help: 'keep the longest connected of the silent peers (§2.3)' },
    { flags: '--verbose', help: 'also say what was refused or ignored' },
    UTC_OPTION,
    JSON_OPTION,
  ],
  examples: [
    'peerprobe node 4200',
    'peerprobe node 4201 127.0.0.1 4200',
    'peerprobe node 4202 127.0.0.1 4200 --bug length-without-header',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options, rest, signal } = context;
  if (rest !== null) throw new UsageError('node starts no command: nothing goes behind --');
  const wanted = { address: bindAddress(options.text('bind') ?? '127.0.0.1'), port: ownPort(args[0]) };
  const dialect = chosenDialect(options.texts('dialect'));
  const bug = chosenBug(options.text('bug'));
  const minimum = count(options.text('minimum-peers') ?? '0', '--minimum-peers', { max: MAX_MINIMUM });
  const allowPeer = peerFence(wanted.address, options.texts('allow-peer'));
  const start = await startPeers(args.slice(1));
  const outside = start.find((peer) => !allowPeer(peer));
  if (outside !== undefined) {
    const hint = `add --allow-peer ${outside.address}/32; a node bound to loopback cannot reach others: see --bind`;
    throw new UsageError(`${endpointText(outside)} is no peer that this node may greet`, hint);
  }
  const socket = await udpNetwork.bind(wanted);
  const log = new NodeLog(context, socket.local);
  try {
    const plain = nodeConfig({
      self: socket.local,
      start,
      dialect,
      random: Math.random,
      allowPeer,
      minimumPeers: minimum,
      preferStable: options.flag('prefer-stable'),
    });
    const node = new Node(bug === null ? plain : withBug(plain, bug));
    log.begin(dialect, bug);
    await runNode(node, socket, systemClock, { signal, onEvent: (event) => log.event(event) });
    log.end(node.peers);
    return EXIT.OK;
  } catch (error) {
    if (bug === null) throw error; // a conforming node never throws
    log.death(bug, error);
    return EXIT.FINDINGS;
  } finally {
    await socket.close();
  }
}

function ownPort(text: string | undefined): number {
  if (text === undefined) throw new UsageError('which port? node needs PORT, the one it listens on');
  return port(text, 'PORT');
}

function bindAddress(text: string): string {
  if (addressNumber(text) === null) throw new UsageError(`--bind: "${text}" is not an IPv4 address`);
  return text;
}

/** The exercise writes `HOST PORT`; `HOST:PORT` means the same. */
async function startPeers(words: readonly string[]): Promise<Endpoint[]> {
  const peers: Endpoint[] = [];
  for (let at = 0; at < words.length; at++) {
    const host = words[at] ?? '';
    if (!host.includes(':') && words[at + 1] === undefined) {
      throw new UsageError(`the peer "${host}" has no port`, 'give peers as HOST PORT');
    }
    const text = host.includes(':') ? host : `${host}:${words[++at]}`;
    const peer = endpoint(text, 'HOST PORT');
    peers.push(await resolveTarget(peer.host, peer.port));
  }
  return peers;
}

function chosenBug(name: string | undefined): Bug | null {
  return name === undefined ? null : knownBug(name, '--bug');
}
