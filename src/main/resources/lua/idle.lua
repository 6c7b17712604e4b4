-- Shared by the scripts that forget queues.

local STATES = { 'S', 'R', 'B', 'X', 'T', 'D', 'F', 'C', 'E' }

-- Forgets a queue that no longer has a job, unless it has settings.
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
  redis.call('HDEL', P .. 'retention', queue)
  redis.call('UNLINK', P .. 'turns:' .. queue, P .. 'lines:' .. queue, P .. 'running:' .. queue, P .. 'tokens:' .. queue, P .. 'weights:' .. queue)
  -- they can hold entries of jobs that were canceled while they were ready
  for priority = 1, 9 do redis.call('UNLINK', P .. 'ready:' .. queue .. ':' .. priority) end
  for state in pairs(INDEXED) do redis.call('UNLINK', P .. 'state:' .. state .. ':' .. queue) end
  for _, pair in ipairs(redis.call('ZRANGE', P .. 'queue-tasks', 0, 499)) do
    if string.sub(pair, 1, #queue + 1) == queue .. ' ' then redis.call('ZREM', P .. 'queue-tasks', pair) end
  end
end
