/**
 * The schemas by the names of their files, `peerprobe/schemas/NAME.json`: one for each form that `--json` has. A new form
 * is a row here.
 */
import { SNIFF_PEERS_AT, SNIFF_TIMELINE } from './belief.ts';
import { CHECK, CHECK_DRY_RUN, CHECK_EXPLAIN, CHECK_FROM, CHECK_LIST, CHECK_MATRIX } from './check.ts';
import { CHECK_MANY, CLASS_REPORT_DIFF } from './class.ts';
import { FUZZ, REPLAY } from './fuzz.ts';
import { INTEROP } from './interop.ts';
import { EXPLAIN, NODE, SEND, SEND_DRY_RUN } from './node.ts';
import { REPORT, REPORT_DIFF } from './report.ts';
import type { Schema } from './shape.ts';
import { SIMULATE } from './simulate.ts';
import { SNIFF, SNIFF_SUMMARY } from './sniff.ts';
import { COMPLETION, DISSECTOR, DOCTOR } from './tool.ts';

/** `title`: the command that writes it, and whether it is one object, or a line each. */
const ROWS: Readonly<Record<string, readonly [title: string, schema: Schema]>> = {
  check: ['peerprobe check --json; with --watch a line a run', CHECK],
  'check-from': ['peerprobe check --from CAPTURE --json, of captures that are no trace of check', CHECK_FROM],
  'check-many': ['peerprobe check --many FILE --json; report and merge of its folders', CHECK_MANY],
  'check-dry-run': ['peerprobe check --dry-run --json', CHECK_DRY_RUN],
  'check-list': ['peerprobe check --list --json', CHECK_LIST],
  'check-explain': ['peerprobe check explain NAME --json', CHECK_EXPLAIN],
  'check-matrix': ['peerprobe check --matrix --json', CHECK_MATRIX],
  fuzz: ['peerprobe fuzz --json', FUZZ],
  replay: ['peerprobe replay --json', REPLAY],
  sniff: ['peerprobe sniff --json: a line a datagram', SNIFF],
  'sniff-summary': ['peerprobe sniff --summary --json, and peerprobe merge --json', SNIFF_SUMMARY],
  'sniff-timeline': ['peerprobe sniff --timeline --json: a line a change', SNIFF_TIMELINE],
  'sniff-peers-at': ['peerprobe sniff --peers-at TIME --json', SNIFF_PEERS_AT],
  send: ['peerprobe send --json: a line an event', SEND],
  'send-dry-run': ['peerprobe send --dry-run --json: a line a datagram', SEND_DRY_RUN],
  explain: ['peerprobe explain --json: a line a datagram', EXPLAIN],
  node: ['peerprobe node --json: a line an event', NODE],
  simulate: ['peerprobe simulate --json', SIMULATE],
  interop: ['peerprobe interop --json', INTEROP],
  report: ['peerprobe report RUN --json', REPORT],
  'report-diff': ['peerprobe report diff A B --json', REPORT_DIFF],
  'report-diff-classes': ['peerprobe report diff A B --json, of folders of check --many', CLASS_REPORT_DIFF],
  doctor: ['peerprobe doctor --json', DOCTOR],
  completion: ['peerprobe completion SHELL --json', COMPLETION],
  dissector: ['peerprobe dissector --json', DISSECTOR],
};

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** Each schema, whole. */
export const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  Object.entries(ROWS).map(([name, [title, schema]]) => [name, { $schema: DRAFT, title, ...schema }]),
);
