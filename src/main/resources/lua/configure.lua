#!lua flags=allow-oom
-- Stores the settings of a queue, which may have had no job yet.
-- ARGV[1]  queue
-- ARGV[2]  its settings as they were read, '' for none
-- ARGV[3]  its settings as they are to be, '' for none
-- ARGV[4]  its limits as limits.lua has them, '' for none
-- ARGV[5]  its retention as retention.lua has it, '' for none
-- ARGV[6]  how many queues can have one, '' if the settings come from a file
-- ARGV[7…] key and weight of each key that has one
-- Answers 1, 0 if somebody else has changed the settings, or -1 if too many queues have a retention.
local MOST = 2000 -- running jobs whose keys are counted
local queue, limits = ARGV[1], ARGV[4]
if (redis.call('HGET', P .. 'queue-settings', queue) or '') ~= ARGV[2] then return 0 end
if ARGV[5] == '' then
  redis.call('HDEL', P .. 'retention', queue)
else
  local is_new = redis.call('HEXISTS', P .. 'retention', queue) == 0
  if is_new and ARGV[6] ~= '' and redis.call('HLEN', P .. 'retention') >= tonumber(ARGV[6]) then return -1 end
  redis.call('HSET', P .. 'retention', queue, ARGV[5])
end
if ARGV[3] == '' then
  redis.call('HDEL', P .. 'queue-settings', queue)
else
  redis.call('HSET', P .. 'queue-settings', queue, ARGV[3])
  redis.call('SADD', P .. 'queues', queue)
end
if string.sub(limits, 1, 1) ~= '1' and redis.call('EXISTS', P .. 'turns:' .. queue) == 1 then
  limits = 'd' .. string.sub(limits == '' and '0 - - - - - - 0' or limits, 2)
end
if limits == '' then redis.call('HDEL', P .. 'limits', queue) else redis.call('HSET', P .. 'limits', queue, limits) end
-- Keys are counted where they have limits. What runs already counts too.
redis.call('DEL', P .. 'running:' .. queue)
if limits_of(queue) and limits_of(queue).key then
  -- A value this long makes it a hash table from the start. In a small hash, Redis searches for each field from the beginning.
  redis.call('HSET', P .. 'running:' .. queue, '', string.rep('-', 65))
  for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, MOST - 1)) do
    local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
    if state_of(rec) == 'X' then
      local its_queue, _, names = names_of(rec)
      local key = key_of(rec, names)
      if its_queue == queue and key ~= '' then redis.call('HINCRBY', P .. 'running:' .. queue, key, 1) end
    end
  end
end
redis.call('DEL', P .. 'weights:' .. queue)
if #ARGV > 6 then redis.call('HSET', P .. 'weights:' .. queue, unpack(ARGV, 7)) end
events[#events + 1] = 'Q' .. redis.call('HEXISTS', P .. 'paused', queue) .. queue .. '\n'
flush(now_ms())
return 1
