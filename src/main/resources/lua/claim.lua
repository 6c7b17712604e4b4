#!lua flags=allow-oom
-- Takes leases on ready jobs of unpaused queues, fairly over the queues, by priority within each, or by the turns of their keys. No
-- more are taken than the limits of queues, keys and destinations allow. Jobs that cannot run now are set aside.
-- ARGV[1]  most jobs to claim, 1 to 500
-- ARGV[2]  lease token, 20 characters
-- ARGV[3]  lease in ms
-- ARGV[4]  names of the tasks that the worker can do, each between line feeds
-- ARGV[5]  random number: which queue comes first
-- ARGV[6]  names of those of the tasks that are bulk work, in the same way
-- ARGV[7]  how many of their jobs at most
-- ARGV[8]  until when the worker waits for the answer, in ms by the clock of Redis
-- ARGV[9]  what holds for all destinations, as breakers.lua has it
-- Answers the time, 1 if more may be ready (else 0), in how many ms a limit allows more (0 if none does by itself), then for
-- each job its id and its record as it was before. There, the time since when it was ready is no earlier than the last time that its
-- queue was resumed.
local want, token, lease, known = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4]
local bulk, want_bulk = ARGV[6], tonumber(ARGV[7])
local now = now_ms()
local now_text = ms(now)
local answers = { now, 0, 0 }
-- Redis hung, and the worker has given up: nobody would run the jobs claimed now until the lease runs out.
if now > tonumber(ARGV[8]) then return { now, 1, 0 } end
local leases = {}
local pops = 0 -- entries of jobs that were canceled while ready are skipped, so pops can exceed claims
local MOST_POPS = 1000

local paused
local function is_paused(queue)
  if not paused then
    paused = {}
    for _, name in ipairs(redis.call('HKEYS', P .. 'paused')) do paused[name] = true end
  end
  return paused[queue]
end

-- Bulk work that waits for a worker with room: as many jobs as this worker has room for go back to the head
-- of their queues.
if want_bulk > 0 then
  local room = math.min(want, want_bulk)
  local keys = redis.call('ZRANDMEMBER', P .. 'aside:bulk', ASIDE_MOST)
  for n = 1, #keys do
    local queue = keys[(n + ARGV[5]) % #keys + 1]
    if room > 0 and not is_paused(queue) then room = room - #wake('bulk', queue, math.ceil(room / (#keys - n + 1))) end
  end
end

-- Limits by time: the claim has to come again when one allows more.
local soonest
local function again_in(wait) soonest = math.min(soonest or wait, wait) end
local micros = now * 1000
read_rules_of_all(ARGV[9])
local limited, destinations_matter = false, rules_of_all.most ~= nil or rules_of_all.interval ~= nil
if redis.call('EXISTS', P .. 'limits', P .. 'aside:key', P .. 'breakers', P .. 'destination-limits', P .. 'aside:host') > 0 then
  limited = redis.call('EXISTS', P .. 'limits', P .. 'aside:key') > 0
  destinations_matter = destinations_matter
    or redis.call('EXISTS', P .. 'breakers', P .. 'destination-limits', P .. 'aside:host') > 0
end
local KEYS_DUE = 100 -- keys of a reason whose time has come that one claim looks at
local FULL_MS, PAUSED_MS = 100, 1000 -- until they are looked at again if their queue starts no job

-- In how many ms to look again at jobs that would wake now, nil if their queue starts jobs. Jobs that wake in vain would all move to its
-- list, one in each claim.
local function queue_holds(queue)
  if is_paused(queue) then return PAUSED_MS end
  local limits = limited and limits_of(queue)
  if not limits then return nil end
  local room, wait = room_under(limits, queue, limits.most and running_in(queue) or 0, micros)
  return room < 1 and math.min(wait or FULL_MS, FULL_MS) or nil
end

-- Wakes jobs that waited for a time that has come.
--   room_of  answers how many jobs of a key may start, and in how many ms that changes by itself
local function wake_due(reason, room_of)
  local waiting, left = P .. 'aside:' .. reason, want
  for _, name in ipairs(redis.call('ZRANGE', waiting, '-inf', now, 'BYSCORE', 'LIMIT', 0, KEYS_DUE)) do
    local room, wait = 0, queue_holds(queue_of(name))
    if not wait then room, wait = room_of(name) end
    if room < 1 then
      redis.call('ZADD', waiting, wait and now + wait or 'inf', name)
    elseif left > 0 then
      left = left - #wake(reason, name, math.min(room, left))
    end
  end
  local first = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
  if #first > 0 and first[2] ~= 'inf' then again_in(math.max(1, tonumber(first[2]) - now)) end
end

if limited then
  wake_due('key', function(name)
    local queue, key = queue_of(name), string.match(name, '^(.*)@')
    local limits = limits_of(queue)
    if not limits or not limits.key then return math.huge end
    return room_under(limits.key, name, running_of(queue, key), micros)
  end)
end

local of_hosts = {} -- how many jobs may still start of each destination, and in how many ms that changes if none may

local function look_at_destinations(hosts)
  know_destinations(hosts)
  for host, running in pairs(calling_of_all(hosts)) do
    recover(host, now)
    local room, wait = room_at(host, running, now)
    of_hosts[host] = { running = running, room = room, wait = wait }
  end
end

if destinations_matter then
  wake_due('host', function(name)
    local host = string.match(name, '^(.*)@')
    if not of_hosts[host] then look_at_destinations({ host }) end
    return of_hosts[host].room, of_hosts[host].wait
  end)
end

local queues = {}
for _, queue in ipairs(redis.call('SMEMBERS', P .. 'active')) do
  if not is_paused(queue) then queues[#queues + 1] = queue end
end

local kinds = {}
local function kind_of(task)
  local kind = kinds[task]
  if not kind then
    local name = '\n' .. task .. '\n'
    kind = not string.find(known, name, 1, true) and 'unknown' or string.find(bulk, name, 1, true) and 'bulk' or 'short'
    kinds[task] = kind
  end
  return kind
end

local resumed = {}
local function since_resumed(queue, rec)
  local at = resumed[queue]
  if not at then
    at = redis.call('HGET', P .. 'resumed', queue) or ''
    resumed[queue] = at
  end
  if at <= string.sub(rec, 11, 23) then return rec end
  return string.sub(rec, 1, 10) .. at .. string.sub(rec, 24)
end

-- What may still run of each key in queues that limit them, and what this call has taken.
local of_keys = {} -- by queue, then by key

-- Answers for each record what may still run of its key.
local function look_at_keys(queue, recs, limits)
  local known_keys, of_recs, keys = of_keys[queue] or {}, {}, {}
  of_keys[queue] = known_keys
  for n, rec in ipairs(recs) do
    local key = rec and key_in(rec)
    of_recs[n] = key
    if key and not known_keys[key] then
      known_keys[key] = true
      keys[#keys + 1] = key
    end
  end
  local rate = limits.key.interval and limits.key
  for n, running in ipairs(#keys > 0 and running_of_all(queue, keys) or {}) do
    local room, wait = room_under(limits.key, rate and keys[n] .. '@' .. queue, running, micros)
    known_keys[keys[n]] = { queue = queue, key = keys[n], taken = 0, rate = rate, running = running, room = room, wait = wait }
  end
  for n = 1, #recs do of_recs[n] = of_recs[n] and known_keys[of_recs[n]] end
  return of_recs
end

local function keys_taken()
  for queue, known_keys in pairs(of_keys) do
    local keys, running = {}, {}
    for key, of_key in pairs(known_keys) do
      if of_key.taken > 0 then
        keys[#keys + 1] = key
        running[#running + 1] = of_key.running + of_key.taken
        if of_key.rate then count_starts(key .. '@' .. queue, of_key.rate, micros, of_key.taken) end
      end
    end
    if #keys > 0 then set_running(queue, keys, running) end
  end
end

-- The job waits for its key's limit: for the end of another job, or for a time.
local function set_aside_for_key(of_key, id, rec)
  local name = of_key.key .. '@' .. of_key.queue
  if of_key.rate and of_key.taken > 0 and not of_key.wait then
    local _, wait = starts_left(name, of_key.rate, micros)
    of_key.wait = math.max(1, wait + math.ceil(of_key.taken * of_key.rate.interval / 1000))
  end
  if of_key.wait then again_in(of_key.wait) end
  set_aside('key', name, id, rec, of_key.wait and now + of_key.wait)
end

-- Answers the destination of each record, '' for none.
local function destinations_of(recs)
  local of_recs, new, seen = {}, {}, {}
  for n, rec in ipairs(recs) do
    local host = ''
    if rec and string.sub(rec, 1, 1) ~= '1' then
      local _, _, names = names_of(rec)
      host = attribute(attributes_of(rec, names), 'h') or ''
    end
    of_recs[n] = host
    if host ~= '' and not of_hosts[host] and not seen[host] then
      seen[host] = true
      new[#new + 1] = host
    end
  end
  if #new > 0 then look_at_destinations(new) end
  return of_recs
end

local function start_at_destination(host, id)
  local of_host = of_hosts[host]
  started_at(host, id, now)
  of_host.running = of_host.running + 1
  of_host.room = of_host.room - 1
  if of_host.room < 1 then of_host.room, of_host.wait = room_at(host, of_host.running, now) end
end

-- The job waits for its destination.
local function set_aside_for_destination(host, queue, id, rec)
  local wait = of_hosts[host].wait
  if wait then again_in(wait) end
  set_aside('host', host .. '@' .. queue, id, rec, wait and now + wait)
end

local function take_one(queue, id, rec, names)
  local attempt = string.format('%04d', math.min(9999, string.sub(rec, 24, 27) + 1))
  redis.call('SETRANGE', P .. 'job:' .. id, 1,
    'X' .. priority_of(rec) .. '0' .. string.sub(rec, 5, 10) .. now_text .. attempt .. token)
  leases[#leases + 1] = now + lease
  leases[#leases + 1] = id
  answers[#answers + 1] = id
  answers[#answers + 1] = since_resumed(queue, rec)
  moved(queue, 'R', 'X', id, names)
  leave_expiry(id, rec, attributes_of(rec, names))
  want = want - 1
end

-- Takes leases on jobs that were popped.
--   priority  of the list that they come from; nil if they had turns
local function take(queue, priority, ids, limits)
  local keys = {}
  for n, id in ipairs(ids) do keys[n] = P .. 'job:' .. id end
  local recs = redis.call('MGET', unpack(keys))
  local of_recs = limits and limits.key and look_at_keys(queue, recs, limits)
  local hosts = destinations_matter and destinations_of(recs)
  -- A job that was canceled while ready and retried has two entries. One whose priority or queue was changed has an entry in
  -- its old list.
  local seen = {}
  for n, id in ipairs(ids) do
    local rec = recs[n]
    if rec and state_of(rec) == 'R' and not seen[id] and not is_late(rec, now) then
      seen[id] = true
      local home, task, names = names_of(rec)
      local kind = kind_of(task)
      local of_key = of_recs and of_recs[n]
      local host = hosts and hosts[n] ~= '' and hosts[n]
      if home ~= queue or priority and priority_of(rec) ~= priority then
        seen[id] = nil
      elseif kind == 'unknown' then
        set_aside('task', task .. '@' .. queue, id, rec)
      elseif of_key and of_key.room < 1 then
        set_aside_for_key(of_key, id, rec)
      elseif host and of_hosts[host].room < 1 then
        set_aside_for_destination(host, queue, id, rec)
      elseif kind == 'bulk' and want_bulk < 1 then
        set_aside('bulk', queue, id, rec)
      else
        if kind == 'bulk' then want_bulk = want_bulk - 1 end
        if of_key then
          of_key.taken = of_key.taken + 1
          of_key.room = of_key.room - 1
        end
        if host then start_at_destination(host, id) end
        take_one(queue, id, rec, names)
      end
    end
  end
end

local function lists_of(queue)
  local lists = {}
  for priority = 1, 9 do lists[priority] = P .. 'ready:' .. queue .. ':' .. priority end
  return lists
end

-- A job of a lower priority that has waited for its time is next, though others of a higher priority are ready. Such jobs get at
-- most half of what a claim takes, so that neither can hold up the other.
local function take_aged(queue, lists, most, limits)
  if most < 1 or redis.call('EXISTS', unpack(lists)) < 2 then return end
  local latest, of_latest = -1, nil
  for priority = 2, 9 do
    local rec = first_ready(lists[priority])
    local late = rec and now - aged(priority, string.sub(rec, 11, 23)) or -1
    if late > latest then latest, of_latest = late, priority end
  end
  if of_latest then
    local list = lists[of_latest]
    while most > 1 do -- not those behind it that have time
      local id = redis.call('LINDEX', list, most - 1)
      local since = id and redis.call('GETRANGE', P .. 'job:' .. id, 10, 22) or ''
      if since ~= '' and now >= aged(of_latest, since) then break end
      most = math.floor(most / 2)
    end
    local ids = redis.call('LPOP', list, most)
    pops = pops + #ids
    take(queue, tostring(of_latest), ids, limits)
  end
end

-- Answers whether there may be more.
local function take_from_lists(queue, lists, rest, limits)
  take_aged(queue, lists, math.floor((want - rest + ARGV[5] % 2) / 2), limits)
  while want > rest and pops < MOST_POPS do
    local popped = redis.call('LMPOP', 9, lists[1], lists[2], lists[3], lists[4], lists[5], lists[6], lists[7],
      lists[8], lists[9], 'LEFT', 'COUNT', want - rest)
    if not popped then return false end
    pops = pops + #popped[2]
    take(queue, string.sub(popped[1], -1), popped[2], limits)
  end
  return true
end

-- Answers whether there may be more.
local function take_by_turns(queue, rest, limits)
  while want > rest and pops < MOST_POPS do
    local ids, more = pop_turns(queue, want - rest, limits.weighted)
    pops = pops + math.max(1, #ids)
    if #ids > 0 then
      take(queue, nil, ids, limits)
    elseif not more then
      return false
    end
  end
  return true
end

local function take_from(queue, rest, limits)
  local lists, more = lists_of(queue), false
  if limits and limits.fair == '1' then
    pops = pops + lists_into_turns(queue, lists, 500, limits.weighted)
    more = take_by_turns(queue, rest, limits)
  elseif limits and limits.fair == 'd' then
    more = take_by_turns(queue, rest, limits)
    if not more then
      local others = string.sub(redis.call('HGET', P .. 'limits', queue), 2)
      if others == ' - - - - - - 0' then
        redis.call('HDEL', P .. 'limits', queue)
      else
        redis.call('HSET', P .. 'limits', queue, '0' .. others)
      end
      more = take_from_lists(queue, lists, rest, limits)
    end
  else
    more = take_from_lists(queue, lists, rest, limits)
  end
  if not more then redis.call('SREM', P .. 'active', queue) end
end

-- Takes jobs from a queue, at most its share. Answers whether that was all that its limits allow.
local function take_share(queue, share)
  local limits = limited and limits_of(queue) or nil
  if not limits then
    take_from(queue, want - share)
    return false
  end
  local room, wait = room_under(limits, queue, limits.most and running_in(queue) or 0, micros)
  if wait then again_in(wait) end
  local before = want
  if room > 0 then take_from(queue, want - math.min(share, room), limits) end
  if limits.interval and before > want then
    count_starts(queue, limits, micros, before - want)
    local starts, next_wait = starts_left(queue, limits, micros)
    if starts < 1 then again_in(next_wait) end
  end
  return room < share
end

local offset = #queues > 0 and tonumber(ARGV[5]) % #queues or 0
for n = 1, #queues do
  local share = math.ceil(want / (#queues - n + 1))
  local rest = want - share
  local held = take_share(queues[(n + offset - 1) % #queues + 1], share)
  if not held and want == rest or pops >= MOST_POPS then answers[2] = 1 end
  if want == 0 or pops >= MOST_POPS then break end
end

-- Queues whose jobs have room since a job ended: this worker took what it had slots for, others take the rest.
local function tell_of_room()
  for _, queue in ipairs(redis.call('SPOP', P .. 'freed', 100)) do
    local limits = limits_of(queue)
    local taken = deltas[queue] and deltas[queue].X or 0
    local room = limits and room_under(limits, queue, running_in(queue) + taken, micros) or math.huge
    if room > 0 and redis.call('SISMEMBER', P .. 'active', queue) == 1 and not is_paused(queue) then
      events[#events + 1] = 'F-' .. queue .. '\n'
    end
  end
end
if limited or destinations_matter then tell_of_room() end
if soonest then answers[3] = math.ceil(soonest) end

keys_taken()
flush_aside()
if #leases > 0 then
  redis.call('ZADD', P .. 'leases', unpack(leases))
end
flush(now)
return answers
