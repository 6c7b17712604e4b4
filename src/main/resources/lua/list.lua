#!lua flags=no-writes
-- Picks the jobs of a list that match, up to a number of bytes.
-- ARGV[1…3] as pick.lua has them
-- ARGV[4]   '' to leave their args out, '-' to leave their newest attempts out too, else how many bytes of jobs with args, which the last
--           one may exceed
-- ARGV[5…]  ids, at most 500
-- Answers how many ids were looked at, then for each job that fits its id, its record up to or with the args, and its newest
-- attempt or ''.
local answers, looked, bytes, most, is_short = {}, 0, 0, tonumber(ARGV[4]), ARGV[4] == '-'

local function newest_attempt(key)
  local last = redis.call('STRLEN', key) - 1
  while true do
    local length = tonumber(redis.call('GETRANGE', key, last - 5, last))
    local entry = redis.call('GETRANGE', key, last - 5 - length, last - 6)
    if string.sub(entry, 1, 1) == 'A' then return entry end
    last = last - 6 - length
  end
end

for i = 5, #ARGV do
  local id, key = ARGV[i], P .. 'job:' .. ARGV[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  looked = looked + 1
  local fits, names = picked(rec)
  if fits then
    local fixed = bytes_before_meta(rec, names) + tonumber(string.sub(rec, 61, 64))
    local whole = fixed + tonumber(string.sub(rec, 65, 70))
    local wanted = most and whole or fixed
    answers[#answers + 1] = id
    answers[#answers + 1] = wanted <= #rec and string.sub(rec, 1, wanted) or redis.call('GETRANGE', key, 0, wanted - 1)
    answers[#answers + 1] = not is_short and redis.call('STRLEN', key) > whole and newest_attempt(key) or ''
    bytes = bytes + wanted
    if most and bytes >= most then break end
  end
end
return { looked, unpack(answers) }
