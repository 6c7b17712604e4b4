#!lua flags=allow-oom
-- Finds since when the job at the head of each queue could start, over all priorities: since it is ready, or since its
-- queue was resumed if that was later. Entries at the head that no longer stand for a ready job are dropped. Of a fair
-- queue, the 100 jobs whose turns are next count.
-- ARGV  queues
-- Answers for each the time in ms, or 0 if no job is ready.
local answers = {}
local PRIORITIES = { 5, 1, 2, 3, 4, 6, 7, 8, 9 } -- most jobs have the first

for n, queue in ipairs(ARGV) do
  local oldest = 0
  local lists = {}
  for priority = 1, 9 do lists[priority] = P .. 'ready:' .. queue .. ':' .. priority end
  local left = redis.call('EXISTS', unpack(lists))
  for _, priority in ipairs(PRIORITIES) do
    local rec = left > 0 and first_ready(P .. 'ready:' .. queue .. ':' .. priority)
    if rec then left = left - 1 end
    local since = rec and tonumber(string.sub(rec, 11, 23))
    if since and (oldest == 0 or since < oldest) then oldest = since end
  end
  for _, id in ipairs(redis.call('ZRANGE', P .. 'turns:' .. queue, 0, 99)) do
    local since = tonumber(redis.call('GETRANGE', P .. 'job:' .. id, 10, 22)) -- nil for '~' and a key
    if since and (oldest == 0 or since < oldest) then oldest = since end
  end
  local resumed = oldest > 0 and redis.call('HGET', P .. 'resumed', queue)
  answers[n] = resumed and math.max(oldest, tonumber(resumed)) or oldest
end
return answers
