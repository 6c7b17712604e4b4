-- Used by settle.lua: what the end of jobs means for the limits of their queues and keys.

local ended_in, ended_of = {}, {} -- queues in which running jobs ended, and how many of each key

local function ended_under(queue, key)
  ended_in[queue] = true
  if key ~= '' then
    ended_of[queue] = ended_of[queue] or {}
    ended_of[queue][key] = (ended_of[queue][key] or 0) + 1
  end
end

-- Jobs that waited for the room that is there now wake. flush() has to follow, and must not have come before: it changes what
-- the counts say.
--   claims  whether a claim of the same worker follows at once. It takes what it has slots for, and tells others of the rest
local function give_room(claims)
  for queue in pairs(ended_in) do
    local limits = limits_of(queue)
    local freed = limits and limits.most and running_in(queue) >= limits.most
    for key, n_of_key in pairs(ended_of[queue] or {}) do
      count_running(queue, key, -n_of_key)
      if limits and limits.key and #wake('key', key .. '@' .. queue, math.min(n_of_key, 500)) > 0 then freed = true end
    end
    if freed then
      if claims then redis.call('SADD', P .. 'freed', queue) else events[#events + 1] = 'F-' .. queue .. '\n' end
    end
  end
end
