#!lua flags=allow-oom
-- Lets the next claims look again at jobs of a queue that wait for a limit of their keys, after its limits have changed.
-- ARGV[1]  queue
-- ARGV[2]  how many keys to skip; those that were looked at stand before the others
-- Answers how many keys were looked at.
local keys = redis.call('ZRANGE', P .. 'aside:key', ARGV[2], ARGV[2] + ASIDE_MOST - 1)
for _, key in ipairs(keys) do
  if queue_of(key) == ARGV[1] then redis.call('ZADD', P .. 'aside:key', 'XX', 0, key) end
end
return #keys
