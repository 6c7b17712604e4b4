#!lua flags=allow-oom
-- Pauses or resumes a queue, which may have had no job yet.
-- ARGV[1]  queue
-- ARGV[2]  who pauses it; '' to resume
local queue, by = ARGV[1], ARGV[2]
redis.call('SADD', P .. 'queues', queue)
local now = now_ms()
local changed
if by == '' then
  changed = redis.call('HDEL', P .. 'paused', queue)
  -- from now on jobs that waited through the pause can start
  if changed == 1 then redis.call('HSET', P .. 'resumed', queue, ms(now)) end
else
  changed = redis.call('HSETNX', P .. 'paused', queue, ms(now) .. by)
end
if changed == 1 then
  events[#events + 1] = 'Q' .. (by == '' and '0' or '1') .. queue .. '\n'
  flush(now)
end
return 1
