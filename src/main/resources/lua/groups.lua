#!lua flags=allow-oom
-- Compares failure groups with their members, which were compared with the records of their jobs before, and repairs what differs.
-- ARGV[1]  token of the audit
-- ARGV[2]  the step:
--          compare  ARGV[3…] are groups, at most 500. Answers how many of them were looked at, fewer if they have many members; then for
--                   each group whose cause is missing its id and the id of a member
--          restore  ARGV[3] is a group whose cause is missing, ARGV[4…9] are task, type, message, frame, HTTP status and host of its
--                   cause; '' for a type where no attempt of the member has the cause
--          hours    ARGV[3…] are an hour and a group for each count of failures in an hour that may be none, or an hour and '' for when
--                   the counts of an hour are forgotten
--          totals   recounts the members of all groups together, unless there are too many groups
-- Answers nothing if somebody else holds the audit. Otherwise the time, the findings, then the answer of the step.
if not is_held_by(ARGV[1]) then return {} end
local now, answers, STEPS = now_ms(), {}, {}

local READ_MOST = 2000 -- members whose records one call reads; of a group with more, only the sum is compared
local COUNTED_MOST = 50000 -- dead members that are counted by queue, unless their sum is wrong
local GROUPS_COUNTED = 2500
local DEAD = 'F'
local CAUSE = { 'task', 'type', 'message', 'frame', 'status', 'host' }

local function is_number(text) return type(text) == 'string' and string.find(text, '^%d+$') ~= nil end

-- Times and the number of failures. Only their plainest bounds can be found again: a group without them begins now.
local function check_numbers(group, key, score, members)
  local first, latest, failures, muted = unpack(redis.call('HMGET', key, 'first', 'latest', 'failures', 'muted'))
  local wrong = false
  if not is_number(latest) then
    latest = is_number(score) and score or ms(now)
    redis.call('HSET', key, 'latest', latest)
    wrong = true
  end
  if not is_number(first) then
    redis.call('HSET', key, 'first', latest)
    wrong = true
  end
  if not is_number(failures) and (failures or members > 0) or is_number(failures) and tonumber(failures) < members then
    redis.call('HSET', key, 'failures', members)
    wrong = true
  end
  if muted and not string.find(muted, '^' .. string.rep('%d', 26)) then
    redis.call('HDEL', key, 'muted')
    wrong = true
  end
  if tonumber(score) ~= tonumber(latest) then
    redis.call('ZADD', P .. 'failures', latest, group)
    wrong = true
  end
  if wrong then found('failures', group) end
end

-- How many members are in each queue.
--   names  queues to begin with
local function members_by_queue(group, dead, names)
  local right = {}
  for _, id in ipairs(redis.call('ZRANGE', P .. 'failed:T:' .. group, 0, -1)) do
    local rec = head_of(id)
    if rec then
      local queue = names_of(rec)
      right[queue] = (right[queue] or 0) + 1
    end
  end
  local seen, left = {}, dead
  local function count_dead(queue)
    if left <= 0 or seen[queue] then return end
    seen[queue] = true
    local n = redis.call('ZINTERCARD', 2, P .. 'failed:F:' .. group, P .. 'state:' .. DEAD .. ':' .. queue)
    left = left - n
    if n > 0 then right[queue] = (right[queue] or 0) + n end
  end
  for queue in pairs(names) do count_dead(queue) end
  if left > 0 then
    for _, queue in ipairs(redis.call('SMEMBERS', P .. 'queues')) do count_dead(queue) end
  end
  return right
end

local function check_queues(group, key, dead, waiting)
  local counted, sum = {}, 0
  local fields = redis.call('HGETALL', key)
  for i = 1, #fields, 2 do
    local queue = string.match(fields[i], '^q (.*)$')
    if queue then
      counted[queue] = fields[i + 1]
      sum = sum + (tonumber(fields[i + 1]) or -math.huge)
    end
  end
  if waiting > READ_MOST then
    if sum ~= dead + waiting then found('!failures', group) end
    return
  end
  if dead > COUNTED_MOST and sum == dead + waiting then return end
  local right = members_by_queue(group, dead, counted)
  if met_later_version then return end
  for queue, n in pairs(right) do
    if tonumber(counted[queue]) ~= n then
      redis.call('HSET', key, 'q ' .. queue, n)
      found('failures', group .. ' ' .. queue)
    end
  end
  for queue in pairs(counted) do
    if not right[queue] then
      redis.call('HDEL', key, 'q ' .. queue)
      found('failures', group .. ' ' .. queue)
    end
  end
end

local function compare(group)
  local key = P .. 'failure:' .. group
  local dead, waiting = redis.call('ZCARD', P .. 'failed:F:' .. group), redis.call('ZCARD', P .. 'failed:T:' .. group)
  local score = redis.call('ZSCORE', P .. 'failures', group)
  local says = redis.call('HMGET', key, unpack(CAUSE))
  local is_there, is_complete = redis.call('EXISTS', key) == 1, true
  for n = 1, #CAUSE do is_complete = is_complete and says[n] ~= false end
  if dead + waiting == 0 and not (is_there and is_complete) then -- nothing to find it again by
    redis.call('UNLINK', key)
    if redis.call('ZREM', P .. 'failures', group) == 1 or is_there then found('failures', group) end
    return 0
  end
  check_numbers(group, key, score, dead + waiting)
  check_queues(group, key, dead, waiting)
  if not is_complete then
    answers[#answers + 1] = group
    answers[#answers + 1] = redis.call('ZRANGE', P .. 'failed:' .. (dead > 0 and 'F' or 'T') .. ':' .. group, 0, 0)[1]
  end
  return math.min(waiting, READ_MOST) + dead / 20
end

function STEPS.compare()
  local spent = 0
  answers[1] = 0
  for i = 3, #ARGV do
    spent = spent + compare(ARGV[i])
    answers[1] = i - 2
    if spent >= READ_MOST then return end
  end
end

function STEPS.restore()
  local group, task, kind = ARGV[3], ARGV[4], ARGV[5]
  if kind == '' then
    local is_of_others = group == id_of_others(task) or group == OTHER
    local message = group == id_of_deadline(task) and MESSAGE_OF_DEADLINE or is_of_others and MESSAGE_OF_OTHERS
      or 'The cause of these failures was lost.'
    kind = message == MESSAGE_OF_DEADLINE and 'deadline' or is_of_others and 'other' or 'unknown'
    ARGV[4], ARGV[5], ARGV[6] = group == OTHER and '' or task, kind, message
  end
  for n, field in ipairs(CAUSE) do redis.call('HSETNX', P .. 'failure:' .. group, field, ARGV[n + 3]) end
  found('failures', group)
end

function STEPS.hours()
  for i = 3, #ARGV, 2 do
    local key, group = P .. 'failed-in:' .. ARGV[i], ARGV[i + 1]
    if group == '' then
      if redis.call('PTTL', key) == -1 then
        redis.call('EXPIRE', key, (HOURS_KEPT + 1) * 3600)
        found('failures', 'failed-in:' .. ARGV[i])
      end
    elseif not is_number(redis.call('HGET', key, group) or '0') then
      redis.call('HDEL', key, group)
      found('failures', group)
    end
  end
end

function STEPS.totals()
  local groups, total = redis.call('ZRANGE', P .. 'failures', 0, GROUPS_COUNTED), { F = 0, T = 0 }
  if #groups > GROUPS_COUNTED then return end
  for _, group in ipairs(groups) do
    for set in pairs(total) do total[set] = total[set] + redis.call('ZCARD', P .. 'failed:' .. set .. ':' .. group) end
  end
  for set, n in pairs(total) do
    if tonumber(redis.call('HGET', P .. 'failure-totals', set) or '0') ~= n then
      redis.call('HSET', P .. 'failure-totals', set, n)
      found('failures', 'failure-totals ' .. set)
    end
  end
end

STEPS[ARGV[2]]()
return { now, findings, answers }
