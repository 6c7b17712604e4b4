#!lua flags=allow-oom
-- Reports that a worker is alive, and wakes jobs that waited for a worker of its tasks.
-- ARGV[1]  worker id
-- ARGV[2]  ms that it counts as alive
-- ARGV[3]  its state code: 'L' live, 'D' draining
-- ARGV[4]  what is known about it
-- ARGV[5…] tasks that it can do
local left = 500 -- jobs that this call may still wake
local id, now = ARGV[1], now_ms()
local known = redis.call('HGET', P .. 'worker-info', id)
redis.call('ZADD', P .. 'workers', now + ARGV[2], id)
redis.call('ZADD', P .. 'marking', now + ARGV[2], id) -- servers of earlier versions do not, and leave no marks
redis.call('HSET', P .. 'worker-info', id, ARGV[3] .. ms(now) .. ARGV[4])
if not known then note_history('workers', 's', now, id, '', brief(ARGV[4])) end
if not known or string.sub(known, 1, 1) ~= ARGV[3] then
  events[#events + 1] = 'W' .. ARGV[3] .. id .. '\n'
end

for _, gone in ipairs(redis.call('ZRANGE', P .. 'workers', '-inf', now - 3600000, 'BYSCORE', 'LIMIT', 0, 100)) do
  redis.call('ZREM', P .. 'workers', gone)
  redis.call('ZREM', P .. 'marking', gone)
  local about = redis.call('HGET', P .. 'worker-info', gone)
  if about then note_history('workers', 'l', string.sub(about, 2, 14), gone, '', brief(string.sub(about, 15))) end
  redis.call('HDEL', P .. 'worker-info', gone)
end

-- Jobs that a server of an earlier version has set aside, under keys that only it knows: they go back, and the next claim
-- decides where they belong.
local function wake_as_before(tasks)
  while left > 0 do
    local task = redis.call('SRANDMEMBER', P .. tasks)
    if not task then return end
    local lists = {}
    local jobs = redis.call('LPOP', P .. tasks .. ':' .. task, left) or {}
    for _, job in ipairs(jobs) do
      local rec = redis.call('GETRANGE', P .. 'job:' .. job, 0, HEAD_READ - 1)
      if state_of(rec) == 'R' then
        local queue, _, names = names_of(rec)
        local list = queue .. ':' .. priority_of(rec)
        lists[list] = lists[list] or {}
        table.insert(lists[list], string.sub(rec, 11, 23) .. job)
        announce('R', job, names)
      end
    end
    for list, of_list in pairs(lists) do put_back(string.sub(list, 1, -3), string.sub(list, -1), of_list) end
    left = left - #jobs
    if redis.call('EXISTS', P .. tasks .. ':' .. task) == 0 then redis.call('SREM', P .. tasks, task) end
  end
end

local function wake_task(task)
  local keys = redis.call('ZRANGE', P .. 'aside:task', '[' .. task .. '@', '(' .. task .. 'A', 'BYLEX', 'LIMIT', 0, ASIDE_MOST)
  for _, key in ipairs(keys) do
    if left == 0 then return end
    local ids = wake('task', key, left)
    left = left - #ids
    for _, job in ipairs(ids) do announce('R', job, queue_of(key) .. '\n' .. task .. '\n') end
  end
end

if ARGV[3] == 'L' then
  if redis.call('EXISTS', P .. 'parked', P .. 'held-back') > 0 then
    wake_as_before('parked')
    wake_as_before('held-back')
  end
  if redis.call('EXISTS', P .. 'aside:task') == 1 then
    for i = 5, #ARGV do wake_task(ARGV[i]) end
  end
end
flush(now)
return 1
