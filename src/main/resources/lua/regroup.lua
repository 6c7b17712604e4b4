#!lua
-- Repairs the members of failure groups after a server of a version without groups has been at work. Refused when memory is full.
-- ARGV[1]  what to do
--   add    puts dead jobs into groups. ARGV[2…] has three for each job, at most 500: its id; the time of its state and its lease as
--          they were read; and its cause as failures.lua has it, or '' if no attempt of it failed
--   drop   takes out what no longer belongs to a group. ARGV[2…5] are the set, the group, how many members to skip, and how many to
--          look at, at most 500
--   count  counts all dead jobs as members: a walk over them has found no other
-- Answers how many members were looked at, how many were added or dropped, and the groups that are new.
local NEW_MS = 3600000 -- a group that began earlier is only new to the store, not to people
local now = now_ms()

local function add(id, fence, cause)
  local key = P .. 'job:' .. id
  local rec = redis.call('GET', key)
  if not rec or is_of_later_version(rec) or state_of(rec) ~= 'F' or string.sub(rec, 11, 47) ~= fence then return 0 end
  local queue, task, names = names_of(rec)
  local attributes = attributes_of(rec, names)
  if attribute(attributes, 'f') then return 0 end
  local at = tonumber(string.sub(rec, 11, 23))
  local known = #new_groups
  local group = cause == '' and group_of_deadline(task, now, at) or group_of(cause, task, now, at)
  if #new_groups > known and at < now - NEW_MS then new_groups[#new_groups] = nil end
  redis.call('SET', key, with_attributes(rec, names, with_group(attributes, group)))
  regroup(id, nil, 'F', queue, group, 'F', queue)
  redis.call('HINCRBY', P .. 'failure:' .. group, 'failures', 1)
  if at < tonumber(redis.call('HGET', P .. 'failure:' .. group, 'first')) then
    redis.call('HSET', P .. 'failure:' .. group, 'first', at)
  end
  if redis.call('ZADD', P .. 'failures', 'GT', 'CH', at, group) == 1 then redis.call('HSET', P .. 'failure:' .. group, 'latest', at) end
  return 1
end

-- The queue that a member counts for. A job that is gone was in the only queue of its group, or nobody knows.
local function queue_of_member(rec, group)
  if rec ~= '' then return (names_of(rec)) end
  local queues, last = 0, nil
  for _, field in ipairs(redis.call('HKEYS', P .. 'failure:' .. group)) do
    if string.sub(field, 1, 2) == 'q ' then queues, last = queues + 1, string.sub(field, 3) end
  end
  return queues == 1 and last or ''
end

local function drop(set, group, from, most)
  local ids, dropped = redis.call('ZRANGE', P .. 'failed:' .. set .. ':' .. group, from, from + most - 1), 0
  for _, id in ipairs(ids) do
    local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
    local belongs = is_of_later_version(rec)
    if rec ~= '' and not belongs and members_in(state_of(rec)) == set then
      local _, _, names = names_of(rec)
      belongs = attribute(attributes_of(rec, names), 'f') == group
    end
    if not belongs then
      local queue = queue_of_member(rec, group)
      regroup(id, group, set, queue, nil, 'C', queue)
      dropped = dropped + 1
    end
  end
  return #ids, dropped
end

local looked, changed = 0, 0
if ARGV[1] == 'add' then
  for i = 2, #ARGV, 3 do
    looked, changed = looked + 1, changed + add(ARGV[i], ARGV[i + 1], ARGV[i + 2])
  end
elseif ARGV[1] == 'drop' then
  looked, changed = drop(ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]))
else
  local dead = redis.call('HGET', P .. 'counts', '*:F')
  redis.call('HSET', P .. 'failure-totals', 'F', dead or 0)
end
flush_failures(now)
return { looked, changed, unpack(new_groups) }
