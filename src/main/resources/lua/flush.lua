-- Shared by all scripts: writes what a call has collected.

-- The limits of a queue if it is fair.
local function fair_limits(queue)
  local limits = redis.call('HGET', P .. 'limits', queue)
  return limits and string.sub(limits, 1, 1) == '1' and limits or nil
end

-- More marks than this mean that nobody keeps the index for search. It ends then, and lists walk all jobs again.
local MARKS_MOST = 100000

local function leave_marks()
  local changed = {}
  for made, what in pairs(marks) do changed[#changed + 1] = what .. made end
  if #changed > 0 and redis.call('RPUSHX', P .. 'changed', unpack(changed)) > MARKS_MOST then
    redis.call('UNLINK', P .. 'changed')
  end
end

-- Longer than any audit. The audit reads the list all the time, and removes it before it starts and when it ends.
local REMOVALS_KEPT_MS = 6 * 3600000

-- A recount walks all jobs while they change. It knows whether it has seen a job before somebody removed it, if it knows which ones
-- were removed. Of a queue that lost jobs in another way, it learns that it cannot be counted now.
local function report_removals()
  local unknown = {}
  for queue, of_queue in pairs(deltas) do
    local net = noted_removals[queue] or 0
    for _, n in pairs(of_queue) do net = net + n end
    if net < 0 then unknown[queue] = true end
  end
  if #removals == 0 and not next(unknown) or redis.call('EXISTS', P .. 'integrity') == 0 then return end
  for queue in pairs(unknown) do removals[#removals + 1] = '?' .. queue end
  for from = 1, #removals, 1000 do
    redis.call('RPUSH', P .. 'removals', unpack(removals, from, math.min(from + 999, #removals)))
  end
  redis.call('PEXPIRE', P .. 'removals', REMOVALS_KEPT_MS)
end

local function flush(now)
  report_removals()
  for key, ids in pairs(ready) do
    local queue = string.sub(key, 1, -3)
    local fair = fair_limits(queue)
    if fair then
      local jobs, place = {}, ms(aged(string.sub(key, -1), now))
      for n, id in ipairs(ids) do jobs[n] = { id, keys_of_ready[id] or '', place } end
      into_turns(queue, jobs, string.sub(fair, -1) == '1')
    else
      redis.call('RPUSH', P .. 'ready:' .. key, unpack(ids))
    end
    redis.call('SADD', P .. 'active', queue)
    add(flows, queue, 'r', #ids)
  end
  for key, ids in pairs(went) do redis.call('ZREM', P .. 'state:' .. key, unpack(ids)) end
  for key, ids in pairs(came) do add_to_index(key, ids) end
  local totals = {}
  for queue, of_queue in pairs(deltas) do
    for state, n in pairs(of_queue) do
      if n ~= 0 then redis.call('HINCRBY', P .. 'counts', queue .. ':' .. state, n) end
      totals[state] = (totals[state] or 0) + n
    end
  end
  for state, n in pairs(totals) do
    if n ~= 0 then redis.call('HINCRBY', P .. 'counts', '*:' .. state, n) end
  end
  if next(flows) then
    local key = P .. 'flow:' .. math.floor(now / 60000)
    for queue, of_queue in pairs(flows) do
      for kind, n in pairs(of_queue) do redis.call('HINCRBY', key, queue .. ':' .. kind, n) end
    end
    redis.call('EXPIRE', key, 7500)
  end
  leave_marks()
  announce_times(now)
  if #events > 0 then
    redis.call('XADD', P .. 'events', 'MAXLEN', '~', 300, '*', 'c', table.concat(events))
  end
end
