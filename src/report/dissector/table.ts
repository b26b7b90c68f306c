/**
 * The one table (wire/table.ts) and the issues (wire/issue.ts) as declarations in Lua: what script.ts puts in front of
 * the code that reads them.
 */
import { ISSUES, type IssueCode, type Severity } from '../../wire/issue.ts';
import { itemForm } from '../../wire/notation.ts';
import {
  canonicalLength,
  fieldsSize,
  HEADER,
  MAX_SENT,
  rowOf,
  TLV_HEADER,
  TLV_NAMES,
  type TlvName,
} from '../../wire/table.ts';
import { LUA_KINDS } from './kind.ts';

/** The filter fields that no row declares: their name in Lua, what `ProtoField` makes them, how the tree calls them. */
const OWN_FIELDS = [
  ['magic', 'uint8', 'Magic'],
  ['version', 'uint8', 'Version'],
  ['ignored', 'bytes', 'Ignored'],
  ['tlv', 'string', 'TLV'],
  ['name', 'string', 'Name'],
  ['length', 'uint8', 'Length'],
  ['extra', 'bytes', 'Extra bytes'],
  ['value', 'bytes', 'Value'],
  ['unreadable', 'bytes', 'Unreadable'],
  ['notation', 'string', 'Notation'],
  ['captured', 'uint32', 'Bytes captured'],
  ['issue', 'string', 'Issue'],
  ['issue.path', 'string', 'Path'],
  ['issue.requirement', 'string', 'Requirement'],
  ['issue.severity', 'string', 'Severity'],
] as const;

// What cannot be read is an error to Wireshark; what can be read, but must not be sent, a warning.
const EXPERT: Readonly<Record<Severity, string>> = {
  malformed: 'expert.group.MALFORMED, expert.severity.ERROR',
  violation: 'expert.group.PROTOCOL, expert.severity.WARN',
};

/** Lua that declares HEADER, TLV_HEADER, MAX_SENT, FIELDS, TLVS and ISSUES. */
export function luaTable(): string {
  return [
    `local HEADER = { size = ${HEADER.size}, magic = ${HEADER.magic}, version = ${HEADER.version} }`,
    `local TLV_HEADER = { size = ${TLV_HEADER.size} }`,
    `local MAX_SENT = ${MAX_SENT}`,
    '',
    'local FIELDS = {',
    `  type = ProtoField.uint8("peerprobe.type", "Type", base.DEC, { ${TLV_NAMES.map(typeName).join(', ')} }),`,
    ...OWN_FIELDS.map(([name, kind, title]) => declaration(name, kind, title)),
    ...[...rowFields()].map(([name, kind]) => declaration(name, kind, capital(name))),
    '}',
    '',
    'local TLVS = {',
    ...TLV_NAMES.flatMap(tlvRow),
    '}',
    '',
    'local ISSUES = {',
    ...(Object.keys(ISSUES) as IssueCode[]).flatMap(issueRow),
    '}',
    '',
  ].join('\n');
}

/** The fields of all rows, each name once. */
function rowFields(): Map<string, string> {
  const fields = TLV_NAMES.flatMap((name) => rowOf(name).fields);
  return new Map(fields.map(({ name, kind }) => [name, LUA_KINDS[kind.name].declare]));
}

function declaration(name: string, kind: string, title: string): string {
  return `  ${key(name)} = ProtoField.${kind}(${text(`peerprobe.${name}`)}, ${text(title)}),`;
}

function typeName(name: TlvName): string {
  const { type, title } = rowOf(name);
  return `[${type}] = ${text(title)}`;
}

function tlvRow(name: TlvName): string[] {
  const row = rowOf(name);
  const facts = [
    `name = ${text(name)}`,
    `section = ${text(row.section)}`,
    `form = ${text(itemForm(name))}`,
    `size = ${fieldsSize(row)}`,
    `needed = ${canonicalLength(row)}`,
  ];
  const fields = row.fields.map(
    ({ name: field, kind }) =>
      `    { name = ${text(field)}, size = ${kind.size}, text = ${LUA_KINDS[kind.name].text} },`,
  );
  return [`  [${row.type}] = { ${facts.join(', ')}, fields = {`, ...fields, '  } },'];
}

function issueRow(code: IssueCode): string[] {
  const { severity, requirement, section, title } = ISSUES[code];
  const abbreviation = `peerprobe.issue.${code}`;
  const facts = [
    `severity = ${text(severity)}`,
    `requirement = ${text(requirement)}`,
    `section = ${text(section)}`,
    `title = ${text(title)}`,
  ];
  return [
    `  ${key(code)} = { ${facts.join(', ')},`,
    `    expert = ProtoExpert.new(${text(abbreviation)}, ${text(`${code}: ${title}`)}, ${EXPERT[severity]}) },`,
  ];
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function key(name: string): string {
  return `[${text(name)}]`;
}

/** The table's own words, which hold neither control characters nor line ends. */
function text(words: string): string {
  return `"${words.replace(/["\\]/g, '\\$&')}"`;
}
