#!lua flags=allow-oom
-- Forgets failure groups that have had no members for long, and more of them while there are nearly too many.
-- ARGV[1]  how many of the groups that failed the longest ago to skip
-- Answers how many were looked at, at most 500; how many were forgotten; and 1 if as many dead jobs are in groups as there are, else 0.
local KEPT_MS = HOURS_KEPT * 3600000
local SPARE = 500 -- groups for which there is always room, if others are idle
local from, now = tonumber(ARGV[1]), now_ms()
local over = redis.call('ZCARD', P .. 'failures') - (GROUPS_MOST - SPARE)
local groups = redis.call('ZRANGE', P .. 'failures', from, from + 499, 'WITHSCORES')
local looked, forgotten = 0, 0
for i = 1, #groups, 2 do
  if tonumber(groups[i + 1]) > now - KEPT_MS and over <= 0 then break end
  looked = looked + 1
  if is_idle(groups[i], now) then
    forget_group(groups[i])
    forgotten, over = forgotten + 1, over - 1
  end
end
local dead, grouped = redis.call('HGET', P .. 'counts', '*:F') or 0, redis.call('HGET', P .. 'failure-totals', 'F') or 0
return { looked, forgotten, tonumber(dead) == tonumber(grouped) and 1 or 0 }
