#!lua flags=no-writes
-- Reads dead jobs that are in no failure group: a server of a version without groups has ended them.
-- ARGV[1]  how many dead jobs to skip
-- ARGV[2]  how many to look at, at most 500
-- ARGV[3]  bytes of records after which to stop
-- Answers how many were looked at, then for each without a group its id and its record.
local from, answers, looked, bytes = tonumber(ARGV[1]), {}, 0, 0
for _, id in ipairs(redis.call('ZRANGE', P .. 'ended:F', from, from + ARGV[2] - 1)) do
  local key = P .. 'job:' .. id
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  looked = looked + 1
  if not is_of_later_version(rec) and state_of(rec) == 'F' then
    local _, _, names = names_of(rec)
    if not attribute(attributes_of(rec, names), 'f') then
      rec = redis.call('GET', key)
      answers[#answers + 1] = id
      answers[#answers + 1] = rec
      bytes = bytes + #rec
      if bytes >= tonumber(ARGV[3]) then break end
    end
  end
end
return { looked, unpack(answers) }
