/**
 * `peerprobe send`: crafts datagrams, sends them, prints what comes back. What it crafts may lie; where it may go
 * and what addresses it may name is fenced.
 */
import { type Cidr, contains, LOOPBACK } from '../../net/cidr.ts';
import { systemClock } from '../../net/clock.ts';
import { addressToward } from '../../net/route.ts';
import { bindWithSecond } from '../../net/second-sender.ts';
import { udpNetwork } from '../../net/udp.ts';
import { repeated } from '../../send/outgoing.ts';
import type { Pacing } from '../../send/schedule.ts';
import { outsideFence, type SendPlan, send } from '../../send/send.ts';
import { type Endpoint, parseEndpoint } from '../../wire/endpoint.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { count, duration, endpoint } from '../value.ts';
import { DRAFT_OPTIONS } from './draft-option.ts';
import { ALLOW_TARGET_OPTION, allowedTargets, contentRefusal, fencedTarget } from './fence-option.ts';
import { dryRun, writeRecording } from './send-offline.ts';
import { SendOutput } from './send-output.ts';
import { type Given, givenSource } from './send-source.ts';
import { UTC_OPTION } from './zone-option.ts';

const LISTEN = '1s';
const MAX_RATE = 1_000_000;
/** Below so many datagrams a second thread takes longer to start than they take to leave. */
const BULK = 10_000;

export const command: Command = {
  name: 'send',
  usage: 'HOST:PORT ITEM...|-',
  summary: 'craft a datagram of the ITEMs, send it, print what comes back',
  options: [
    ...DRAFT_OPTIONS,
    { flags: '--file FILE', help: 'one datagram a line, in the words that sniff prints; # begins a comment' },
    { flags: '--replay FILE', help: 'the UDP datagrams of a capture, at its own pace' },
    { flags: '--speed FACTOR', help: 'replay so many times as fast; 0: as fast as possible' },
    { flags: '--flat-out', help: 'the same as --speed 0' },
    { flags: '--repeat N', help: 'send everything N times' },
    { flags: '--interval TIME', help: 'between two datagrams, such as 100ms' },
    { flags: '--rate N', help: 'datagrams a second, in place of --interval' },
    { flags: '--from ADDR:PORT', help: 'send from there (default: a free port)' },
    { flags: '--listen TIME', help: `wait so long for replies after the last datagram (default ${LISTEN})` },
    { flags: '--expect', help: 'exit 1 if the target does not reply' },
    { flags: '--dry-run', help: 'send nothing: show each byte, with a caret under each lie' },
    { flags: '-w, --write FILE', help: 'send nothing: write the datagrams as pcapng; - is stdout' },
    ALLOW_TARGET_OPTION,
    UTC_OPTION,
    JSON_OPTION,
  ],
  examples: [
    'peerprobe send 127.0.0.1:4200 hello peer-request',
    'peerprobe send 127.0.0.1:4200 hello,len=5 --dry-run',
    'peerprobe send 127.0.0.1:4200 --replay old.pcap --speed 2',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options } = context;
  const [where] = args;
  if (where === undefined) throw new UsageError('where to? send needs HOST:PORT, such as 127.0.0.1:4200');
  const allowed = allowedTargets(options.texts('allow-target'));
  const repeat = count(options.text('repeat') ?? '1', '--repeat', { min: 1 });
  const pacing = pacingOf(context);
  const from = fromOption(options.text('from'));
  refuseMixtures(context);
  const given = await givenSource(context);
  if (repeat > 1 && !given.again) throw new UsageError('--repeat: a pipe can be read only once');
  if (options.flag('dry-run')) return dryRun(given, allowed, context);
  const write = options.text('write');
  const intervalMs = pacing.type === 'interval' ? pacing.ms : 0;
  if (write !== undefined) {
    const to = literal(where);
    const plan = { from: from ?? nobody(to), to, beginNs: BigInt(Date.now()) * 1_000_000n, intervalMs };
    return writeRecording(repeated(given.source, repeat), write, plan, given.files, context);
  }
  const target = await fencedTarget(where, allowed);
  if (given.kind === 'lines' && given.again) await readThrough(given, allowed);
  const own = from ?? { address: await addressToward(target), port: 0 };
  const plan = { ...planOf(context, allowed), target, pacing };
  const inBulk = given.kind === 'words' && repeat >= BULK && intervalMs === 0 && !plan.announce;
  const { socket, second } = inBulk
    ? await bindWithSecond(own)
    : { socket: await udpNetwork.bind(own), second: null };
  try {
    return await sendAll(given, repeat, { ...plan, socket, second }, context);
  } finally {
    await Promise.all([socket.close(), second?.close()]);
  }
}

async function sendAll(given: Given, repeat: number, plan: SendPlan, context: Context): Promise<number> {
  const outside = given.kind === 'capture' ? 'drop' : 'stop';
  const output = new SendOutput(context, plan.socket.local, plan.target, given.kind);
  let refusal: UsageError | null = null;
  for await (const event of send(repeated(given.source, repeat), { ...plan, outside })) {
    await output.event(event);
    if (event.type === 'refused' && outside === 'stop')
      refusal = contentRefusal(event.address, event.outgoing.origin, plan.allowed);
  }
  if (refusal !== null) throw refusal;
  return output.exitCode();
}

type Fixed = Omit<SendPlan, 'socket' | 'target' | 'pacing'>;

function planOf({ options, signal }: Context, allowed: readonly Cidr[]): Fixed {
  const listenMs = duration(options.text('listen') ?? LISTEN, '--listen');
  return { clock: systemClock, listenMs, allowed, outside: 'stop', announce: options.flag('json'), signal };
}

/** All lines are right and inside the fence before the first datagram leaves. */
async function readThrough(given: Given, allowed: readonly Cidr[]): Promise<void> {
  for await (const item of given.source()) {
    const address = item.type === 'datagram' ? outsideFence(item.bytes, allowed) : null;
    if (address !== null && item.type === 'datagram') throw contentRefusal(address, item.origin, allowed);
  }
}

function refuseMixtures({ options }: Context): void {
  const offline = ['dry-run', 'write'].find((name) => isGiven(options, name));
  const live = ['expect', 'listen'].find((name) => isGiven(options, name));
  if (offline !== undefined && live !== undefined) {
    throw new UsageError(`--${live} does not go with --${offline}: nothing is sent`);
  }
  if (options.flag('expect') && options.text('listen') !== undefined) {
    if (duration(options.text('listen') ?? '', '--listen') === 0)
      throw new UsageError('--expect needs time to listen: --listen 0s leaves none');
  }
  if (options.flag('dry-run') && options.text('write') !== undefined)
    throw new UsageError('--dry-run and --write exclude each other');
  if (options.text('write') === '-' && options.flag('json'))
    throw new UsageError('--write - and --json both want stdout');
}

function isGiven(options: Context['options'], name: string): boolean {
  return name === 'dry-run' || name === 'expect' ? options.flag(name) : options.text(name) !== undefined;
}

function pacingOf({ options }: Context): Pacing {
  const [interval, rate, speed] = [options.text('interval'), options.text('rate'), options.text('speed')];
  const flatOut = options.flag('flat-out');
  const given = [interval, rate, speed].filter((text) => text !== undefined).length + (flatOut ? 1 : 0);
  if (given > 1) throw new UsageError('--interval, --rate, --speed and --flat-out exclude each other');
  if ((speed !== undefined || flatOut) && options.text('replay') === undefined) {
    throw new UsageError(
      `${flatOut ? '--flat-out' : '--speed'} needs --replay: it is about a capture's own pace`,
    );
  }
  if (interval !== undefined) return { type: 'interval', ms: duration(interval, '--interval') };
  if (rate !== undefined)
    return { type: 'interval', ms: 1000 / count(rate, '--rate', { min: 1, max: MAX_RATE }) };
  if (options.text('replay') === undefined) return { type: 'interval', ms: 0 };
  return { type: 'capture', speed: flatOut ? 0 : factor(speed ?? '1') };
}

function factor(text: string): number {
  if (!/^(0|[1-9]\d{0,5})(\.\d{1,3})?$/.test(text)) {
    throw new UsageError(`--speed: "${text}" is not a factor such as 2, 0.5, or 0 for no waiting`);
  }
  return Number(text);
}

/** Port 0 takes a free one. */
function fromOption(text: string | undefined): Endpoint | null {
  if (text === undefined) return null;
  const from = parseEndpoint(text);
  if (from === null)
    throw new UsageError(`--from: "${text}" is not ADDR:PORT such as 127.0.0.2:4201 or 0.0.0.0:0`);
  return from;
}

/** The sender of a datagram that is never sent: port 0, which RFC 768 takes for none. */
function nobody(to: Endpoint): Endpoint {
  return { address: contains(LOOPBACK, to.address) ? '127.0.0.1' : '0.0.0.0', port: 0 };
}

/** HOST:PORT without asking anybody for the name. */
function literal(text: string): Endpoint {
  const { host, port } = endpoint(text, 'HOST:PORT');
  const target = parseEndpoint(`${host === 'localhost' ? '127.0.0.1' : host}:${port}`);
  if (target === null) throw new UsageError(`--write asks no name server: give the address of ${host}`);
  return target;
}
