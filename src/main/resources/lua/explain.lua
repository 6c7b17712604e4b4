#!lua flags=no-writes
-- Reads why a job is not running: where it stands, and what its queue, its key and its destination allow at
-- the moment.
-- ARGV[1]  id
-- ARGV[2]  what holds for all destinations, as breakers.lua has it
-- Answers nothing if there is no such job, else
--   1       the time in ms
--   2       its record up to the args
--   3       the pause of its queue, as "paused" has it, or ''
--   4       the settings of its queue, as "queue-settings" has them, or ''
--   5, 6, 7 of its queue: how many jobs run, in how many ms its rate allows the next start (0 if it does now), and ids of some jobs
--           that run, if no more may
--   8, 9, 10 the same of its key
--   11      where it stands if it is ready: aside for a 'task', for 'bulk' work, for its 'key' or for its destination ('host'), in the
--           'turn' of its key, or in a 'list'; else ''
--   12      how many jobs are ahead of it there, counted up to 10,000 in its own list
--   13, 14  how many jobs of other keys have an earlier turn, and 1 if there can be more because its own has none yet (else 0)
--   15      id of the job that has its unique key, if it waits for that; else ''
--   16, 17  the breaker of its destination and the limits that were set for that, as "breakers" and "destination-limits" have them,
--           or ''
--   18, 19, 20 of its destination the same as of its queue
local DEEPEST = 10000 -- entries of a list that are searched
local LEASES = 500 -- running jobs that are looked at
local SOME = 10 -- of them that are named

local id, now = ARGV[1], now_ms()
local own = P .. 'job:' .. id
local rec = redis.call('GETRANGE', own, 0, HEAD_READ - 1)
if rec == '' then return {} end
local queue, task, names = names_of(rec)
local attributes = attributes_of(rec, names)
local key, host = attribute(attributes, 'k') or '', attribute(attributes, 'h') or ''
local is_ready = state_of(rec) == 'R'
local limits = limits_of(queue)

-- its record up to the args
local function front()
  local length = bytes_before_meta(rec, names) + tonumber(string.sub(rec, 61, 64))
  return redis.call('GETRANGE', own, 0, length - 1)
end

-- Answers how many jobs of its key and of others have a turn before it, and 1 if it waits behind the line of its key, else 0. Nil
-- if it does not take turns.
local function place_in_turns()
  local turns = P .. 'turns:' .. queue
  local at = tonumber(redis.call('ZSCORE', turns, id) or nil)
  local rank_behind = not at and redis.call('ZRANK', P .. 'turn:' .. queue .. ':' .. key, id)
  if not at and not rank_behind then return nil end
  local line, own, seen = redis.call('HGET', P .. 'lines:' .. queue, key) or '', 0, {}
  for from = LINE_HEAD + 1, #line, LINE_JOB do
    local other = string.sub(line, from + 13, from + LINE_JOB - 1)
    local score = not seen[other] and tonumber(redis.call('ZSCORE', turns, other) or nil)
    if score and (not at or score < at) then own = own + 1 end
    seen[other] = true
  end
  local before = redis.call('ZRANK', turns, at and id or '~' .. key) or 0
  return own + (rank_behind or 0), math.max(0, before - own), at and 0 or 1
end

-- Answers where the job stands, and how many are ahead of it; if it takes turns, also the rest of what place_in_turns() answers.
local function place()
  for _, aside in ipairs({ { 'task', task .. '@' .. queue }, { 'bulk', queue }, { 'key', key .. '@' .. queue }, { 'host', host .. '@' .. queue } }) do
    local rank = redis.call('ZRANK', P .. 'aside:' .. aside[1] .. ':' .. aside[2], id)
    if rank then return aside[1], rank end
  end
  local own_ahead, others, behind = place_in_turns()
  if own_ahead then return 'turn', own_ahead, others, behind end
  local list = P .. 'ready:' .. queue .. ':' .. priority_of(rec)
  local ahead = redis.call('LPOS', list, id, 'MAXLEN', DEEPEST) or redis.call('LLEN', list) > DEEPEST and DEEPEST
  if not ahead then return '', 0 end
  for priority = 1, priority_of(rec) - 1 do ahead = ahead + redis.call('LLEN', P .. 'ready:' .. queue .. ':' .. priority) end
  return 'list', ahead
end

-- What the limits of one kind allow.
--   of    the limits of the queue, of its keys or of the destination, nil if there are none
--   name  as the rate is kept under
--   fits  whether a running job, by its queue and attributes, counts
local function use(of, name, running, fits)
  local wait, some = 0, {}
  if of and of.interval then
    local starts, ms_left = starts_left(name, of, now * 1000)
    if starts < 1 then wait = ms_left end
  end
  if is_ready and of and of.most and running >= of.most then
    for _, other in ipairs(redis.call('ZRANGE', P .. 'leases', 0, LEASES - 1)) do
      local its = redis.call('GETRANGE', P .. 'job:' .. other, 0, HEAD_READ - 1)
      if its ~= '' then
        local its_queue, _, its_names = names_of(its)
        if fits(its_queue, attributes_of(its, its_names)) then some[#some + 1] = other end
      end
      if #some == SOME then break end
    end
  end
  return running, wait, some
end

local running, wait, some = use(limits, queue, running_in(queue), function(its_queue) return its_queue == queue end)
local of_key = key ~= '' and limits and limits.key or nil
local key_running, key_wait, key_some =
  use(of_key, key .. '@' .. queue, of_key and running_of(queue, key) or 0, function(its_queue, its)
    return its_queue == queue and attribute(its, 'k') == key
  end)
read_rules_of_all(ARGV[2])
know_destinations({ host })
local host_running, host_wait, host_some =
  use(host ~= '' and limits_at[host] or nil, host .. '@', host ~= '' and calling_of_all({ host })[host] or 0, function(_, its)
    return attribute(its, 'h') == host
  end)
local where, ahead, others, behind = '', 0, 0, 0
if is_ready then where, ahead, others, behind = place() end
local unique = state_of(rec) == 'B' and attribute(attributes, 'u')
local holder = unique and redis.call('GET', P .. 'unique:' .. unique) or ''

return {
  now, front(), redis.call('HGET', P .. 'paused', queue) or '', redis.call('HGET', P .. 'queue-settings', queue) or '',
  running, wait, some, key_running, key_wait, key_some,
  where, ahead, others or 0, behind or 0, string.sub(holder, 1, 22),
  redis.call('HGET', P .. 'breakers', host) or '', redis.call('HGET', P .. 'destination-limits', host) or '',
  host_running, host_wait, host_some,
}
