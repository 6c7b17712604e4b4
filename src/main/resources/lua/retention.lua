-- Shared by the scripts that remove finished jobs.

-- Whether a job's retention has ended.
--   keep       ms that succeeded, cancelled and expired jobs are kept
--   keep_dead  ms that dead jobs are kept
--   excess     how many succeeded jobs there are too many
local function is_ripe(rec, now, keep, keep_dead, excess)
  local state, age = state_of(rec), now - tonumber(string.sub(rec, 11, 23))
  if state == 'D' and excess > 0 then
    -- imports and exports shall outlive the many jobs that they submitted
    local _, task = names_of(rec)
    if task ~= 'nightshift.import' and task ~= 'nightshift.export' then return true end
  end
  if state == 'F' then return age >= keep_dead end
  return (state == 'D' or state == 'C' or state == 'E') and age >= keep
end

-- Takes a finished job away, except from the index. flush() has to follow.
local function remove(id, rec)
  local state = state_of(rec)
  local queue = names_of(rec)
  redis.call('UNLINK', P .. 'job:' .. id, P .. 'bulk:' .. id)
  if state ~= 'D' then redis.call('ZREM', P .. 'ended:' .. state, id) end
  count(queue, state, -1)
end

-- How many succeeded jobs there are too many if so many may be kept beside imports and exports. Those that have not ended
-- are taken off too: they are few.
local function excess_over(most)
  local bulk = redis.call('ZCARD', P .. 'bulk:I') + redis.call('ZCARD', P .. 'bulk:E')
  return tonumber(redis.call('HGET', P .. 'counts', '*:D') or 0) - bulk - most
end
