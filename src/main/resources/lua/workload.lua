#!lua flags=no-writes
-- What the counts do not tell about the work at hand. Running jobs are sampled: the 100 whose leases end first, which
-- says nothing of their age. Of tasks that no worker knows, 500 are looked at.
-- Answers how many running jobs were looked at, the sum of their ages in ms, and how many ready jobs no worker knows.
local now = now_ms()
local ids = redis.call('ZRANGE', P .. 'leases', 0, 99)
local ages = 0
for _, id in ipairs(ids) do
  local since = redis.call('GETRANGE', P .. 'job:' .. id, 10, 22)
  if since ~= '' then ages = ages + math.max(0, now - since) end
end
local unroutable = 0
for n, task in ipairs(redis.call('SMEMBERS', P .. 'parked')) do
  if n > 500 then break end
  unroutable = unroutable + redis.call('LLEN', P .. 'parked:' .. task)
end
return {#ids, ages, unroutable}
