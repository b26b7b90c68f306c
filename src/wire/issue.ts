/**
 * What can be wrong with a datagram. An issue is a value: foreign bytes never throw. The codes are a public
 * contract; the requirement is the one that the *sender* of the bytes broke (protocol.md).
 */

/** `malformed`: a receiver cannot read it as it stands; `violation`: readable, but must not be sent. */
export type Severity = 'malformed' | 'violation';

interface IssueKind {
  readonly severity: Severity;
  readonly requirement: string;
  readonly section: string;
  readonly title: string;
}

/** Each issue by its code: how bad it is, whom the text blames for it (requirement and section), and a title. */
export const ISSUES = {
  'header-cut': {
    severity: 'malformed',
    requirement: 'HDR-2',
    section: '1.1',
    title: 'shorter than the header',
  },
  'magic-wrong': { severity: 'malformed', requirement: 'HDR-2', section: '1.1', title: 'wrong magic' },
  'version-wrong': { severity: 'malformed', requirement: 'HDR-2', section: '1.1', title: 'wrong version' },
  'tlv-short': {
    severity: 'malformed',
    requirement: 'TLV-5',
    section: '1.2',
    title: 'length below its own 2 bytes',
  },
  'tlv-cut': { severity: 'malformed', requirement: 'TLV-5', section: '1.2', title: 'length past the end' },
  'tlv-stray': { severity: 'malformed', requirement: 'TLV-5', section: '1.2', title: 'lone last byte' },
  'tlv-fields': {
    severity: 'malformed',
    requirement: 'TLV-5',
    section: '1.2',
    title: 'too short for its fields',
  },
  'datagram-long': { severity: 'violation', requirement: 'SIZ-1', section: '2.2', title: 'over 1400 bytes' },
} as const satisfies Record<string, IssueKind>;

export type IssueCode = keyof typeof ISSUES;

/** One thing wrong, with the bytes to blame: `[start, end)`, counted from the start of the datagram. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** Where in the datagram's structure, such as `tlv[2].length`. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** The field whose value set the limit that was broken: a length byte, or the datagram's own end. */
  readonly claimedBy: string;
  readonly requirement: string;
}

type Details = Pick<Issue, 'start' | 'end' | 'path' | 'expected' | 'actual' | 'claimedBy'>;

/** An issue of that code. */
export function issue(code: IssueCode, details: Details): Issue {
  const { severity, requirement } = ISSUES[code];
  return { code, severity, requirement, ...details };
}

/** One line: what is wrong, where, what was expected and found. */
export function issueText(found: Issue): string {
  const kind = ISSUES[found.code];
  return `${found.path}: ${kind.title}: expected ${found.expected}, found ${found.actual} at ${found.start} (§${kind.section}, ${found.requirement})`;
}
