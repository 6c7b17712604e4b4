#!lua flags=allow-oom
-- Compares jobs with all that is derived from them, and repairs what differs.
-- ARGV[1]   token of the audit
-- ARGV[2]   lease in ms for a job that runs without one
-- ARGV[3]   when the audit began to read the ready lists, in ms
-- ARGV[4]   when it began to read the index, in ms
-- ARGV[5]   1 if jobs in doubt are repaired: ready ones that stand nowhere, and blocked ones that nobody holds up. 0 if they are only
--           reported, because another job can still turn up. 1 is for a second look, which does not look at the index again
-- ARGV[6…]  for each job 'l' if a list had it, else '-'; 'i' if the index had it, else '-'; then its id
-- Answers nothing if somebody else holds the audit. Otherwise the time, the findings, and for each job '' if it is gone or cannot be read,
-- else its state, the time of that, when it was created, and its queue; with a '?' before it, a job in doubt.
if not is_held_by(ARGV[1]) then return {} end
local now, lease, lists_at, index_at = now_ms(), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local answers, without_place, without_entry = {}, {}, {}

-- A record that no script can read would make scripts fail that meet it. Its text stays, under another name.
local function set_apart(id)
  local name = id
  while redis.call('EXISTS', P .. 'unreadable:' .. name) == 1 do name = name .. '+' end
  redis.call('RENAME', P .. 'job:' .. id, P .. 'unreadable:' .. name)
  mark(id, 's')
  found('record', id)
end

-- Whether a job has its score in a sorted set.
local function stands(set, id, at) return tonumber(redis.call('ZSCORE', set, id) or nil) == at end

local seen_queues = {}
local function check_queue(queue)
  if seen_queues[queue] then return end
  seen_queues[queue] = true
  if redis.call('SADD', P .. 'queues', queue) == 1 then found('queues', queue) end
end

local ENDED_SETS = { F = true, C = true, E = true }

-- Whether a job that failed is in its group. The numbers of groups are recounted when all members are right.
local function check_group(id, state, attributes)
  local group, set = attribute(attributes, 'f'), members_in(state)
  if group and set and not redis.call('ZSCORE', P .. 'failed:' .. set .. ':' .. group, id) then
    redis.call('ZADD', P .. 'failed:' .. set .. ':' .. group, 0, id)
    found('failures', id)
  end
end

local function check_waiting(id, rec, attributes)
  local at = expires_at(rec, attributes)
  if at and not stands(P .. 'expiry', id, at) then
    await_expiry(id, rec, attributes)
    found('expiry', id)
  end
end

-- The places where a ready job can stand besides its list, those first in which it stays.
local function places_of(queue, task, attributes)
  local key, host = attribute(attributes, 'k'), attribute(attributes, 'h')
  local places = { 'aside:task:' .. task .. '@' .. queue, 'aside:bulk:' .. queue }
  if key then table.insert(places, 1, 'aside:key:' .. key .. '@' .. queue) end
  if host then table.insert(places, 1, 'aside:host:' .. host .. '@' .. queue) end
  places[#places + 1] = 'turns:' .. queue
  places[#places + 1] = 'turn:' .. queue .. ':' .. (key or '')
  return places
end

-- The list can have got the job since the audit has read it: at its head if it was woken, at its end if somebody changed it.
local function is_near_ends(queue, priority, id)
  local list = P .. 'ready:' .. queue .. ':' .. priority
  return redis.call('LPOS', list, id, 'MAXLEN', 1000) or redis.call('LPOS', list, id, 'RANK', -1, 'MAXLEN', 1000)
end

-- A job leaves a place that it should not have, or in which it does not stand as it should.
local function take_out(place, id)
  redis.call('ZREM', P .. place, id)
  local reason, key = string.match(place, '^aside:(%l+):(.+)$')
  if reason then forget_if_empty(reason, key) end
end

-- The order in which jobs stand aside, as set_aside() has it.
local function check_order(place, id, rec, score)
  local reason, since = string.match(place, '^aside:(%l+):'), string.sub(rec, 11, 23)
  local right = (reason == 'key' or reason == 'host') and aged(priority_of(rec), since) or tonumber(priority_of(rec) .. since)
  if tonumber(score) ~= right then
    redis.call('ZADD', P .. place, right, id)
    found('aside', id)
  end
end

-- Whether a job that has a turn is in the line of its key.
local function is_in_line(id, queue, key)
  local line = redis.call('HGET', P .. 'lines:' .. queue, key)
  if line and is_line(line) and string.find(line, id, LINE_HEAD + 1, true) then return true end
  if line and not is_line(line) then redis.call('HDEL', P .. 'lines:' .. queue, key) end
  return false
end

-- Answers '?' if the job stands nowhere.
local function check_ready(id, rec, in_list, queue, task, attributes)
  if in_list then return '' end
  local stands_in = nil
  for _, place in ipairs(places_of(queue, task, attributes)) do
    local score = redis.call('ZSCORE', P .. place, id)
    if score and stands_in then
      take_out(place, id)
      found('ready', id)
    elseif score then
      stands_in = place
      if string.sub(place, 1, 6) == 'aside:' then check_order(place, id, rec, score) end
    end
  end
  if stands_in == 'turns:' .. queue and not is_in_line(id, queue, attribute(attributes, 'k') or '') then
    take_out(stands_in, id)
    without_place[#without_place + 1] = { id, rec }
    found('turns', id)
  end
  if stands_in or tonumber(string.sub(rec, 11, 23)) >= lists_at then return '' end
  if ARGV[5] == '0' then return '?' end
  if not is_near_ends(queue, priority_of(rec), id) then
    without_place[#without_place + 1] = { id, rec }
    found('ready', id)
  end
  return ''
end

-- Answers '?' if the job is blocked, and nobody is known to hold it up.
local function check_unique(id, state, attributes)
  local key = attribute(attributes, 'u')
  if not key then return '' end
  local held = redis.call('GET', P .. 'unique:' .. key) or ''
  local holder, after = string.sub(held, 1, 22), string.sub(held, 23)
  if state ~= 'B' and holder == id then return '' end
  local other = holder ~= id and live_with(holder, key)
  local waiting = after ~= id and live_with(after, key)
  if met_later_version then return '' end
  if waiting and state_of(waiting) ~= 'B' then waiting = nil end
  if state == 'B' and other and after == id then return '' end
  if state == 'B' and not other and ARGV[5] == '0' then return '?' end
  if state == 'B' and other and not waiting then
    hold(key, holder, id)
    found('unique', id)
  elseif other or state == 'B' and waiting then
    found('!unique', id)
  elseif state == 'B' then
    hold(key, id)
    pass_on(key, id, now)
    found('unique', id)
  else
    hold(key, id, waiting and after)
    found('unique', id)
  end
  return ''
end

local function check_job(id, rec, in_list, in_index)
  local state, queue, task, names = state_of(rec), names_of(rec)
  local attributes, at = attributes_of(rec, names), tonumber(string.sub(rec, 11, 23))
  local prefix = ''
  check_queue(queue)
  if INDEXED[state] and not redis.call('ZSCORE', P .. 'state:' .. state .. ':' .. queue, id) then
    note(came, state, queue, id)
    found('state', id)
  end
  if state == 'S' or state == 'T' then
    if not stands(P .. 'due', id, at) then
      await_due(id, at)
      found('due', id)
    end
  elseif state == 'X' then
    if not redis.call('ZSCORE', P .. 'leases', id) then
      redis.call('ZADD', P .. 'leases', now + lease, id)
      found('leases', id)
    end
  elseif ENDED_SETS[state] then
    if not stands(P .. 'ended:' .. state, id, at) then
      redis.call('ZADD', P .. 'ended:' .. state, at, id)
      found('ended', id)
    end
  elseif state == 'R' then
    prefix = check_ready(id, rec, in_list, queue, task, attributes)
  end
  if attributes ~= '' then check_group(id, state, attributes) end
  if attributes ~= '' and not FINAL[state] then
    if state ~= 'X' then check_waiting(id, rec, attributes) end
    local doubt = check_unique(id, state, attributes)
    if doubt ~= '' then prefix = doubt end
  end
  if not in_index and ARGV[5] == '0' and tonumber(string.sub(rec, 48, 60)) < index_at then
    without_entry[#without_entry + 1] = id
    found('index', id)
  end
  return prefix .. state .. string.sub(rec, 11, 23) .. string.sub(rec, 48, 60) .. queue
end

local heads = {}
for i = 6, #ARGV do
  local id = string.sub(ARGV[i], 3)
  local rec = redis.pcall('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  heads[i] = type(rec) == 'string' and rec or 'x'
  if is_of_later_version(heads[i]) then meet_later_version(id) end
end
for i = 6, met_later_version and 0 or #ARGV do
  local id, text = string.sub(ARGV[i], 3), heads[i]
  if text == '' then
    answers[#answers + 1] = ''
  elseif #id ~= 22 or not is_readable(text) then
    set_apart(id)
    answers[#answers + 1] = ''
  else
    answers[#answers + 1] = check_job(id, text, string.sub(ARGV[i], 1, 1) == 'l', string.sub(ARGV[i], 2, 2) == 'i')
  end
end
give_place(without_place)
if #without_entry > 0 then redis.call('XADD', P .. 'index', '*', 'i', table.concat(without_entry)) end
flush(now)
return { now, findings, unpack(answers) }
