-- Shared by the scripts that remove finished jobs.

-- Whether a job's retention has ended.
--   keep       ms that succeeded, canceled and expired jobs are kept
--   keep_dead  ms that dead jobs are kept
--   excess     how many succeeded jobs are above the limit
local function is_ripe(rec, now, keep, keep_dead, excess)
  local state, age = state_of(rec), now - tonumber(string.sub(rec, 11, 23))
  if state == 'D' and excess > 0 then
    -- imports and exports must outlive the many jobs that they submitted
    local _, task = names_of(rec)
    if task ~= 'nightshift.import' and task ~= 'nightshift.export' then return true end
  end
  if state == 'F' then return age >= keep_dead end
  return (state == 'D' or state == 'C' or state == 'E') and age >= keep
end

local emptied = {} -- queues that lost a job in this call

-- Removes a finished job, except from the index. flush() and then forget_idle_queues() have to follow.
local function remove(id, rec)
  local state = state_of(rec)
  local queue = names_of(rec)
  redis.call('UNLINK', P .. 'job:' .. id, P .. 'bulk:' .. id)
  if state ~= 'D' then
    redis.call('ZREM', P .. 'ended:' .. state, id)
    note(went, state, queue, id)
  end
  count(queue, state, -1)
  emptied[queue] = true
end

local STATES = { 'S', 'R', 'B', 'X', 'T', 'D', 'F', 'C', 'E' }

-- Forgets a queue that has no job any more, unless it has settings.
local function forget_if_idle(queue)
  if redis.call('HEXISTS', P .. 'paused', queue) == 1 or redis.call('HEXISTS', P .. 'queue-settings', queue) == 1 then return end
  local fields = {}
  for n, state in ipairs(STATES) do fields[n] = queue .. ':' .. state end
  for _, jobs in ipairs(redis.call('HMGET', P .. 'counts', unpack(fields))) do
    if jobs and jobs ~= '0' then return end
  end
  redis.call('HDEL', P .. 'counts', unpack(fields))
  redis.call('SREM', P .. 'queues', queue)
  redis.call('SREM', P .. 'active', queue)
  redis.call('HDEL', P .. 'resumed', queue)
  redis.call('HDEL', P .. 'limits', queue)
  redis.call('UNLINK', P .. 'turns:' .. queue, P .. 'running:' .. queue, P .. 'tokens:' .. queue, P .. 'weights:' .. queue)
  -- they can hold entries of jobs that were canceled while they were ready
  for priority = 1, 9 do redis.call('UNLINK', P .. 'ready:' .. queue .. ':' .. priority) end
  for state in pairs(INDEXED) do redis.call('UNLINK', P .. 'state:' .. state .. ':' .. queue) end
  for _, pair in ipairs(redis.call('ZRANGE', P .. 'queue-tasks', 0, 499)) do
    if string.sub(pair, 1, #queue + 1) == queue .. ' ' then redis.call('ZREM', P .. 'queue-tasks', pair) end
  end
end

local function forget_idle_queues()
  for queue in pairs(emptied) do forget_if_idle(queue) end
end

-- How many succeeded jobs are too many if this many may be kept besides imports and exports. Imports and
-- exports that have not ended are subtracted too: they are few.
local function excess_over(most)
  local bulk = redis.call('ZCARD', P .. 'bulk:I') + redis.call('ZCARD', P .. 'bulk:E')
  return tonumber(redis.call('HGET', P .. 'counts', '*:D') or 0) - bulk - most
end
