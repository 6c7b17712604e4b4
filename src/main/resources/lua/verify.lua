#!lua flags=allow-oom
-- Checks keys, and members of small collections, that are derived from jobs, from settings or from schedules.
-- ARGV[1]   token of the audit
-- ARGV[2]   what holds for all destinations, as breakers.lua has it
-- ARGV[3…]  a kind from CHECKS below and a name for each, at most 500
-- Answers nothing if somebody else holds the audit. Otherwise the time and the findings.
if not is_held_by(ARGV[1]) then return {} end
local now = now_ms()
read_rules_of_all(ARGV[2])
local CHECKS = {}

-- A queue whose jobs stand in a list or in turns is active, or no claim would look at it.
local function check_active(queue)
  if redis.call('SADD', P .. 'active', queue) == 1 then
    events[#events + 1] = 'F-' .. queue .. '\n'
    found('active', queue)
  end
end

function CHECKS.ready(name)
  if redis.call('EXISTS', P .. 'ready:' .. name) == 1 then check_active(string.match(name, '^(.*):')) end
end

-- Claims take turns only where limits say that there are some. A line that cannot be read is dropped: it only says in which order.
function CHECKS.turns(queue)
  if redis.call('EXISTS', P .. 'turns:' .. queue) == 0 then return end
  check_active(queue)
  local text = redis.call('HGET', P .. 'limits', queue) or ''
  if not string.find(text, '^[1d] ') then
    redis.call('HSET', P .. 'limits', queue, 'd' .. (string.find(text, '^0 ') and string.sub(text, 2) or ' - - - - - - 0'))
    found('limits', queue)
  end
end

function CHECKS.line(name)
  local queue, key = string.match(name, '^([^:]+):(.*)$')
  local line = redis.call('HGET', P .. 'lines:' .. queue, key)
  if line and not is_line(line) then
    redis.call('HDEL', P .. 'lines:' .. queue, key)
    found('turns', queue)
  end
end

-- Jobs behind a line get their turns when that of '~' and their key comes.
function CHECKS.turn(name)
  if redis.call('EXISTS', P .. 'turn:' .. name) == 0 then return end
  local queue, key = string.match(name, '^([^:]+):(.*)$')
  local turns = P .. 'turns:' .. queue
  local turn = tonumber(redis.call('ZSCORE', turns, '~' .. key) or nil)
  local line = redis.call('HGET', P .. 'lines:' .. queue, key)
  local is_right = line and is_line(line)
  if turn and is_right and string.sub(line, LINE_HEAD, LINE_HEAD) == '+' then return end
  local last = is_right and tonumber(string.sub(line, 1, 16))
    or turn or tonumber(redis.call('ZRANGE', turns, -1, -1, 'WITHSCORES')[2] or nil) or 0
  if not turn then redis.call('ZADD', P .. 'turns:' .. queue, last + TURN, '~' .. key) end
  redis.call('HSET', P .. 'lines:' .. queue, key, line_of(last, true, is_right and string.sub(line, LINE_HEAD + 1) or ''))
  redis.call('SADD', P .. 'active', queue)
  events[#events + 1] = 'F-' .. queue .. '\n'
  found('turns', queue)
end

-- Each key under which jobs stand aside is listed for its reason: at 'inf' where only an event wakes them, else at a time.
function CHECKS.aside(name)
  local reason, key = string.match(name, '^(%l+):(.+)$')
  if not reason then return end
  local score = redis.call('ZSCORE', P .. 'aside:' .. reason, key)
  if redis.call('EXISTS', P .. 'aside:' .. name) == 0 then
    if score then
      redis.call('ZREM', P .. 'aside:' .. reason, key)
      found('aside', name)
    end
  elseif (reason == 'task' or reason == 'bulk') and score ~= 'inf' then
    redis.call('ZADD', P .. 'aside:' .. reason, 'inf', key)
    found('aside', name)
  elseif not score then
    redis.call('ZADD', P .. 'aside:' .. reason, now, key) -- the next claim looks at it
    found('aside', name)
  end
end

function CHECKS.unique(key)
  local held = redis.call('GET', P .. 'unique:' .. key)
  if not held then return end
  local holder, after = string.sub(held, 1, 22), string.sub(held, 23)
  local waiting = live_with(after, key)
  local is_blocked = waiting and state_of(waiting) == 'B'
  local live = live_with(holder, key)
  if met_later_version then return end
  if live then
    if after == '' or is_blocked then return end
    hold(key, holder)
  elseif not is_blocked then -- else inspect.lua lets the blocked job continue, when it is sure that no other has the key
    redis.call('DEL', P .. 'unique:' .. key)
  else
    return
  end
  found('unique', key)
end

-- A bulk job that is listed without its hash is about to be swept.
function CHECKS.bulk(id)
  local bulk_kind = redis.call('HGET', P .. 'bulk:' .. id, 'kind')
  if not bulk_kind then return end
  local rec = head_of(id)
  if not rec then
    if redis.call('EXISTS', P .. 'job:' .. id) == 0 and redis.call('EXISTS', P .. 'unreadable:' .. id) == 0 then
      redis.call('UNLINK', P .. 'bulk:' .. id)
      redis.call('ZREM', P .. 'bulk:' .. bulk_kind, id)
      found('bulk', id)
    end
  elseif not redis.call('ZSCORE', P .. 'bulk:' .. bulk_kind, id) then
    redis.call('ZADD', P .. 'bulk:' .. bulk_kind, tonumber(string.sub(rec, 48, 60)), id)
    found('bulk', id)
  end
end

local LATE_TURN_MS = 10000 -- longer than any reservation of a schedule

function CHECKS.schedule(name)
  local it = redis.call('HMGET', P .. 'schedule:' .. name, 'revision', 'paused', 'due', 'buffered')
  local turn = redis.call('ZSCORE', P .. 'schedules', name)
  local is_listed = redis.call('ZSCORE', P .. 'schedule-names', name)
  if not it[1] then
    if turn then redis.call('ZREM', P .. 'schedules', name) end
    if is_listed then redis.call('ZREM', P .. 'schedule-names', name) end
    if turn or is_listed then found('schedules', name) end
    return
  end
  if not is_listed then
    redis.call('ZADD', P .. 'schedule-names', 0, name)
    found('schedules', name)
  end
  if it[2] then
    if turn and redis.call('ZREM', P .. 'schedules', name) == 1 then found('schedules', name) end
    return
  end
  local due = tonumber(it[3] or nil)
  if (it[4] or '') ~= '' then due = math.min(due or math.huge, now) end
  local at = turn and (turn == 'inf' and math.huge or tonumber(turn))
  if at and at <= math.max(due or math.huge, now) + LATE_TURN_MS then return end
  redis.call('ZADD', P .. 'schedules', due or 'inf', name)
  if due then note_time('schedules', due) end
  found('schedules', name)
end

-- The rate that a name of "tokens" belongs to, nil if there is none.
local function rate_of(name)
  local before, queue = string.match(name, '^(.*)@(.*)$')
  if not before then return limits_of(name) end
  if queue == '' or '@' .. queue == RECOVERY then
    know_destinations({ before })
    if queue == '' then return limits_at[before] end
    return recovery_rate(breaker_at[before])
  end
  local limits = limits_of(queue)
  return limits and limits.key
end

local HOUR_US = 3600000000

-- No start can be put off by more than all that can be saved. Without a rate, nobody reads the key, and it ends by itself.
function CHECKS.tokens(name)
  local full = redis.call('GET', P .. 'tokens:' .. name)
  if not full then return end
  local rate = rate_of(name)
  local most = rate and rate.interval and rate.interval * rate.burst or 0
  if not tonumber(full) or tonumber(full) > now * 1000 + most + HOUR_US and (most > 0 or redis.call('PTTL', P .. 'tokens:' .. name) < 0) then
    redis.call('DEL', P .. 'tokens:' .. name)
    found('tokens', name)
  end
end

local BREAKER = '^[ohc]' .. string.rep(' %S+', 8) .. ' '

-- A half open breaker waits for its probe. If that does not run, nothing would ever close it.
function CHECKS.breaker(host)
  local text = redis.call('HGET', P .. 'breakers', host)
  if not text then return end
  if not string.find(text, BREAKER) then
    redis.call('HDEL', P .. 'breakers', host)
    look_again_at(host, now)
    found('breakers', host)
    return
  end
  know_destinations({ host })
  local breaker = breaker_at[host]
  local rec = breaker.state == 'h' and head_of(breaker.probe)
  if met_later_version then return end
  if breaker.state == 'h' and not (rec and state_of(rec) == 'X') then
    breaker.state, breaker.at, breaker.probe, breaker.since = 'o', now, nil, now
    store_breaker(host, breaker)
    look_again_at(host, now)
    found('breakers', host)
  end
end

-- Limits and retention without settings that give them. A queue that was fair keeps limits of its own until its turns are over.
function CHECKS.limits(queue)
  if redis.call('HEXISTS', P .. 'queue-settings', queue) == 1 then return end
  local text = redis.call('HGET', P .. 'limits', queue)
  if text and string.sub(text, 1, 2) ~= 'd ' then
    redis.call('HDEL', P .. 'limits', queue)
    found('limits', queue)
  end
end

function CHECKS.retention(queue)
  if redis.call('HEXISTS', P .. 'queue-settings', queue) == 1 then return end
  if redis.call('HDEL', P .. 'retention', queue) == 1 then found('limits', queue) end
end

-- Reports limits and retention that are not those that settings give; the caller then stores the settings again.
--   text  queue, settings as the caller has read them, limits and retention that they give,
--         and how many weights, with a zero byte between two
function CHECKS.settings(text)
  local queue, settings, limits, retention, weights = string.match(text, '^([^%z]*)%z([^%z]*)%z([^%z]*)%z([^%z]*)%z(%d+)$')
  if redis.call('HGET', P .. 'queue-settings', queue) ~= settings then return end
  local has = redis.call('HGET', P .. 'limits', queue) or ''
  if string.sub(has, 1, 2) == 'd ' and string.sub(limits, 1, 1) ~= '1' then
    has = '0' .. string.sub(has, 2)
    if has == '0 - - - - - - 0' then has = '' end
  end
  if has ~= limits or (redis.call('HGET', P .. 'retention', queue) or '') ~= retention
    or redis.call('HLEN', P .. 'weights:' .. queue) ~= tonumber(weights) then
    found('limits', queue)
  end
  if redis.call('SADD', P .. 'queues', queue) == 1 then found('queues', queue) end
end

function CHECKS.pulse()
  local pulse = redis.call('GET', P .. 'pulse')
  if pulse and not string.find(pulse, '^' .. string.rep('%d', 52) .. '$') then
    redis.call('DEL', P .. 'pulse')
    found('leases', 'pulse')
  end
end

for i = 3, #ARGV, 2 do CHECKS[ARGV[i]](ARGV[i + 1]) end
flush(now)
return { now, findings }
