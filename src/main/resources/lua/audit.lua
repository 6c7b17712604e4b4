#!lua flags=allow-oom
-- Recounts the running jobs of queues and of job keys, and puts counts right that differ.
-- ARGV[1]  most running jobs that this call may look at
-- Answers how many counts differed, or -1 if more jobs run than that.
if redis.call('ZCARD', P .. 'leases') > tonumber(ARGV[1]) then return -1 end
local all, of_queue, of_key = 0, {}, {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if rec ~= '' and state_of(rec) == 'X' then
    local queue, _, names = names_of(rec)
    local key = key_of(rec, names)
    all = all + 1
    of_queue[queue] = (of_queue[queue] or 0) + 1
    of_key[queue] = of_key[queue] or {}
    local limits = key ~= '' and limits_of(queue)
    if limits and limits.key then of_key[queue][key] = (of_key[queue][key] or 0) + 1 end
  end
end

local differed = 0
local function check_count(field, n)
  if (tonumber(redis.call('HGET', P .. 'counts', field)) or 0) ~= n then
    redis.call('HSET', P .. 'counts', field, n)
    differed = differed + 1
  end
end

local function check_keys(queue, keys)
  local counted = redis.call('HGETALL', P .. 'running:' .. queue)
  local seen = {}
  for i = 1, #counted, 2 do
    local key, n = counted[i], keys[counted[i]] or 0
    seen[key] = true
    if key ~= '' and tonumber(counted[i + 1]) ~= n then
      if n == 0 then redis.call('HDEL', P .. 'running:' .. queue, key) else redis.call('HSET', P .. 'running:' .. queue, key, n) end
      differed = differed + 1
    end
  end
  for key, n in pairs(keys) do
    if not seen[key] then
      redis.call('HSET', P .. 'running:' .. queue, key, n)
      differed = differed + 1
    end
  end
end

check_count('*:X', all)
for _, queue in ipairs(redis.call('SRANDMEMBER', P .. 'queues', 500)) do of_queue[queue] = of_queue[queue] or 0 end
for queue, n in pairs(of_queue) do
  check_count(queue .. ':X', n)
  check_keys(queue, of_key[queue] or {})
end
return differed
