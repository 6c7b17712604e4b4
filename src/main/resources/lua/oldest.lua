#!lua flags=allow-oom
-- Finds since when the job at the head of each queue has been ready, over all priorities. Entries at the head that
-- stand for no ready job any more are dropped.
-- ARGV  queues
-- Answers for each the time in ms, or 0 if no job is ready.
local DROPS = 500
local answers = {}
for n, queue in ipairs(ARGV) do
  local oldest = 0
  for priority = 1, 9 do
    local list = P .. 'ready:' .. queue .. ':' .. priority
    local drops = 0
    while drops < DROPS do
      local id = redis.call('LINDEX', list, 0)
      if not id then break end
      local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, 46)
      if rec ~= '' and state_of(rec) == 'R' then
        local since = tonumber(string.sub(rec, 11, 23))
        if oldest == 0 or since < oldest then oldest = since end
        break
      end
      redis.call('LPOP', list)
      drops = drops + 1
    end
  end
  answers[n] = oldest
end
return answers
