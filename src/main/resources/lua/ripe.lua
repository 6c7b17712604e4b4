#!lua flags=allow-oom
-- Reads jobs whose retention has ended, whole, up to a number of bytes. Removes none: purge.lua does when they are archived.
-- ARGV[1]    where the walk over the index continues; empty at its beginning
-- ARGV[2]    how many jobs to look at, at most 500
-- ARGV[3…5]  the rules, as read_rules() has them
-- ARGV[6]    who asks
-- ARGV[7]    ms from now during which nobody else gets an answer
-- ARGV[8]    bytes, which the last job may exceed
-- Answers nothing if somebody else asked within that time. Otherwise where the walk continues, empty if nothing follows, how
-- many jobs were looked at, then for each ripe job its id and its record.
local holder = redis.call('GET', P .. 'archiver')
if holder and holder ~= ARGV[6] then return {} end
redis.call('SET', P .. 'archiver', ARGV[6], 'PX', ARGV[7])

local now, rules, most = now_ms(), read_rules(3), tonumber(ARGV[8])
local answers, bytes = {}, 0

local to, looks = walk(ARGV[1], tonumber(ARGV[2]), function() return end_of_ripe(rules, now) end, function(id, rec)
  if not is_ripe(rules, rec, now) then return rec == '', false end
  if #rec == HEAD_READ then rec = redis.call('GET', P .. 'job:' .. id) end
  answers[#answers + 1] = id
  answers[#answers + 1] = rec
  bytes = bytes + #rec
  return false, bytes >= most
end)
return { to, looks, unpack(answers) }
