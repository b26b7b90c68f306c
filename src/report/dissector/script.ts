/**
 * A dissector for Wireshark 4 (Lua 5.2), made from the table: the same tree, issues and notation as ours.
 */
import { HEADER } from '../../wire/table.ts';
import { READING } from './reading.ts';
import { SHOWING } from './showing.ts';
import { luaTable } from './table.ts';

/** The Lua script; `application` (`peerprobe 0.1.0`) signs it. */
export function dissectorScript(application: string): string {
  return `-- A Wireshark dissector of the peer-discovery protocol (UDP, magic ${HEADER.magic}, version ${HEADER.version}), written by ${application}.
-- It belongs in the folder "Personal Lua Plugins" (Help > About Wireshark > Folders), or: wireshark -X lua_script:FILE

local peerprobe = Proto("peerprobe", "Peer discovery")

${luaTable()}${READING}${SHOWING}`;
}
