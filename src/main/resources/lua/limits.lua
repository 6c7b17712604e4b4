-- Shared by the scripts that keep to the limits of queues and of job keys.
--
-- "limits" has a text for each queue that has any, eight words: '1' if keys take turns ('d' if they did and jobs still stand in
-- turns, else '0'), then the most jobs that run at once, the microseconds between two starts and how many starts can be saved,
-- the same three for each job key, and '1' if keys have weights. '-' stands for none.
--
-- How many jobs of a queue run is in "counts"; how many of a key is in "running:<queue>", in queues with limits of keys. A rate is kept by the time in
-- microseconds at which all saved starts would be there again: each start puts it off by one interval.

local known_limits = {}

local function limits_of(queue)
  local limits = known_limits[queue]
  if limits == nil then
    local text = redis.call('HGET', P .. 'limits', queue)
    if text then
      local fair, most, interval, burst, key_most, key_interval, key_burst, weighted =
        string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
      limits = {
        fair = fair, most = tonumber(most), interval = tonumber(interval), burst = tonumber(burst), weighted = weighted == '1',
        key = (key_most ~= '-' or key_interval ~= '-')
          and { most = tonumber(key_most), interval = tonumber(key_interval), burst = tonumber(key_burst) },
      }
    end
    known_limits[queue] = limits or false
  end
  return limits or nil
end

-- How many jobs may start by a rate now, and in how many ms half of the saved starts are there, or one where that is more.
-- Waiting for more than one makes the claims of a high rate few.
--   name   the queue, or the key and '@' and the queue
--   now    in microseconds
local function starts_left(name, rate, now)
  local ahead = math.min((tonumber(redis.call('GET', P .. 'tokens:' .. name)) or 0) - now, rate.burst * rate.interval)
  if ahead <= 0 then return math.floor(rate.burst), 0 end
  local some = math.max(1, rate.burst / 2)
  return math.floor(rate.burst - ahead / rate.interval), math.max(1, math.ceil((ahead - (rate.burst - some) * rate.interval) / 1000))
end

local function count_starts(name, rate, now, n)
  local full = tonumber(redis.call('GET', P .. 'tokens:' .. name)) or 0
  full = math.max(math.min(full, now + rate.burst * rate.interval), now) + n * rate.interval
  redis.call('SET', P .. 'tokens:' .. name, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
end

-- How many jobs run under these limits may start now, and in how many ms that can change by itself, nil if it cannot.
--   running  how many run
local function room_under(limits, name, running, now)
  local room, wait = math.huge, nil
  if limits.most then room = math.max(0, limits.most - running) end
  if limits.interval and room > 0 then
    local starts, ms_left = starts_left(name, limits, now)
    if starts < 1 then wait = ms_left end
    room = math.min(room, math.max(0, starts))
  end
  return room, wait
end

local function running_in(queue) return tonumber(redis.call('HGET', P .. 'counts', queue .. ':X')) or 0 end

local function running_of(queue, key) return tonumber(redis.call('HGET', P .. 'running:' .. queue, key)) or 0 end

-- How many jobs of each of these keys run, in their order.
local function running_of_all(queue, keys)
  local running = redis.call('HMGET', P .. 'running:' .. queue, unpack(keys))
  for n = 1, #keys do running[n] = tonumber(running[n] or 0) end
  return running
end

-- Stores how many jobs of these keys run.
local function set_running(queue, keys, running)
  local some, none = {}, {}
  for n, key in ipairs(keys) do
    if running[n] > 0 then
      some[#some + 1] = key
      some[#some + 1] = running[n] == 1 and '1' or running[n] -- Redis is slow to write numbers
    else
      none[#none + 1] = key
    end
  end
  if #some > 0 then redis.call('HSET', P .. 'running:' .. queue, unpack(some)) end
  if #none > 0 then redis.call('HDEL', P .. 'running:' .. queue, unpack(none)) end
end
