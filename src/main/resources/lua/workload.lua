#!lua flags=no-writes
-- Reads what the counts do not show about the current work. Running jobs are sampled: the 100 whose leases
-- end first, which says nothing about their age.
-- Answers the time, how many running jobs were looked at, the sum of their ages in ms, and how many ready jobs of queues that are not
-- paused no worker knows, or wait for a limit of their key or for their destination.
local now = now_ms()
local ids = redis.call('ZRANGE', P .. 'leases', 0, 99)
local ages = 0
for _, id in ipairs(ids) do
  local since = redis.call('GETRANGE', P .. 'job:' .. id, 10, 22)
  if since ~= '' then ages = ages + math.max(0, now - since) end
end
return { now, #ids, ages, count_aside('task') + count_aside('key') + count_aside('host') }
