#!lua flags=allow-oom
-- Reads a piece of the index for the self-audit, and removes entries of which no job is left.
-- ARGV[1]  token of the audit
-- ARGV[2]  entry behind which to read; '' from the beginning
-- ARGV[3]  how many entries, at most 500
-- Answers nothing if somebody else holds the audit. Otherwise the time, the findings, the last entry that was read ('' if none was), and the
-- ids of each.
if not is_held_by(ARGV[1]) then return {} end
local answers, empty, last, jobs = { now_ms(), findings, '' }, {}, '', 0
for _, entry in ipairs(redis.call('XRANGE', P .. 'index', ARGV[2] == '' and '-' or '(' .. ARGV[2], '+', 'COUNT', ARGV[3])) do
  local ids, keys = entry[2][2] or '', {}
  for at = 1, #ids, 22 do keys[#keys + 1] = P .. 'job:' .. string.sub(ids, at, at + 21) end
  if #keys == 0 or redis.call('EXISTS', unpack(keys)) == 0 then
    empty[#empty + 1] = entry[1]
  else
    answers[#answers + 1] = ids
  end
  last, jobs = entry[1], jobs + #keys
  if jobs >= 500 then break end
end
if #empty > 0 then redis.call('XDEL', P .. 'index', unpack(empty)) end
answers[3] = last
return answers
