#!lua flags=allow-oom
-- Removes finished jobs, and queues that are left without jobs and settings. No other script removes jobs.
-- ARGV[1]  where the walk over the index continues; empty at its beginning
-- ARGV[2]  how many jobs to look at, at most 500
-- ARGV[3]  which jobs go:
--          ripe      those whose retention has ended. ARGV[4…7] are the rules, as read_rules() has them, and ARGV[8]
--                    is where the walk stops, empty for nowhere
--          archived  those named, unless they have changed since they were read. ARGV[4…] has for each its id, and its
--                    state code with the time of its state as they were
-- Answers where the walk continues, empty if nothing follows, and how many jobs were removed; for those that are ripe, also the report().
local now = now_ms()
local removed, freed, ended, emptied = 0, {}, {}, {} -- of this call: jobs, their keys, their ids by state, their queues

-- Removes a job, except from the index. flush_removed() has to follow.
local function remove(id, rec)
  local state = state_of(rec)
  local queue, _, names = names_of(rec)
  freed[#freed + 1] = P .. 'job:' .. id
  freed[#freed + 1] = P .. 'bulk:' .. id
  if state ~= 'D' then
    ended[state] = ended[state] or {}
    table.insert(ended[state], id)
    note(went, state, queue, id)
  end
  if state == 'F' then regroup(id, attribute(attributes_of(rec, names), 'f'), 'F', queue, nil, 'C', queue) end
  count(queue, state, -1)
  emptied[queue] = true
  removed = removed + 1
end

local function flush_removed()
  if removed > 0 then redis.call('UNLINK', unpack(freed)) end
  for state, ids in pairs(ended) do redis.call('ZREM', P .. 'ended:' .. state, unpack(ids)) end
  flush_failures(now)
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

local goes, limit, rules
if ARGV[3] == 'ripe' then
  rules = read_rules(4)
  goes = function(_, rec) return is_ripe(rules, rec, now) end
  limit = function() return end_of_ripe(rules, now) end
else
  local archived = {}
  for i = 4, #ARGV, 2 do archived[ARGV[i]] = ARGV[i + 1] end
  goes = function(id, rec) return archived[id] == state_of(rec) .. string.sub(rec, 11, 23) end
  limit = function() return math.huge end
end

local to = walk(ARGV[1], tonumber(ARGV[2]), rules and ARGV[8] or '', limit, function(id, rec)
  if rec == '' then return true end
  if not goes(id, rec) then return false end
  remove(id, rec)
  return true
end)
flush_removed()
if ARGV[1] == '' then tidy() end
return { to, removed, rules and report(rules, now) }
