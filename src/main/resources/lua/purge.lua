#!lua flags=allow-oom
-- Removes finished jobs whose retention has ended, and queues that are left without jobs and settings.
-- ARGV[1]  where the walk over the index continues; empty at its beginning
-- ARGV[2]  how many jobs to look at, at most 500
-- ARGV[3]  which jobs go:
--          ripe      those whose retention has ended. ARGV[4…7] are the rules, as read_rules() has them, and ARGV[8]
--                    is where the walk stops, empty for nowhere
--          archived  those named, unless they have changed since they were read. ARGV[4…] has for each its id, and its
--                    state code with the time of its state as they were
-- Answers where the walk continues, empty if nothing follows, and how many jobs were removed; for those that are ripe, also the report().
local now = now_ms()
local removed, emptied = 0, {} -- of this call: how many jobs, their queues

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
  remove_ended(id, rec)
  emptied[names_of(rec)] = true
  removed = removed + 1
  return true
end)
forget_ended()
flush_removed(now)
for queue in pairs(emptied) do forget_if_idle(queue) end
if ARGV[1] == '' then tidy() end
return { to, removed, rules and report(rules, now) }
