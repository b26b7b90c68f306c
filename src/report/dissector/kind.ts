/**
 * What a kind of field is to Wireshark, and to the Lua that writes it in our notation.
 */
import type { KindName } from '../../wire/field.ts';

/** A kind in Lua. */
interface LuaKind {
  /** The function of `ProtoField` that declares a field of it. */
  readonly declare: string;
  /** A Lua function of the bytes as a string and the offset of the field in it, from 0: the value as users type it. */
  readonly text: string;
}

/** One for each kind of wire/field.ts. */
export const LUA_KINDS: Readonly<Record<KindName, LuaKind>> = {
  u16: {
    declare: 'uint16',
    text: 'function(raw, at) return ("%d"):format(raw:byte(at + 1) * 256 + raw:byte(at + 2)) end',
  },
  // Not the text of Wireshark's own Address: that is a host name where names are resolved.
  ipv4: {
    declare: 'ipv4',
    text: 'function(raw, at) return ("%d.%d.%d.%d"):format(raw:byte(at + 1, at + 4)) end',
  },
};
