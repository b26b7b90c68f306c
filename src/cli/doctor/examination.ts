/** All that the doctor looks at, in the order in which it is reported. */
import { sentence, verbatim } from '../../lang/sentence.ts';
import { type Ability, type Checked, check, missing, ok } from './ability.ts';
import { captureChecks, tcpdumpCheck } from './capture.ts';
import { NETWORK } from './network.ts';
import { programAbility } from './program.ts';

/** `engines` of package.json. */
const OLDEST_NODE: readonly [major: number, minor: number] = [20, 19];

const RUNTIME: Ability = {
  name: 'node',
  need: 'everything',
  fix: 'nvm install 20',
  core: true,
  probe: async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const [oldMajor, oldMinor] = OLDEST_NODE;
    const fine = major > oldMajor || (major === oldMajor && minor >= oldMinor);
    return fine
      ? ok(verbatim(process.version))
      : missing(
          sentence('{version} is older than {least}', {
            version: process.version,
            least: OLDEST_NODE.join('.'),
          }),
        );
  },
};

const PROGRAMS: readonly Ability[] = [
  programAbility(
    'prlimit',
    ['--version'],
    'check -- CMD, fuzz -- CMD: limits for the target',
    'sudo apt-get install -y util-linux',
  ),
  programAbility(
    'tcpdump',
    ['--version'],
    'live capture without cap, with its losses counted',
    'sudo apt-get install -y tcpdump',
  ),
  programAbility('tshark', ['--version'], 'a second opinion on captures', 'sudo apt-get install -y tshark'),
  programAbility('gcc', ['--version'], 'building nodes written in C', 'sudo apt-get install -y gcc'),
];

/** Examines this machine; takes a second or two. */
export async function examine(): Promise<Checked[]> {
  const [first, network, capture, tcpdump, programs] = await Promise.all([
    check(RUNTIME),
    Promise.all(NETWORK.map(check)),
    captureChecks(),
    tcpdumpCheck(),
    Promise.all(PROGRAMS.map(check)),
  ]);
  return [first, ...network, ...capture, tcpdump, ...programs];
}
