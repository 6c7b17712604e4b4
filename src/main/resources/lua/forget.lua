#!lua flags=allow-oom
-- Forgets a queue that has no jobs, with its settings.
-- ARGV[1]  queue
-- Answers 'D' (done), 'N' (no such queue), 'J' (it has jobs) or 'F' (a file declares it).
local queue = ARGV[1]
if redis.call('SISMEMBER', P .. 'queues', queue) == 0 then return 'N' end
for _, state in ipairs(STATES) do
  if (tonumber(redis.call('HGET', P .. 'counts', queue .. ':' .. state)) or 0) > 0 then return 'J' end
end
local settings = redis.call('HGET', P .. 'queue-settings', queue) or ''
if string.find('\n' .. settings, '\nf', 1, true) then return 'F' end
redis.call('HDEL', P .. 'queue-settings', queue)
redis.call('HDEL', P .. 'paused', queue)
forget_if_idle(queue)
events[#events + 1] = 'Q0' .. queue .. '\n'
flush(now_ms())
return 'D'
