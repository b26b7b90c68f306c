/**
 * The Lua that takes a datagram apart: wire/walk.ts, wire/dissect.ts, wire/blame.ts and wire/notation.ts once more, on a Lua
 * string. test/report/dissector/ holds it to them.
 */
export const READING = `
local function hex(text)
  return (text:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end))
end

-- The bytes [start, stop) of the datagram; offsets count from 0.
local function slice(raw, start, stop)
  return raw:sub(start + 1, stop)
end

-- One TLV. Behind one that is short, cut or stray nothing has a known place: it goes up to the end.
local function read_tlv(raw, start, index)
  local number, length = raw:byte(start + 1, start + 2)
  local row = TLVS[number]
  local tlv = { index = index, start = start, stop = #raw, type = number, length = length, row = row }
  if length == nil then
    tlv.fault = "stray"
  elseif length < TLV_HEADER.size then
    tlv.fault = "short"
  else
    tlv.stop = math.min(start + length, #raw)
  end
  tlv.body = math.min(start + TLV_HEADER.size, tlv.stop)
  tlv.readable = row ~= nil and tlv.fault == nil and tlv.stop - tlv.body >= row.size
  return tlv
end

-- With a wrong header there are no TLVs (§1.1).
local function read_tlvs(raw)
  local tlvs = {}
  local magic, version = raw:byte(1, HEADER.size)
  if magic ~= HEADER.magic or version ~= HEADER.version then return tlvs, false end
  local at = HEADER.size
  while at < #raw do
    local tlv = read_tlv(raw, at, #tlvs)
    table.insert(tlvs, tlv)
    at = tlv.stop
  end
  return tlvs, true
end

local function length_issue(code, tlv, expected)
  local at = tlv.start + 1
  local path = ("tlv[%d].length"):format(tlv.index)
  return { code = code, start = at, stop = at + 1, path = path, expected = expected, actual = tlv.length }
end

-- What the capture did not keep is not the sender's fault: length is what was on the wire.
local function tlv_issue(tlv, captured, length)
  if tlv.fault == "stray" then
    if length > captured then return nil end
    local path = ("tlv[%d]"):format(tlv.index)
    return { code = "tlv-stray", start = tlv.start, stop = tlv.stop, path = path,
      expected = "type and length", actual = "1 byte" }
  elseif tlv.fault == "short" then
    return length_issue("tlv-short", tlv, ("at least %d"):format(TLV_HEADER.size))
  end
  local left, needed = length - tlv.start, tlv.row == nil and 0 or tlv.row.needed
  if tlv.length > left then return length_issue("tlv-cut", tlv, ("at most the %d left"):format(left)) end
  if tlv.length < needed then return length_issue("tlv-fields", tlv, ("at least %d"):format(needed)) end
  return nil
end

local function header_issues(raw, length)
  local issues = {}
  if length < HEADER.size then
    table.insert(issues, { code = "header-cut", start = 0, stop = length, path = "header",
      expected = ("%d bytes"):format(HEADER.size), actual = ("%d byte%s"):format(length, length == 1 and "" or "s") })
  end
  for at, path in ipairs({ "magic", "version" }) do
    local byte = raw:byte(at)
    if byte ~= nil and byte ~= HEADER[path] then
      table.insert(issues, { code = path .. "-wrong", start = at - 1, stop = at, path = path,
        expected = HEADER[path], actual = byte })
    end
  end
  return issues
end

-- In the order of their first bytes.
local function find_issues(raw, tlvs, length)
  local issues = header_issues(raw, length)
  for _, tlv in ipairs(tlvs) do
    local issue = tlv_issue(tlv, #raw, length)
    if issue ~= nil then
      issue.tlv = tlv
      table.insert(issues, issue)
    end
  end
  if length > MAX_SENT then
    local at = #issues + 1
    while at > 1 and issues[at - 1].start > MAX_SENT do at = at - 1 end
    table.insert(issues, at, { code = "datagram-long", start = MAX_SENT, stop = length, path = "datagram",
      expected = ("at most %d bytes"):format(MAX_SENT), actual = ("%d bytes"):format(length) })
  end
  return issues
end

-- "peer-address=ADDRESS:PORT" with the values of the fields in the places of their names.
local function filled(row, raw, body)
  local texts, at = {}, body
  for _, field in ipairs(row.fields) do
    texts[field.name:upper()] = field.text(raw, at)
    at = at + field.size
  end
  return (row.form:gsub("%u[%u%d%-]*", texts))
end

-- The words that make the TLV again.
local function tlv_words(tlv, raw)
  if tlv.fault == "stray" then return "raw=" .. hex(slice(raw, tlv.start, tlv.stop)) end
  local stop = tlv.fault == "short" and tlv.body or tlv.stop
  local word
  if tlv.readable or (tlv.fault == "short" and tlv.row ~= nil and tlv.row.size == 0) then
    word = filled(tlv.row, raw, tlv.body)
    local extra = slice(raw, tlv.body + tlv.row.size, stop)
    if extra ~= "" then word = word .. ",extra=" .. hex(extra) end
  else
    word = ("tlv=%d:%s"):format(tlv.type, hex(slice(raw, tlv.body, stop)))
  end
  if stop - tlv.start ~= tlv.length then word = ("%s,len=%d"):format(word, tlv.length) end
  if stop == tlv.stop then return word end
  return word .. " raw=" .. hex(slice(raw, stop, tlv.stop))
end

-- The words that make the datagram again: what "peerprobe send" takes.
local function notation(raw, tlvs, right)
  local magic, version = raw:byte(1, HEADER.size)
  local words = {}
  if version ~= nil then
    if magic ~= HEADER.magic then table.insert(words, ("--magic %d"):format(magic)) end
    if version ~= HEADER.version then table.insert(words, ("--version %d"):format(version)) end
    for _, tlv in ipairs(tlvs) do table.insert(words, tlv.words) end
    if not right and #raw > HEADER.size then table.insert(words, "raw=" .. hex(slice(raw, HEADER.size, #raw))) end
  end
  if #words > 0 then return table.concat(words, " ") end
  return "--raw " .. hex(raw)
end

local function info_line(words, issues, captured, length)
  local parts = { words }
  for _, issue in ipairs(issues) do table.insert(parts, "!" .. issue.code) end
  if length > captured then table.insert(parts, ("!cut=%d/%d"):format(captured, length)) end
  return table.concat(parts, " ")
end
`;
