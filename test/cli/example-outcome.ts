/**
 * What each example of the help comes to: all of them are run (examples.slow.test.ts), with a real program, by a shell.
 */

export interface Outcome {
  /** Exit codes: where the time of a busy machine is judged, 3 is one. */
  readonly codes: readonly number[];
  /** Of what it prints, on either stream. */
  readonly says: RegExp;
  /** What is written otherwise, to be over soon. */
  readonly swap?: readonly [from: string, to: string];
  /** Shell around it: what it needs, and what shows that it worked. */
  readonly before?: string;
  readonly after?: string;
  readonly shell?: 'bash' | 'zsh';
  /** Ends by Ctrl-C alone, which it is given when it has said that. */
  readonly endless?: true;
  /** Captures, which not every machine permits. */
  readonly live?: true;
}

const JUDGED = [0, 3];
const SHORT = (command: string): readonly [string, string] => [command, `${command} --only HDR-1`];

export const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'peerprobe node 4200': { codes: [130], says: /listening on 127\.0\.0\.1:/, endless: true },
  'peerprobe node 4201 127.0.0.1 4200': { codes: [130], says: /connected +127\.0\.0\.1:/, endless: true },
  'peerprobe node 4202 127.0.0.1 4200 --bug length-without-header': {
    codes: [130],
    says: /wrong on purpose/,
    endless: true,
  },
  'peerprobe send 127.0.0.1:4200 hello peer-request': { codes: [0], says: /peer-address=127\.0\.0\.1:/ },
  'peerprobe send 127.0.0.1:4200 hello,len=5 --dry-run': { codes: [0], says: /nothing was sent/ },
  'peerprobe send 127.0.0.1:4200 --replay old.pcap --speed 2': { codes: [0], says: /2 datagrams .* sent to/ },
  'peerprobe sniff capture.pcapng': { codes: [0], says: /10\.0\.0\.11:4201 > 10\.0\.0\.10:4200 hello/ },
  "peerprobe sniff capture.pcapng --where 'type == peer-address and port > 1024'": {
    codes: [0],
    says: /peer-address=10\.0\.0\.1/,
  },
  "peerprobe sniff -i lo --filter 'udp port 4200' -w out.pcapng": {
    codes: [130],
    says: /capturing on lo/,
    endless: true,
    live: true,
  },
  'peerprobe sniff -i lo,eth0 -w out.pcapng --ring 10x50MB --stats 5s --summary': {
    codes: [130],
    says: /capturing on lo/,
    swap: ['lo,eth0', 'lo'],
    endless: true,
    live: true,
  },
  'tcpdump -i lo -U -w - | peerprobe sniff - --malformed -V': {
    codes: [0],
    says: /0 datagrams shown, \d+ packets/,
    before: 'tcpdump() { cat capture.pcapng; }',
  },
  'peerprobe sniff --merge a.pcap b.pcapng.gz --from-time +10s --csv -o all.csv': {
    codes: [0],
    says: /^b\.pcapng\.gz,\d+,.*,10\.0\.0\.11,4201,/m,
    after: 'cat all.csv',
  },
  'peerprobe sniff --summary --json capture.pcap.gz': { codes: [0], says: /"schemaVersion":1/ },
  'peerprobe sniff --timeline --node 10.0.0.1:4200 capture.pcapng': {
    codes: [0],
    says: /10\.0\.0\.10:4200 connected to/,
    swap: ['10.0.0.1:', '10.0.0.10:'],
  },
  'peerprobe sniff --graph svg --peers-at +30s -o peers.svg capture.pcapng': {
    codes: [0],
    says: /<svg /,
    swap: ['+30s', '+10s'],
    after: 'cat peers.svg',
  },
  'peerprobe merge monday.json tuesday.json': { codes: [0], says: /nodes +3/ },
  'peerprobe merge part-1 part-2 part-3': { codes: [0], says: /3 targets: / },
  'ls *.pcap | xargs -P 8 -I{} peerprobe sniff --summary --json -o {}.json {}; peerprobe merge *.pcap.json': {
    codes: [0],
    says: /packets +\d+/,
  },
  'peerprobe check': { codes: JUDGED, says: /HDR-1 /, swap: SHORT('check') },
  'peerprobe check -- ./server': { codes: JUDGED, says: /HDR-1 /, swap: SHORT('check') },
  'peerprobe check 127.0.0.1:4200 --only TLV': { codes: JUDGED, says: /TLV-2 /, swap: ['TLV', 'TLV-2'] },
  'peerprobe check explain TLV-2': { codes: [0], says: /^TLV-2 /m },
  'peerprobe check --many targets.json --out class': {
    codes: JUDGED,
    says: /1 target: 1 (pass|could not)/,
    swap: SHORT('check'),
  },
  'peerprobe fuzz -- ./server': {
    codes: JUDGED,
    says: /^sent: [\d,]+ cases?,/m,
    swap: ['fuzz', 'fuzz --time 2s'],
  },
  'peerprobe fuzz --until-failure --out findings -- ./server': {
    codes: JUDGED,
    says: /^sent: [\d,]+ cases?,/m,
    swap: ['fuzz', 'fuzz --time 2s'],
  },
  'peerprobe fuzz 127.0.0.1:4200 --time 10m --corpus captures': {
    codes: JUDGED,
    says: /^sent: [\d,]+ cases?,/m,
    swap: ['10m', '2s'],
  },
  'peerprobe replay run/findings/crash-3f2a91c0 -- ./server': {
    codes: JUDGED,
    says: /^(FIXED|could not tell) +crash-3f2a91c0/m,
    swap: ['replay', 'replay --times 1'],
  },
  'peerprobe replay run -- ./server': {
    codes: JUDGED,
    says: /2 findings: [012] fixed, 0 still failing/,
    swap: ['replay', 'replay --times 1'],
  },
  'peerprobe replay run/findings/hang-00c1d2e3 127.0.0.1:4200': {
    codes: JUDGED,
    says: /^(FIXED|could not tell) +hang-00c1d2e3/m,
    swap: ['replay', 'replay --times 1'],
  },
  'peerprobe check --out run -- ./server; peerprobe report run': {
    codes: [0],
    says: /^(pass|inconclusive) +check of \.\/server \(new\)$/m,
    swap: [
      'check --out run -- ./server; peerprobe report run',
      'check --only HDR-1 --out new -- ./server; peerprobe report new',
    ],
  },
  'peerprobe report run --html report.html --junit junit.xml': {
    codes: [0],
    says: /<testsuites/,
    swap: ['run', 'after'],
    after: 'cat junit.xml && test -s report.html',
  },
  'peerprobe report diff before after': { codes: [0], says: /fixed +TLV-2 x/ },
  'peerprobe report part-1 part-2 --csv class.csv --html class.html': {
    codes: [0],
    says: /^part-1,pass,/m,
    after: 'cat class.csv && test -s class.html',
  },
  // They take half a minute: test/interop/ has whole runs.
  'peerprobe interop -- ./server': { codes: [130], says: /4 pairings, about/, endless: true },
  'peerprobe interop -- ./server -- ./other': { codes: [130], says: /4 pairings, about/, endless: true },
  'peerprobe interop --many targets.json --out meetings': {
    codes: [130],
    says: /4 pairings, about/,
    endless: true,
  },
  'peerprobe simulate --nodes 300 --loss 5%': { codes: [0], says: /connected/, swap: ['300', '8 --time 5s'] },
  'peerprobe simulate --nodes 100 --churn 30/min --dialect capacity=16 --topology star': {
    codes: [0],
    says: /connected/,
    swap: ['100', '8 --time 5s'],
  },
  'peerprobe simulate --nodes 60 --bug expiry-never:10% --churn 20/min --single --json': {
    codes: [0],
    says: /"command":"simulate"/,
    swap: ['60', '10 --time 5s'],
  },
  'peerprobe simulate --nodes 100 --html simulation.html': {
    codes: [0],
    says: /<!doctype html>/i,
    swap: ['100', '8 --time 5s'],
    after: 'cat simulation.html',
  },
  'peerprobe explain 68 01 03 08 10 68 0a 00 00 01': { codes: [0], says: /peer-address=10\.0\.0\.1:4200/ },
  'peerprobe explain hello,len=4 peer-request': { codes: [0], says: /well formed/ },
  'xxd datagram.bin | peerprobe explain -': {
    codes: [0],
    says: /1 TLV: well formed/,
    before: 'xxd() { od -An -tx1 "$@"; }',
  },
  'mkdir -p ~/.local/lib/wireshark/plugins && peerprobe dissector -o ~/.local/lib/wireshark/plugins/peerprobe.lua':
    {
      codes: [0],
      says: /Proto\(/,
      after: 'cat ~/.local/lib/wireshark/plugins/peerprobe.lua',
    },
  'peerprobe dissector -o peerprobe.lua && wireshark -X lua_script:peerprobe.lua capture.pcapng': {
    codes: [0],
    says: /Proto\(/,
    before: 'wireshark() { cat peerprobe.lua; }',
  },
  'peerprobe dissector -o peerprobe.lua && tshark -X lua_script:peerprobe.lua -r capture.pcapng -Y peerprobe.issue':
    {
      codes: [0],
      says: /Proto\(/,
      before: 'tshark() { cat peerprobe.lua; }',
    },
  'peerprobe doctor': { codes: [0, 4], says: /^ok +node/m },
  'peerprobe doctor --json': { codes: [0, 4], says: /"usable": / },
  'peerprobe doctor > machine.txt     # to go with a question': {
    codes: [0],
    says: /^ok +node/m,
    after: 'cat machine.txt',
  },
  'source <(peerprobe completion bash)     # in ~/.bashrc': {
    codes: [0],
    says: /-F _peerprobe peerprobe/,
    after: 'complete -p peerprobe',
  },
  'source <(peerprobe completion zsh)      # in ~/.zshrc, behind compinit': {
    codes: [0],
    says: /^_peerprobe peerprobe$/m,
    before: 'compdef() { print -- $@; }',
    shell: 'zsh',
  },
  'peerprobe completion fish > ~/.config/fish/completions/peerprobe.fish': {
    codes: [0],
    says: /^complete -c peerprobe -f$/m,
    before: 'mkdir -p ~/.config/fish/completions',
    after: 'cat ~/.config/fish/completions/peerprobe.fish',
  },
};
