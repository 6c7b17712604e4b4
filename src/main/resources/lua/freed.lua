-- Used by settle.lua: what the end of jobs means for the limits of their queues and keys.

local ended_in, ended_of = {}, {} -- queues in which running jobs ended, and how many of each key

local function ended_under(queue, attributes)
  ended_in[queue] = true
  local limits = limits_of(queue)
  local key = limits and limits.key and attribute(attributes, 'k') or ''
  if key ~= '' then
    local ended = ended_of[queue]
    if not ended then
      ended = {}
      ended_of[queue] = ended
    end
    ended[key] = (ended[key] or 0) + 1
  end
end

-- Answers whether jobs wake.
local function free_keys(queue, ended)
  local keys, names, woken = {}, {}, false
  for key in pairs(ended) do keys[#keys + 1] = key end
  local running = running_of_all(queue, keys)
  for n, key in ipairs(keys) do running[n] = running[n] - ended[key] end
  set_running(queue, keys, running)
  if redis.call('EXISTS', P .. 'aside:key') == 0 then return false end
  for n, key in ipairs(keys) do names[n] = key .. '@' .. queue end
  for n, score in ipairs(redis.call('ZMSCORE', P .. 'aside:key', unpack(names))) do
    if score and #wake('key', names[n], ended[keys[n]]) > 0 then woken = true end
  end
  return woken
end

-- Jobs that waited for the room that is there now wake. flush() has to follow, and must not have come before: it changes what
-- the counts say.
--   claims  whether a claim of the same worker follows at once. It takes what it has slots for, and reports the rest to others
local function give_room(claims)
  for queue in pairs(ended_in) do
    local limits = limits_of(queue)
    local freed = limits and limits.most and running_in(queue) >= limits.most
    if ended_of[queue] and free_keys(queue, ended_of[queue]) then freed = true end
    if freed then
      if claims then redis.call('SADD', P .. 'freed', queue) else events[#events + 1] = 'F-' .. queue .. '\n' end
    end
  end
end
