#!lua flags=allow-oom
-- Removes finished jobs whose retention has ended, walking the index from the oldest job on.
-- ARGV[1]  ms that succeeded, canceled and expired jobs are kept
-- ARGV[2]  ms that dead jobs are kept
-- ARGV[3]  how many succeeded jobs are kept at most
-- Answers how many jobs were removed, and 1 if the walk has come to its end (else 0).
local LOOKS = 500
local now = now_ms()
local keep, keep_dead, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local excess = excess_over(most)
local from = redis.call('GET', P .. 'purge') or '-'
local young = now - math.min(keep, keep_dead)
local looks, removed, done = 0, 0, 0

-- whether the job is gone now
local function purged(id)
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if rec == '' then return true end
  if not is_ripe(rec, now, keep, keep_dead, excess) then return false end
  if state_of(rec) == 'D' then excess = excess - 1 end
  remove(id, rec)
  removed = removed + 1
  return true
end

while looks < LOOKS do
  local entries = redis.call('XRANGE', P .. 'index', from, '+', 'COUNT', 1)
  local entry = entries[1]
  if not entry or (excess <= 0 and tonumber(string.match(entry[1], '^%d+')) > young) then
    done = 1
    break
  end
  local ids, all = entry[2][2], true
  for i = 1, #ids, 22 do
    if not purged(string.sub(ids, i, i + 21)) then all = false end
    looks = looks + 1
  end
  if all then redis.call('XDEL', P .. 'index', entry[1]) end
  from = '(' .. entry[1]
end

if done == 1 then -- lists that no claim pops keep entries of canceled jobs until they are dropped here
  drop_cancelled('task')
  drop_cancelled('bulk')
  for _, queue in ipairs(redis.call('HKEYS', P .. 'paused')) do
    for priority = 1, 9 do first_ready(P .. 'ready:' .. queue .. ':' .. priority) end
  end
end

if done == 1 then redis.call('DEL', P .. 'purge') else redis.call('SET', P .. 'purge', from) end
flush(now)
forget_idle_queues()
if done == 1 then -- also those that were left without a job otherwise, some of them each time
  for _, queue in ipairs(redis.call('SRANDMEMBER', P .. 'queues', 500)) do forget_if_idle(queue) end
end
return { removed, done }
