#!lua flags=allow-oom
-- Recounts the running jobs of queues, of job keys and of destinations, and puts counts right that differ. Forgets breakers that have
-- closed or that nobody needs, and lets jobs look again that wait for an event that does not come.
-- ARGV[1]  most running jobs that this call may look at
-- ARGV[2]  what holds for all destinations, as breakers.lua has it
-- Answers how many counts differed, or -1 if more jobs run than that, or one whose record is of a later version.
local UNUSED_MS = 24 * 3600000 -- after which an open breaker is forgotten if no job has probed the destination
local now = now_ms()
read_rules_of_all(ARGV[2])

local function check_breaker(host)
  recover(host, now) -- claims do this too, but perhaps nobody calls the destination again
  local breaker = breaker_at[host]
  if breaker and breaker.state == 'o' and breaker.at and now - breaker.at > UNUSED_MS and count_waiting_at(host) == 0 then
    store_breaker(host, false)
  end
end

local breakers = redis.call('HRANDFIELD', P .. 'breakers', 100)
if #breakers > 0 then know_destinations(breakers) end
for _, host in ipairs(breakers) do check_breaker(host) end

-- Jobs wait for the end of another job although there is room: the limits of all destinations are other ones since a restart, or the job
-- that was woken was canceled.
--   room_of  answers how many jobs of a key may start, and in how many ms that changes by itself
local function look_again(reason, room_of)
  local keys = redis.call('ZRANDMEMBER', P .. 'aside:' .. reason, ASIDE_MOST, 'WITHSCORES')
  for i = 1, #keys, 2 do
    if keys[i + 1] == 'inf' then
      local room, wait = room_of(keys[i])
      if room > 0 or wait then redis.call('ZADD', P .. 'aside:' .. reason, 'XX', now, keys[i]) end
    end
  end
end

look_again('key', function(name)
  local queue = queue_of(name)
  local limits = limits_of(queue)
  if not limits or not limits.key then return math.huge end
  return room_under(limits.key, name, running_of(queue, string.match(name, '^(.*)@')), now * 1000)
end)
look_again('host', function(name)
  local host = string.match(name, '^(.*)@')
  know_destinations({ host })
  return room_at(host, calling_of_all({ host })[host], now)
end)

if redis.call('ZCARD', P .. 'leases') > tonumber(ARGV[1]) then return -1 end
local all, of_queue, of_key, of_host = 0, {}, {}, {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if is_of_later_version(rec) then return -1 end
  if state_of(rec) == 'X' then
    local queue, _, names = names_of(rec)
    local key = key_of(rec, names)
    all = all + 1
    of_queue[queue] = (of_queue[queue] or 0) + 1
    of_key[queue] = of_key[queue] or {}
    local limits = key ~= '' and limits_of(queue)
    if limits and limits.key then of_key[queue][key] = (of_key[queue][key] or 0) + 1 end
    local host = attribute(attributes_of(rec, names), 'h')
    if host then
      know_destinations({ host })
      if limits_at[host].most then of_host[host] = (of_host[host] or 0) + 1 end
    end
  end
end

local differed = 0
local function check_count(field, n)
  if (tonumber(redis.call('HGET', P .. 'counts', field)) or 0) ~= n then
    redis.call('HSET', P .. 'counts', field, n)
    differed = differed + 1
  end
end

--   hash   that has the counts
--   right  what they are to be, without those that are 0
local function check_hash(hash, right)
  local counted = redis.call('HGETALL', hash)
  local seen = {}
  for i = 1, #counted, 2 do
    local key, n = counted[i], right[counted[i]] or 0
    seen[key] = true
    if key ~= '' and tonumber(counted[i + 1]) ~= n then
      if n == 0 then redis.call('HDEL', hash, key) else redis.call('HSET', hash, key, n) end
      differed = differed + 1
    end
  end
  for key, n in pairs(right) do
    if not seen[key] then
      redis.call('HSET', hash, key, n)
      differed = differed + 1
    end
  end
end

check_count('*:X', all)
for _, queue in ipairs(redis.call('SRANDMEMBER', P .. 'queues', 500)) do of_queue[queue] = of_queue[queue] or 0 end
for queue, n in pairs(of_queue) do
  check_count(queue .. ':X', n)
  check_hash(P .. 'running:' .. queue, of_key[queue] or {})
end
check_hash(P .. 'calling', of_host)
return differed
