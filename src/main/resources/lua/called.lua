-- Used by settle.lua: what the ends of jobs say about the destinations that they called.

local ended_at, hosts_ended = {}, {} -- by destination, and the destinations
local breaker_changes = {} -- for the answer: 'o' or 'c' and the destination

-- A job has ended.
--   learned  '' if that says nothing about its destination, 'a' if that answered, 'd' if it failed, 'u' if it was unavailable, 'b' if it was
--            too busy, both with the ms that it wants to be left alone, 0 where it did not say
local function called(host, id, learned)
  local sums = ended_at[host]
  if not sums then
    sums = { ended = 0, calls = 0, failures = 0, kind_of = {} }
    ended_at[host] = sums
    hosts_ended[#hosts_ended + 1] = host
  end
  local kind = string.sub(learned, 1, 1)
  sums.ended = sums.ended + 1
  sums.kind_of[id] = kind
  if kind ~= '' then sums.calls = sums.calls + 1 end
  if kind == 'a' then sums.answered = true end
  if kind == 'd' or kind == 'u' or kind == 'b' then sums.failures = sums.failures + 1 end
  if kind == 'u' or kind == 'b' then
    sums[kind] = true
    sums.pause = math.max(sums.pause or 0, tonumber(string.sub(learned, 2)))
  end
end

local function count_calls(now)
  local key, seen, answered = P .. 'calls:' .. math.floor(now / TEN_SECONDS), {}, {}
  for host, sums in pairs(ended_at) do
    if sums.calls > 0 then
      redis.call('HINCRBY', key, host, sums.calls)
      if sums.failures > 0 then redis.call('HINCRBY', key, host .. ' f', sums.failures) end
      if sums.answered then
        answered[#answered + 1] = host .. ' a'
        answered[#answered + 1] = now
        answered[#answered + 1] = host .. ' r'
        answered[#answered + 1] = 0
      else
        redis.call('HINCRBY', key, host .. ' r', sums.failures)
      end
      seen[#seen + 1] = now
      seen[#seen + 1] = host
    end
  end
  if #seen == 0 then return end
  if #answered > 0 then redis.call('HSET', key, unpack(answered)) end
  redis.call('EXPIRE', key, 2 * WINDOW * TEN_SECONDS / 1000)
  if redis.call('ZADD', P .. 'destinations', unpack(seen)) > 0 then
    redis.call('ZREMRANGEBYRANK', P .. 'destinations', 0, -10001) -- Destinations.MOST
  end
end

local MOMENT = 1000

-- Why the breaker opens, nil if it does not. What one call says counts for all if no other call went well a moment ago: a destination
-- can be many services behind one name.
local function reason_to_open(host, breaker, sums, now)
  if sums.b then return 'b' end
  if sums.failures == 0 then return nil end
  local from = breaker and breaker.from or 0
  local answered_at, in_a_row = latest_answer(host, from, now)
  if not sums.answered and answered_at < now - MOMENT then
    if sums.u then return 'u' end
    if in_a_row >= rules_of_all.least then return 'f' end
  end
  local calls, failures = calls_of_window(host, from, now)
  return calls >= rules_of_all.least and failures >= rules_of_all.ratio * calls and 'f' or nil
end

local function change_breaker(host, sums, now)
  local breaker = breaker_at[host]
  local pause = sums.pause and sums.pause > 0 and sums.pause or nil
  if not breaker or breaker.state == 'c' then
    local cause = reason_to_open(host, breaker, sums, now)
    if cause then
      open_breaker(host, cause, pause, nil, now)
      breaker_changes[#breaker_changes + 1] = 'o' .. host
    end
  elseif breaker.state == 'h' and sums.kind_of[breaker.probe] then
    local kind = sums.kind_of[breaker.probe]
    if kind == 'a' then
      close_breaker(host, now)
      breaker_changes[#breaker_changes + 1] = 'c' .. host
    elseif kind == '' then -- the probe was stopped before it learned anything: the next one may go
      breaker.state, breaker.at, breaker.probe, breaker.since = 'o', now, nil, now
      store_breaker(host, breaker)
      look_again_at(host, now)
    else
      open_breaker(host, kind == 'd' and 'f' or kind, pause, nil, now)
    end
  elseif breaker.state == 'o' and breaker.at and pause and now + pause > breaker.at then
    breaker.at = now + pause
    store_breaker(host, breaker)
    look_again_at(host, breaker.at)
  end
end

-- Jobs end that were among the most that may call a destination: others wake.
local function give_room_at(host, ended, claims)
  local most = limits_at[host].most
  if not most then return end
  local calling = redis.call('HINCRBY', P .. 'calling', host, -ended)
  if calling <= 0 then redis.call('HDEL', P .. 'calling', host) end
  if calling + ended < most or breaker_at[host] and breaker_at[host].state ~= 'c' then return end
  for _, key in ipairs(keys_waiting_at(host)) do
    if #wake('host', key, ended) > 0 then
      if claims then redis.call('SADD', P .. 'freed', queue_of(key)) else events[#events + 1] = 'F-' .. queue_of(key) .. '\n' end
    end
  end
end

-- flush() has to follow.
--   claims  as give_room has it
local function after_calls(now, claims)
  if #hosts_ended == 0 then return end
  know_destinations(hosts_ended)
  count_calls(now)
  for host, sums in pairs(ended_at) do
    change_breaker(host, sums, now)
    give_room_at(host, sums.ended, claims)
  end
end
