-- Shared by the scripts that put jobs into failure groups and take them out. Needs no other part.
--
-- Attribute f of a job names the group of its latest failure. A job is a member of that group in states in which it is dead or is to be
-- tried again. Once it has succeeded, was canceled or has expired, the attribute says nothing.

local GROUPS_MOST = 10000
local GROUPS_BEYOND = 1000 -- more groups than that: one for the other causes of each task
local OTHER = '0000000000000000' -- the group of all causes for which there is no room
local HOURS_KEPT = 7 * 24

local changed_groups = {} -- what this call changes, by group
local chosen = {} -- the group of each cause of this call
local new_groups = {}

-- the set of its group's members that a job in this state is in, nil for none
local function members_in(state)
  if state == 'F' then return 'F' end
  return state ~= 'D' and state ~= 'C' and state ~= 'E' and 'T' or nil
end

local function changes_of(group)
  local changes = changed_groups[group]
  if not changes then
    changes = { came = { F = {}, T = {} }, went = { F = {}, T = {} }, queues = {}, failures = 0 }
    changed_groups[group] = changes
  end
  return changes
end

-- A job that is a member of a group, or becomes one, has changed; flush_failures() has to follow.
--   before, after  its groups by its attribute, nil for none
--   from, to       its states
--   queue, then    its queues
local function regroup(id, before, from, queue, after, to, new_queue)
  local left, entered = before and members_in(from), after and members_in(to)
  if before == after and left == entered and queue == new_queue then return end
  if left then
    local changes = changes_of(before)
    table.insert(changes.went[left], id)
    changes.queues[queue] = (changes.queues[queue] or 0) - 1
  end
  if entered then
    local changes = changes_of(after)
    table.insert(changes.came[entered], id)
    changes.queues[new_queue] = (changes.queues[new_queue] or 0) + 1
  end
end

-- An attempt has failed; flush_failures() has to follow.
local function count_failure(group)
  local changes = changes_of(group)
  changes.failures = changes.failures + 1
end

local function without_group(attributes) return (string.gsub(attributes, '\tf[^\t]*', '')) end

-- the attributes of a job that belongs to this group, nil for none
local function with_group(attributes, group)
  return without_group(attributes) .. (group and '\tf' .. group or '')
end

-- a record with other attributes
local function with_attributes(rec, names, attributes)
  local rest = string.sub(rec, bytes_before_meta(rec, names) + 1)
  if attributes == '' then return '1' .. string.sub(rec, 2, 70) .. names .. rest end
  return '2' .. string.sub(rec, 2, 70) .. names .. attributes .. '\n' .. rest
end

-- whether a group has no members and is not muted, so that it can be forgotten
local function is_idle(group, now)
  if changed_groups[group] or redis.call('EXISTS', P .. 'failed:F:' .. group, P .. 'failed:T:' .. group) > 0 then return false end
  local muted = redis.call('HGET', P .. 'failure:' .. group, 'muted')
  return not muted or tonumber(string.sub(muted, 1, 13)) <= now
end

local function forget_group(group)
  redis.call('UNLINK', P .. 'failure:' .. group)
  redis.call('ZREM', P .. 'failures', group)
end

-- Whether there can be one more group. If there are too many, one that has long been without members goes.
local function has_room_for_group(now)
  if redis.call('ZCARD', P .. 'failures') < GROUPS_MOST then return true end
  for _, group in ipairs(redis.call('ZRANGE', P .. 'failures', 0, 99)) do
    if is_idle(group, now) then
      forget_group(group)
      return true
    end
  end
  return false
end

--   ...  type, message, frame, HTTP status and host of the cause, '' where there is none
local function make_group(group, now, task, ...)
  local words = { ... }
  redis.call('HSET', P .. 'failure:' .. group, 'task', task, 'type', words[1] or '', 'message', words[2] or '', 'frame', words[3] or '',
    'status', words[4] or '', 'host', words[5] or '', 'first', now, 'latest', now)
  redis.call('ZADD', P .. 'failures', now, group)
  new_groups[#new_groups + 1] = group
end

local function is_known(group) return redis.call('EXISTS', P .. 'failure:' .. group) == 1 end

-- the groups whose causes no attempt has: their ids by the task
local function id_of_others(task) return string.sub(redis.sha1hex('other\n' .. task), 1, 16) end
local function id_of_deadline(task) return string.sub(redis.sha1hex('deadline\n' .. task), 1, 16) end
local MESSAGE_OF_OTHERS = 'Causes beyond those that have groups of their own'
local MESSAGE_OF_DEADLINE = "The job's deadline passed before an attempt."

-- the group of the causes of a task for which there is no room
local function group_of_others(task, now)
  local group = id_of_others(task)
  if is_known(group) then return group end
  if redis.call('ZCARD', P .. 'failures') >= GROUPS_MOST + GROUPS_BEYOND then group, task = OTHER, '' end
  if not is_known(group) then make_group(group, now, task, 'other', MESSAGE_OF_OTHERS) end
  return group
end

-- The group of a cause. If it is not there, it is made.
--   cause  its fingerprint in 16 characters, then type, message, frame, HTTP status and host, separated by unit separators
--   at     when it was first seen, nil for now
local function group_of(cause, task, now, at)
  local fingerprint = string.sub(cause, 1, 16)
  local group = chosen[fingerprint]
  if group then return group end
  group = fingerprint
  if not is_known(group) then
    if has_room_for_group(now) then
      local words = {}
      for word in string.gmatch(string.sub(cause, 17) .. '\31', '([^\31]*)\31') do words[#words + 1] = word end
      make_group(group, at or now, task, unpack(words))
    else
      group = group_of_others(task, now)
    end
  end
  chosen[fingerprint] = group
  return group
end

-- the group of the jobs of a task whose deadline passed while they waited for their first attempt
local function group_of_deadline(task, now, at)
  return group_of(id_of_deadline(task) .. 'deadline\31' .. MESSAGE_OF_DEADLINE .. '\31\31\31', task, now, at)
end

-- Writes what this call has changed about the members of a group; answers how many came into each set, less those that left.
local function change_members(group, changes)
  local more = { F = 0, T = 0 }
  for set, ids in pairs(changes.went) do
    if #ids > 0 then more[set] = more[set] - redis.call('ZREM', P .. 'failed:' .. set .. ':' .. group, unpack(ids)) end
  end
  for set, ids in pairs(changes.came) do
    local args = {}
    for _, id in ipairs(ids) do
      args[#args + 1] = 0
      args[#args + 1] = id
    end
    if #args > 0 then more[set] = more[set] + redis.call('ZADD', P .. 'failed:' .. set .. ':' .. group, unpack(args)) end
  end
  for queue, n in pairs(changes.queues) do
    if n ~= 0 and redis.call('HINCRBY', P .. 'failure:' .. group, 'q ' .. queue, n) <= 0 then
      redis.call('HDEL', P .. 'failure:' .. group, 'q ' .. queue)
    end
  end
  return more
end

local function flush_failures(now)
  if not next(changed_groups) then return end
  local total, hour, failed = { F = 0, T = 0 }, P .. 'failed-in:' .. math.floor(now / 3600000), false
  for group, changes in pairs(changed_groups) do
    local more = change_members(group, changes)
    total.F, total.T = total.F + more.F, total.T + more.T
    if changes.failures > 0 then
      redis.call('HINCRBY', P .. 'failure:' .. group, 'failures', changes.failures)
      redis.call('HSET', P .. 'failure:' .. group, 'latest', now)
      redis.call('ZADD', P .. 'failures', now, group)
      redis.call('HINCRBY', hour, group, changes.failures)
      failed = true
    end
  end
  if failed then redis.call('EXPIRE', hour, (HOURS_KEPT + 1) * 3600) end
  for set, n in pairs(total) do
    if n ~= 0 then redis.call('HINCRBY', P .. 'failure-totals', set, n) end
  end
end
