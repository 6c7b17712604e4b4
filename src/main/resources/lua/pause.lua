#!lua flags=allow-oom
-- Pauses or resumes a queue, which may have had no job yet.
-- ARGV[1]  queue
-- ARGV[2]  'p' pause, 'r' resume
-- ARGV[3]  who asks for it
local queue, pause, by = ARGV[1], ARGV[2] == 'p', ARGV[3]
redis.call('SADD', P .. 'queues', queue)
local now = now_ms()
local changed
if not pause then
  changed = redis.call('HDEL', P .. 'paused', queue)
  -- from now on jobs that waited through the pause can start
  if changed == 1 then redis.call('HSET', P .. 'resumed', queue, ms(now)) end
else
  changed = redis.call('HSETNX', P .. 'paused', queue, ms(now) .. by)
end
if changed == 1 then
  events[#events + 1] = 'Q' .. (pause and '1' or '0') .. queue .. '\n'
  note_history('control', pause and 'p' or 'r', now, queue, by)
  flush(now)
end
return 1
