/** Live capture: whether cap is there, loads, and may capture on the loopback interface; and the library below it. */
import { networkInterfaces } from 'node:os';
import { startLive } from '../../capture/live/live.ts';
import type { LiveReason } from '../../capture/live/live-protocol.ts';
import type { PlainPhrase } from '../../lang/french.ts';
import { sentence, verbatim } from '../../lang/sentence.ts';
import { type Ability, type Checked, check, type Finding, missing, ok } from './ability.ts';
import { programOutput } from './program.ts';

/** How far the attempt to capture has to come for each of these to be there. */
const STEPS: readonly {
  readonly name: string;
  readonly need: PlainPhrase;
  readonly blockers: readonly LiveReason[];
  readonly fine: PlainPhrase;
}[] = [
  { name: 'cap installed', need: 'sniff -i', blockers: ['not-installed'], fine: 'the package is there' },
  { name: 'cap built', need: 'sniff -i', blockers: ['not-built'], fine: 'its native part is there' },
  { name: 'cap loads', need: 'sniff -i', blockers: ['not-loadable'], fine: 'with its libpcap' },
];

/** One attempt on the loopback interface tells all the steps. */
export async function captureChecks(): Promise<Checked[]> {
  const device = loopbackName();
  // A small ring and a filter that matches nothing: only whether it opens is of interest.
  const start = await startLive({ device, filter: 'udp port 0', bufferBytes: 1 << 20 });
  if (start.ok) await start.live.stop();
  const failure = start.ok ? null : start.failure;
  const reached = STEPS.findIndex((step) => failure !== null && step.blockers.includes(failure.reason));
  const steps = STEPS.map(({ name, need, fine }, i): Checked => {
    const found: Finding =
      reached < 0 || i < reached
        ? ok(fine)
        : missing(i === reached ? verbatim(failure?.message ?? '') : 'see above');
    return { name, need, core: false, ...found, fix: i === reached ? (failure?.fix ?? null) : null };
  });
  const last: Finding =
    failure === null
      ? ok(sentence('on {device}', { device }))
      : missing(reached < 0 ? verbatim(failure.message) : 'see above');
  const fix = reached < 0 ? (failure?.fix ?? null) : null;
  return [
    await check(libpcap),
    ...steps,
    { name: 'capture permitted', need: 'sniff -i', core: false, ...last, fix },
  ];
}

/** Whether tcpdump may capture there: `sniff -i` by it works without cap. */
export async function tcpdumpCheck(): Promise<Checked> {
  const device = loopbackName();
  const start = await startLive({ device, backend: 'tcpdump', filter: 'udp port 0', bufferBytes: 1 << 20 });
  if (start.ok) await start.live.stop();
  const found = start.ok ? ok(sentence('on {device}', { device })) : missing(verbatim(start.failure.message));
  const fix = start.ok ? null : start.failure.fix;
  return { name: 'tcpdump captures', need: 'sniff -i --backend tcpdump', core: false, ...found, fix };
}

/** The library itself: the loader's list on Linux; elsewhere only cap can tell. */
const libpcap: Ability = {
  name: 'libpcap',
  need: 'sniff -i',
  fix: 'sudo apt-get install -y libpcap-dev',
  probe: async () => {
    for (const ldconfig of ['ldconfig', '/sbin/ldconfig']) {
      const list = await programOutput(ldconfig, ['-p']);
      if (list === null) continue;
      const line = list.split('\n').find((text) => /\blibpcap\.so/.test(text));
      return line === undefined ? missing('the loader does not know libpcap.so') : ok(verbatim(line.trim()));
    }
    return missing('no ldconfig here to ask');
  },
};

function loopbackName(): string {
  const all = Object.entries(networkInterfaces());
  const [name] = all.find(([, addresses]) => addresses?.some(({ internal }) => internal)) ?? ['lo'];
  return name;
}
