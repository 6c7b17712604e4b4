#!lua flags=allow-oom
-- Reads jobs whose retention has ended, whole, up to a number of bytes. Removes none: purge.lua does when they are archived.
-- ARGV[1]    where the walk over the index continues; empty at its beginning
-- ARGV[2]    how many jobs to look at, at most 500
-- ARGV[3…6]  the rules, as read_rules() has them
-- ARGV[7]    where the walk stops; empty for nowhere
-- ARGV[8]    who asks
-- ARGV[9]    ms from now during which nobody else gets an answer
-- ARGV[10]   bytes, which the last job may exceed
-- Answers nothing if somebody else asked within that time. Otherwise where the walk continues, empty if nothing follows, how
-- many jobs were looked at, the report(), then for each ripe job its id and its record.
local holder = redis.call('GET', P .. 'archiver')
if holder and holder ~= ARGV[8] then return {} end
redis.call('SET', P .. 'archiver', ARGV[8], 'PX', ARGV[9])

local now, rules, most = now_ms(), read_rules(3), tonumber(ARGV[10])
local answers, bytes = {}, 0

local to, looks = walk(ARGV[1], tonumber(ARGV[2]), ARGV[7], function() return end_of_ripe(rules, now) end, function(id, rec)
  if not is_ripe(rules, rec, now) then return rec == '', false end
  if #rec == HEAD_READ then rec = redis.call('GET', P .. 'job:' .. id) end
  answers[#answers + 1] = id
  answers[#answers + 1] = rec
  bytes = bytes + #rec
  return false, bytes >= most
end)
return { to, looks, report(rules, now), unpack(answers) }
