-- Shared by the scripts that set ready jobs aside, or wake them.
--
-- A job can be READY and still not be able to run now. It stands aside then: it leaves its queue's list, so no claim looks at
-- it again until something wakes it. It stays READY and counts as such. A reason says why it waits, a key what it waits
-- for. Each key belongs to one queue, whose name is all of it or follows an '@'.
--
--   reason  key         the job waits because                      woken by
--   task    task@queue  no worker that popped it knows its task    beat.lua of a worker that knows the task
--   bulk    queue       its worker had no room for bulk work       claim.lua of a worker that has room
--   key     key@queue   its key is at a limit of the queue         settle.lua that makes room, claim.lua when the time has come,
--                                                                  and audit.lua if there is room
--   host    host@queue  its destination is at a limit, or has an   the same, and destination.lua
--                       open breaker
--
-- aside:<reason>:<key> is a sorted set of ids by priority, then by when they became ready; for the reasons "key" and "host", which can
-- last, by when they became ready put off by the priority. aside:<reason> is a sorted set of the reason's keys under which jobs wait, by
-- the time in ms at which to wake them, 'inf' where an event does.

local ASIDE_MOST = 500 -- keys of a reason that one call looks at
local set_aside_now = {} -- of this call, by the end of the key

local function queue_of(key) return string.match(key, '[^@]*$') end

-- The job that was popped waits aside. flush_aside() has to follow.
--   at  when to wake it, in ms; nil where an event does
local function set_aside(reason, key, id, rec, at)
  local name = reason .. ':' .. key
  local jobs = set_aside_now[name]
  if not jobs then
    jobs = { reason = reason, key = key }
    set_aside_now[name] = jobs
  end
  jobs.at = at or 'inf'
  local since = string.sub(rec, 11, 23)
  jobs[#jobs + 1] = (reason == 'key' or reason == 'host') and aged(priority_of(rec), since) or priority_of(rec) .. since
  jobs[#jobs + 1] = id
end

local function flush_aside()
  for name, jobs in pairs(set_aside_now) do
    redis.call('ZADD', P .. 'aside:' .. name, unpack(jobs))
    redis.call('ZADD', P .. 'aside:' .. jobs.reason, jobs.at, jobs.key)
  end
end

local function forget_if_empty(reason, key)
  if redis.call('EXISTS', P .. 'aside:' .. reason .. ':' .. key) == 0 then redis.call('ZREM', P .. 'aside:' .. reason, key) end
end

-- The job is no longer READY, or is about to leave that state.
local function leave_aside(id, queue, task, attributes)
  local key, host = attribute(attributes, 'k'), attribute(attributes, 'h')
  local places = {
    task = task .. '@' .. queue, bulk = queue, key = key and key .. '@' .. queue, host = host and host .. '@' .. queue,
  }
  for reason, of in pairs(places) do
    if redis.call('ZREM', P .. 'aside:' .. reason .. ':' .. of, id) == 1 then forget_if_empty(reason, of) end
  end
  if redis.call('ZREM', P .. 'turns:' .. queue, id) == 0 then
    redis.call('ZREM', P .. 'turn:' .. queue .. ':' .. (key or ''), id)
  end
end

-- Puts jobs back into their queue's list, in order of when they became ready. Only jobs that were woken before and not yet
-- popped can be older than they are, and those are at the head of the list.
--   jobs  for each when it became ready, in 13 digits, followed by its id
local function put_back(queue, priority, jobs)
  local list = P .. 'ready:' .. queue .. ':' .. priority
  table.sort(jobs)
  local youngest, older = jobs[#jobs], 0
  while older < 500 do
    local id = redis.call('LINDEX', list, older)
    local job = id and redis.call('GETRANGE', P .. 'job:' .. id, 10, 22) .. id
    if not job or job > youngest then break end
    older = older + 1
    jobs[#jobs + 1] = job
  end
  if older > 0 then
    redis.call('LPOP', list, older)
    table.sort(jobs)
  end
  local ids = {}
  for n = #jobs, 1, -1 do ids[#ids + 1] = string.sub(jobs[n], -22) end
  redis.call('LPUSH', list, unpack(ids))
  redis.call('SADD', P .. 'active', queue)
end

-- Wakes the first jobs that wait under a key, at most 500. Answers their ids.
local function wake(reason, key, most)
  local popped = redis.call('ZPOPMIN', P .. 'aside:' .. reason .. ':' .. key, most)
  forget_if_empty(reason, key)
  local ids, by_priority = {}, {}
  for i = 1, #popped, 2 do
    local head = redis.call('GETRANGE', P .. 'job:' .. popped[i], 0, 22)
    if head ~= '' then
      by_priority[priority_of(head)] = by_priority[priority_of(head)] or {}
      table.insert(by_priority[priority_of(head)], string.sub(head, 11, 23) .. popped[i])
      ids[#ids + 1] = popped[i]
    end
  end
  for priority, jobs in pairs(by_priority) do put_back(queue_of(key), priority, jobs) end
  return ids
end

-- How many jobs wait for a reason in queues that are not paused.
local function count_aside(reason)
  local jobs = 0
  for _, key in ipairs(redis.call('ZRANGE', P .. 'aside:' .. reason, 0, ASIDE_MOST - 1)) do
    if redis.call('HEXISTS', P .. 'paused', queue_of(key)) == 0 then
      jobs = jobs + redis.call('ZCARD', P .. 'aside:' .. reason .. ':' .. key)
    end
  end
  return jobs
end

-- Servers of earlier versions cancel jobs without leave_aside(): drops what they left at the head of some keys.
local function drop_cancelled(reason)
  local left = 500
  for _, key in ipairs(redis.call('ZRANDMEMBER', P .. 'aside:' .. reason, 100)) do
    local set = P .. 'aside:' .. reason .. ':' .. key
    while left > 0 do
      local id = redis.call('ZRANGE', set, 0, 0)[1]
      local rec = id and redis.call('GETRANGE', P .. 'job:' .. id, 0, 3)
      if not id or state_of(rec) == 'R' then break end
      redis.call('ZREM', set, id)
      left = left - 1
    end
    forget_if_empty(reason, key)
  end
end
