#!lua flags=no-writes
-- Picks the jobs of a list that match, without their args.
-- ARGV[1…3] as pick.lua has them
-- ARGV[4…]  ids, at most 500
-- Answers for each job that fits its id, its record up to the args, and its newest attempt or ''.
local answers = {}

local function newest_attempt(key)
  local last = redis.call('STRLEN', key) - 1
  while true do
    local length = tonumber(redis.call('GETRANGE', key, last - 5, last))
    local entry = redis.call('GETRANGE', key, last - 5 - length, last - 6)
    if string.sub(entry, 1, 1) == 'A' then return entry end
    last = last - 6 - length
  end
end

for i = 4, #ARGV do
  local id, key = ARGV[i], P .. 'job:' .. ARGV[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  local fits, names = picked(rec)
  if fits then
    local fixed = bytes_before_meta(rec, names) + tonumber(string.sub(rec, 61, 64))
    answers[#answers + 1] = id
    answers[#answers + 1] = fixed <= #rec and string.sub(rec, 1, fixed) or redis.call('GETRANGE', key, 0, fixed - 1)
    local whole = fixed + tonumber(string.sub(rec, 65, 70))
    answers[#answers + 1] = redis.call('STRLEN', key) > whole and newest_attempt(key) or ''
  end
end
return answers
