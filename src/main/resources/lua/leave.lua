#!lua flags=allow-oom
-- Removes a worker that has stopped.
-- ARGV[1]  worker id
redis.call('ZREM', P .. 'workers', ARGV[1])
redis.call('ZREM', P .. 'marking', ARGV[1])
if redis.call('HDEL', P .. 'worker-info', ARGV[1]) == 1 then
  events[#events + 1] = 'W-' .. ARGV[1] .. '\n'
  flush(now_ms())
end
return 1
