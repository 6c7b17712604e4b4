#!lua flags=allow-oom
-- Removes finished jobs that are stored elsewhere now, except those that have changed since they were read.
-- ARGV[1]   how many jobs
-- ARGV[2…]  for each its id, and its state code with the time of its state as they were
-- then      entries of the index; those whose jobs are all gone are removed too
-- Answers how many jobs were removed.
local now, removed, last = now_ms(), 0, 2 * tonumber(ARGV[1]) + 1

for i = 2, last, 2 do
  local rec = redis.call('GETRANGE', P .. 'job:' .. ARGV[i], 0, HEAD_READ - 1)
  if rec ~= '' and state_of(rec) .. string.sub(rec, 11, 23) == ARGV[i + 1] then
    remove(ARGV[i], rec)
    removed = removed + 1
  end
end

local function is_empty(ids)
  for i = 1, #ids, 22 do
    if redis.call('EXISTS', P .. 'job:' .. string.sub(ids, i, i + 21)) == 1 then return false end
  end
  return true
end

for i = last + 1, #ARGV do
  local entry = redis.call('XRANGE', P .. 'index', ARGV[i], ARGV[i])[1]
  if entry and is_empty(entry[2][2]) then redis.call('XDEL', P .. 'index', ARGV[i]) end
end
flush(now)
forget_idle_queues()
return removed
