#!lua flags=allow-oom
-- Counts failure groups, and forgets those that have had no members for a long time; more of them while there are nearly too many.
-- ARGV[1]     how many of the groups that failed the longest ago to skip
-- ARGV[2…4]  how many groups the calls before have found that are open, muted, and idle
-- Answers how many were looked at, at most 500; how many were forgotten; 1 if as many dead jobs are in groups as there are, else 0; and
-- the three numbers for the next call. The call that comes to the end stores them.
local KEPT_MS = HOURS_KEPT * 3600000
local SPARE = 500 -- groups for which there is always room, if others are idle
local from, now = tonumber(ARGV[1]), now_ms()
local counted = { open = tonumber(ARGV[2]), muted = tonumber(ARGV[3]), idle = tonumber(ARGV[4]) }
local over = redis.call('ZCARD', P .. 'failures') - (GROUPS_MOST - SPARE)
local groups = redis.call('ZRANGE', P .. 'failures', from, from + 499, 'WITHSCORES')
local looked, forgotten = 0, 0

local function kind_of(group)
  if redis.call('EXISTS', P .. 'failed:F:' .. group, P .. 'failed:T:' .. group) == 0 then return 'idle' end
  local muted = redis.call('HGET', P .. 'failure:' .. group, 'muted')
  return muted and tonumber(string.sub(muted, 1, 13)) > now and 'muted' or 'open'
end

for i = 1, #groups, 2 do
  local group, kind = groups[i], kind_of(groups[i])
  local can_go = tonumber(groups[i + 1]) <= now - KEPT_MS or over > 0
  looked = looked + 1
  if kind == 'idle' and can_go and is_idle(group, now) then
    forget_group(group)
    forgotten, over = forgotten + 1, over - 1
  else
    counted[kind] = counted[kind] + 1
  end
end
if looked < 500 then
  redis.call('HSET', P .. 'failure-totals', 'open', counted.open, 'muted', counted.muted, 'idle', counted.idle)
end
local dead, grouped = redis.call('HGET', P .. 'counts', '*:F') or 0, redis.call('HGET', P .. 'failure-totals', 'F') or 0
return { looked, forgotten, tonumber(dead) == tonumber(grouped) and 1 or 0, counted.open, counted.muted, counted.idle }
