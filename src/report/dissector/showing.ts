/** The Lua that shows what was read: tree, columns, expert infos; and that tells Wireshark which datagrams are ours. */
export const SHOWING = `
peerprobe.fields = {}
for _, field in pairs(FIELDS) do table.insert(peerprobe.fields, field) end
peerprobe.experts = {}
for _, kind in pairs(ISSUES) do table.insert(peerprobe.experts, kind.expert) end

local function add_generated(tree, field, value)
  tree:add(field, value):set_generated()
end

-- The bytes to blame; what the capture did not keep cannot be marked.
local function show_issue(tree, tvb, issue)
  local kind = ISSUES[issue.code]
  local start = math.min(issue.start, tvb:captured_len())
  local stop = math.min(issue.stop, tvb:captured_len())
  local text = ("%s: %s: expected %s, found %s at %d (§%s, %s)"):format(
    issue.path, kind.title, issue.expected, issue.actual, issue.start, kind.section, kind.requirement)
  local item = tree:add(FIELDS["issue"], tvb:range(start, stop - start), issue.code)
  item:add_proto_expert_info(kind.expert, text)
  add_generated(item, FIELDS["issue.path"], issue.path)
  add_generated(item, FIELDS["issue.requirement"], kind.requirement)
  add_generated(item, FIELDS["issue.severity"], kind.severity)
end

local function show_rest(tree, field, tvb, start, stop)
  if start < stop then tree:add(field, tvb:range(start, stop - start)) end
end

local function show_tlv(tree, tvb, tlv)
  local range = tvb:range(tlv.start, tlv.stop - tlv.start)
  local item = tree:add(FIELDS["tlv"], range, tlv.words, ("tlv[%d]: %s"):format(tlv.index, tlv.words))
  item:add(FIELDS["type"], tvb:range(tlv.start, 1))
  if tlv.length ~= nil then item:add(FIELDS["length"], tvb:range(tlv.start + 1, 1)) end
  if tlv.row ~= nil then
    add_generated(item, FIELDS["name"], tlv.row.name)
    item:append_text((" (§%s)"):format(tlv.row.section))
  end
  local at = tlv.body
  if tlv.readable then
    for _, field in ipairs(tlv.row.fields) do
      item:add(FIELDS[field.name], tvb:range(at, field.size))
      at = at + field.size
    end
  end
  local rest = tlv.fault == "short" and "unreadable" or tlv.readable and "extra" or "value"
  show_rest(item, FIELDS[rest], tvb, at, tlv.stop)
  return item
end

local function show(tree, tvb, raw, tlvs, right, issues)
  if #raw > 0 then tree:add(FIELDS["magic"], tvb:range(0, 1)) end
  if #raw > 1 then tree:add(FIELDS["version"], tvb:range(1, 1)) end
  local items = {}
  for _, tlv in ipairs(tlvs) do items[tlv] = show_tlv(tree, tvb, tlv) end
  if not right then show_rest(tree, FIELDS["ignored"], tvb, HEADER.size, #raw) end
  for _, issue in ipairs(issues) do show_issue(issue.tlv and items[issue.tlv] or tree, tvb, issue) end
end

function peerprobe.dissector(tvb, pinfo, root)
  if tvb:captured_len() == 0 then return 0 end
  local raw = tvb:raw()
  local length = math.max(tvb:reported_len(), #raw)
  local tlvs, right = read_tlvs(raw)
  for _, tlv in ipairs(tlvs) do tlv.words = tlv_words(tlv, raw) end
  local issues = find_issues(raw, tlvs, length)
  local words = notation(raw, tlvs, right)
  pinfo.cols.protocol = "peerprobe"
  pinfo.cols.info = info_line(words, issues, #raw, length)
  local tree = root:add(peerprobe, tvb:range(0, #raw))
  show(tree, tvb, raw, tlvs, right, issues)
  add_generated(tree, FIELDS["notation"], words)
  if length > #raw then add_generated(tree, FIELDS["captured"], #raw) end
end

-- No conversation is taken over: the next datagram between the same two may be somebody else's, and is looked at again.
peerprobe:register_heuristic("udp", function(tvb, pinfo, root)
  if tvb:captured_len() < HEADER.size then return false end
  if tvb:range(0, 1):uint() ~= HEADER.magic or tvb:range(1, 1):uint() ~= HEADER.version then return false end
  peerprobe.dissector(tvb, pinfo, root)
  return true
end)

-- On these ports everything is ours, as with "peerprobe sniff --port": a wrong header is then malformed, not foreign.
peerprobe.prefs.ports = Pref.range("UDP ports", "", "Ports where every datagram is ours, whatever its header", 65535)

local udp_ports = DissectorTable.get("udp.port")
udp_ports:add_for_decode_as(peerprobe)

local chosen = ""
function peerprobe.prefs_changed()
  if chosen == peerprobe.prefs.ports then return end
  if chosen ~= "" then udp_ports:remove(chosen, peerprobe) end
  chosen = peerprobe.prefs.ports
  if chosen ~= "" then udp_ports:add(chosen, peerprobe) end
end
`;
