#!lua flags=allow-oom
-- Removes a worker that has stopped.
-- ARGV[1]  worker id
redis.call('ZREM', P .. 'workers', ARGV[1])
redis.call('ZREM', P .. 'marking', ARGV[1])
local now, about = now_ms(), redis.call('HGET', P .. 'worker-info', ARGV[1])
if about then
  redis.call('HDEL', P .. 'worker-info', ARGV[1])
  events[#events + 1] = 'W-' .. ARGV[1] .. '\n'
  note_history('workers', 'e', now, ARGV[1], '', brief(string.sub(about, 15)))
  flush(now)
end
return 1
