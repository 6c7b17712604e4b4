-- Shared by the scripts that keep to the breakers and the limits of destinations. Needs limits.
--
-- A destination is the host that a job calls, its attribute h. What holds for all of them comes with each call, eight words: the most
-- jobs that call one at once, the microseconds between two starts and how many starts can be saved ('-' where there is no limit),
-- then of breakers: the share of failures that opens one, the calls from which on the share counts, and in ms the first wait,
-- the longest wait, and the time over which the jobs start that waited.
--
-- "destination-limits" has the three limits of each destination with limits of its own, in the same way; the rate follows as people
-- have written it.
-- "calling" has how many jobs call a destination, where that is limited.
-- "calls:<n>" has the calls of the n-th ten seconds by destination. By destination and a letter it has the failures (' f'), the failures
-- since a call went well (' r'), and when that was, in ms (' a').
-- "breakers" has a text for each destination whose breaker is not closed, or has closed recently. Ten words:
--    1  its state: 'o' open, 'h' half open, 'c' closed
--    2  open: when a probe may go, in ms, '-' if a person has to close it. Closed: when the step of the recovery ends
--    3  how many times it has opened without having closed
--    4  half open: id of the job that is the probe
--    5  closed: microseconds between two starts during the recovery
--    6  microseconds between two calls that went well before it opened
--    7  open and half open: since when it has not been closed, in ms. Closed: the ten seconds from which on calls count
--    8  since when it has the state, in ms
--    9  why it opened: 'f' failures, 'u' unavailable, 'b' busy, 'm' by a person
--   10  that person's name, up to the end
-- '-' stands for none.

local TEN_SECONDS = 10000
local WINDOW = 6 -- of them
local RECOVERY = '@-recovery' -- ends the name of a rate, like '@' and a queue for a job key; no queue begins with '-'
local rules_of_all -- what holds for all destinations

local function read_rules_of_all(text)
  local most, interval, burst, ratio, least, first, longest, recovery =
    string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  rules_of_all = {
    most = tonumber(most), interval = tonumber(interval), burst = tonumber(burst), ratio = tonumber(ratio), least = tonumber(least),
    first = tonumber(first), longest = tonumber(longest), recovery = tonumber(recovery),
  }
end

local function read_breaker(text)
  local state, at, times, probe, interval, usual, from, since, cause, by =
    string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (.*)$')
  return {
    state = state, at = tonumber(at), times = tonumber(times), probe = probe, interval = tonumber(interval), usual = tonumber(usual),
    from = tonumber(from), since = tonumber(since), cause = cause, by = by,
  }
end

local function number_or_none(n) return n and string.format('%.0f', n) or '-' end

local breaker_at, limits_at = {}, {} -- of the destinations that know_destinations() has read

local function store_breaker(host, breaker)
  breaker_at[host] = breaker
  if not breaker then
    redis.call('HDEL', P .. 'breakers', host)
    return
  end
  redis.call('HSET', P .. 'breakers', host, table.concat({
    breaker.state, number_or_none(breaker.at), breaker.times, breaker.probe or '-', number_or_none(breaker.interval),
    number_or_none(breaker.usual), breaker.from, breaker.since, breaker.cause, breaker.by or '-',
  }, ' '))
end

local function know_destinations(hosts)
  local new = {}
  for _, host in ipairs(hosts) do
    if breaker_at[host] == nil then
      breaker_at[host] = false
      new[#new + 1] = host
    end
  end
  if #new == 0 then return end
  for n, text in ipairs(redis.call('HMGET', P .. 'breakers', unpack(new))) do
    if text then breaker_at[new[n]] = read_breaker(text) end
  end
  for n, text in ipairs(redis.call('HMGET', P .. 'destination-limits', unpack(new))) do
    local most, interval, burst = string.match(text or '- - -', '^(%S+) (%S+) (%S+)')
    limits_at[new[n]] = {
      most = tonumber(most) or rules_of_all.most,
      interval = tonumber(interval) or rules_of_all.interval,
      burst = tonumber(burst) or rules_of_all.burst,
    }
  end
end

-- the rate at which jobs start after the breaker has closed, nil if that is over
local function recovery_rate(breaker)
  return breaker and breaker.state == 'c' and breaker.interval
    and { interval = breaker.interval, burst = math.max(1, math.floor(100000 / breaker.interval)) } or nil
end

-- How many jobs that call a destination may start now, and in how many ms that can change by itself, nil if it cannot.
--   running  how many call it, where that is limited
local function room_at(host, running, now)
  local breaker, room, wait = breaker_at[host], math.huge, nil
  if breaker and breaker.state == 'h' then return 0, nil end
  if breaker and breaker.state == 'o' then
    if not breaker.at then return 0, nil end
    if breaker.at > now then return 0, breaker.at - now end
    room = 1 -- the probe
  end
  local recovery = recovery_rate(breaker)
  if recovery then room, wait = room_under(recovery, host .. RECOVERY, 0, now * 1000) end
  local room_left, limit_wait = room_under(limits_at[host], host .. '@', running, now * 1000)
  if room_left < 1 and not limit_wait then return 0, nil end
  return math.min(room, room_left), (wait or limit_wait) and math.max(wait or 0, limit_wait or 0)
end

-- A job that calls a destination has started.
local function started_at(host, id, now)
  local breaker, limits = breaker_at[host], limits_at[host]
  local recovery = recovery_rate(breaker)
  if recovery then count_starts(host .. RECOVERY, recovery, now * 1000, 1) end
  if limits.interval then count_starts(host .. '@', limits, now * 1000, 1) end
  if limits.most then redis.call('HINCRBY', P .. 'calling', host, 1) end
  if breaker and breaker.state == 'o' then
    breaker.state, breaker.probe, breaker.since = 'h', id, now
    store_breaker(host, breaker)
  end
end

-- How many jobs call each of these destinations, where that is limited, by destination.
local function calling_of_all(hosts)
  local limited, running = {}, {}
  for _, host in ipairs(hosts) do
    running[host] = 0
    if limits_at[host].most then limited[#limited + 1] = host end
  end
  if #limited > 0 then
    for n, calling in ipairs(redis.call('HMGET', P .. 'calling', unpack(limited))) do running[limited[n]] = tonumber(calling or 0) end
  end
  return running
end

local all_queues -- once they were read

-- The keys under which jobs wait for a destination: one for each queue.
local function keys_waiting_at(host)
  local waiting = {}
  if redis.call('EXISTS', P .. 'aside:host') == 0 then return waiting end
  all_queues = all_queues or redis.call('SMEMBERS', P .. 'queues')
  for from = 1, #all_queues, 500 do
    local keys = {}
    for n = from, math.min(from + 499, #all_queues) do keys[#keys + 1] = host .. '@' .. all_queues[n] end
    for n, score in ipairs(redis.call('ZMSCORE', P .. 'aside:host', unpack(keys))) do
      if score then waiting[#waiting + 1] = keys[n] end
    end
  end
  return waiting
end

-- Claims look at the jobs that wait for a destination at this time, in ms.
local function look_again_at(host, at)
  for _, key in ipairs(keys_waiting_at(host)) do redis.call('ZADD', P .. 'aside:host', 'XX', at or 'inf', key) end
end

local function count_waiting_at(host)
  local jobs = 0
  for _, key in ipairs(keys_waiting_at(host)) do jobs = jobs + redis.call('ZCARD', P .. 'aside:host:' .. key) end
  return jobs
end

-- How many calls there were within the window, and how many of them failed.
local function calls_of_window(host, from, now)
  local calls, failures, this = 0, 0, math.floor(now / TEN_SECONDS)
  for n = math.max(from, this - WINDOW + 1), this do
    local counted = redis.call('HMGET', P .. 'calls:' .. n, host, host .. ' f')
    calls, failures = calls + (counted[1] or 0), failures + (counted[2] or 0)
  end
  return calls, failures
end

-- When a call last went well, 0 if none did within the window, and how many have failed since.
local function latest_answer(host, from, now)
  local failures, this = 0, math.floor(now / TEN_SECONDS)
  for n = this, math.max(from, this - WINDOW + 1), -1 do
    local counted = redis.call('HMGET', P .. 'calls:' .. n, host .. ' r', host .. ' a')
    failures = failures + (counted[1] or 0)
    if counted[2] then return tonumber(counted[2]), failures end
  end
  return 0, failures
end

--   wait  until the first probe, in ms; nil if the wait of the rules applies
--   by    the person who opens it, nil if that is nobody
local function open_breaker(host, cause, wait, by, now)
  local before = breaker_at[host]
  local times, usual = before and before.times or 0, before and before.usual
  if not before then
    local calls, failures = calls_of_window(host, 0, now)
    if calls > failures then usual = TEN_SECONDS * WINDOW * 1000 / (calls - failures) end
  end
  if not by and not wait then wait = math.min(rules_of_all.longest, rules_of_all.first * 2 ^ math.min(times, 20)) end
  local at, from = wait and now + wait or nil, before and before.state ~= 'c' and before.from or now
  store_breaker(host, {
    state = 'o', at = at, times = by and times or times + 1, usual = usual, from = from, since = now, cause = cause, by = by,
  })
  look_again_at(host, at)
end

local SHORTEST_RECOVERY = 1000

-- Jobs that waited start over as long as it was not closed, on top of the calls that are usual.
local function close_breaker(host, now)
  local before, this = breaker_at[host], math.floor(now / TEN_SECONDS)
  local step = math.min(rules_of_all.recovery, math.max(SHORTEST_RECOVERY, now - before.from))
  local waiting, interval = count_waiting_at(host), nil
  if waiting > 0 then
    interval = 1000 / math.max(0.01, waiting / step + (before.usual and 1000 / before.usual or 0))
  end
  redis.call('HDEL', P .. 'calls:' .. this, host, host .. ' f', host .. ' r')
  redis.call('DEL', P .. 'tokens:' .. host .. RECOVERY)
  store_breaker(host, {
    state = 'c', at = now + step, times = 0, interval = interval, usual = before.usual, from = this,
    since = now, cause = before.cause,
  })
  look_again_at(host, now)
end

-- The recovery is over, or becomes twice as fast. Until the calls from before it are out of the window, they must not count.
local function recover(host, now)
  local breaker = breaker_at[host]
  if not breaker or breaker.state ~= 'c' or now < breaker.at then return end
  if count_waiting_at(host) == 0 then
    local forget_at = (breaker.from + WINDOW) * TEN_SECONDS
    if now >= forget_at then
      store_breaker(host, false)
    else
      breaker.at, breaker.interval = forget_at, nil
      store_breaker(host, breaker)
    end
  else
    breaker.at, breaker.interval = now + breaker.at - breaker.since, breaker.interval and breaker.interval / 2
    store_breaker(host, breaker)
  end
end
