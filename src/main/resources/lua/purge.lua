#!lua flags=allow-oom
-- Removes finished jobs, and queues that are left without jobs and settings. No other script removes jobs.
-- ARGV[1]  where the walk over the index continues; empty at its beginning
-- ARGV[2]  how many jobs to look at, at most 500
-- ARGV[3]  which jobs go:
--          ripe      those whose retention has ended. ARGV[4…6] are the rules, as read_rules() has them
--          archived  those named, unless they have changed since they were read. ARGV[4…] has for each its id, and its
--                    state code with the time of its state as they were
-- Answers where the walk continues, empty if nothing follows, and how many jobs were removed.
local now = now_ms()
local removed, freed, ended, emptied = 0, {}, {}, {} -- of this call: jobs, their keys, their ids by state, their queues

-- Removes a job, except from the index. flush_removed() has to follow.
local function remove(id, rec)
  local state, queue = state_of(rec), names_of(rec)
  freed[#freed + 1] = P .. 'job:' .. id
  freed[#freed + 1] = P .. 'bulk:' .. id
  if state ~= 'D' then
    ended[state] = ended[state] or {}
    table.insert(ended[state], id)
    note(went, state, queue, id)
  end
  count(queue, state, -1)
  emptied[queue] = true
  removed = removed + 1
end

local STATES = { 'S', 'R', 'B', 'X', 'T', 'D', 'F', 'C', 'E' }

-- Forgets a queue that no longer has a job, unless it has settings.
local function forget_if_idle(queue)
  if redis.call('HEXISTS', P .. 'paused', queue) == 1 then return end
  local fields = {}
  for n, state in ipairs(STATES) do fields[n] = queue .. ':' .. state end
  for _, jobs in ipairs(redis.call('HMGET', P .. 'counts', unpack(fields))) do
    if jobs and jobs ~= '0' then return end
  end
  redis.call('HDEL', P .. 'counts', unpack(fields))
  redis.call('SREM', P .. 'queues', queue)
  redis.call('SREM', P .. 'active', queue)
  redis.call('HDEL', P .. 'resumed', queue)
  -- they can hold entries of jobs that were canceled while they were ready
  for priority = 1, 9 do redis.call('UNLINK', P .. 'ready:' .. queue .. ':' .. priority) end
  for state in pairs(INDEXED) do redis.call('UNLINK', P .. 'state:' .. state .. ':' .. queue) end
  for _, pair in ipairs(redis.call('ZRANGE', P .. 'queue-tasks', 0, 499)) do
    if string.sub(pair, 1, #queue + 1) == queue .. ' ' then redis.call('ZREM', P .. 'queue-tasks', pair) end
  end
end

local function flush_removed()
  if removed > 0 then redis.call('UNLINK', unpack(freed)) end
  for state, ids in pairs(ended) do redis.call('ZREM', P .. 'ended:' .. state, unpack(ids)) end
  flush(now)
  for queue in pairs(emptied) do forget_if_idle(queue) end
end

-- What no job that is removed takes along: entries of canceled jobs in lists that no claim pops, and queues without a job.
local function tidy()
  drop_cancelled('task')
  drop_cancelled('bulk')
  for _, queue in ipairs(redis.call('HKEYS', P .. 'paused')) do
    for priority = 1, 9 do first_ready(P .. 'ready:' .. queue .. ':' .. priority) end
  end
  for _, queue in ipairs(redis.call('SRANDMEMBER', P .. 'queues', 500)) do forget_if_idle(queue) end
end

local goes, limit
if ARGV[3] == 'ripe' then
  local rules = read_rules(4)
  goes = function(_, rec) return is_ripe(rules, rec, now) end
  limit = function() return end_of_ripe(rules, now) end
else
  local archived = {}
  for i = 4, #ARGV, 2 do archived[ARGV[i]] = ARGV[i + 1] end
  goes = function(id, rec) return archived[id] == state_of(rec) .. string.sub(rec, 11, 23) end
  limit = function() return math.huge end
end

local to = walk(ARGV[1], tonumber(ARGV[2]), limit, function(id, rec)
  if rec == '' then return true end
  if not goes(id, rec) then return false end
  remove(id, rec)
  return true
end)
flush_removed()
if ARGV[1] == '' then tidy() end
return { to, removed }
