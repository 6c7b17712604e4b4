#!lua flags=allow-oom
-- Pauses or resumes a queue.
-- ARGV[1]  queue
-- ARGV[2]  who pauses it; '' to resume
-- Answers 0 if there is no such queue, else 1.
local queue, by = ARGV[1], ARGV[2]
if redis.call('SISMEMBER', P .. 'queues', queue) == 0 then return 0 end
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
