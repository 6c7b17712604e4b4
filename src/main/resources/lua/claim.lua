#!lua flags=allow-oom
-- Takes leases on ready jobs of unpaused queues, fairly over the queues, by priority within each. Jobs that this worker cannot
-- run now are set aside.
-- ARGV[1]  most jobs to claim, 1 to 500
-- ARGV[2]  lease token, 20 characters
-- ARGV[3]  lease in ms
-- ARGV[4]  names of the tasks that the worker can do, each between line feeds
-- ARGV[5]  random number: which queue comes first
-- ARGV[6]  names of those of the tasks that are bulk work, in the same way
-- ARGV[7]  how many of their jobs at most
-- ARGV[8]  until when the worker waits for the answer, in ms by the clock of Redis
-- Answers the time, 1 if more may be ready (else 0), then for each job its id and its record as it was before, where
-- since when it was ready is no earlier than the last time that its queue was resumed.
local want, token, lease, known = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4]
local bulk, want_bulk = ARGV[6], tonumber(ARGV[7])
local now = now_ms()
local now_text = ms(now)
local answers = { now, 0 }
-- Redis hung, and the worker has given up: nobody would run the jobs claimed now until the lease runs out.
if now > tonumber(ARGV[8]) then return { now, 1 } end
local leases = {}
local pops = 0 -- entries of jobs that were canceled while ready are skipped, so pops can exceed claims
local MOST_POPS = 1000

local paused
local function is_paused(queue)
  if not paused then
    paused = {}
    for _, name in ipairs(redis.call('HKEYS', P .. 'paused')) do paused[name] = true end
  end
  return paused[queue]
end

-- Bulk work that waits for a worker with room: as many jobs as this worker has room for go back to the head
-- of their queues.
if want_bulk > 0 then
  local room = math.min(want, want_bulk)
  local keys = redis.call('ZRANDMEMBER', P .. 'aside:bulk', ASIDE_MOST)
  for n = 1, #keys do
    local queue = keys[(n + ARGV[5]) % #keys + 1]
    if room > 0 and not is_paused(queue) then room = room - #wake('bulk', queue, math.ceil(room / (#keys - n + 1))) end
  end
end

local queues = {}
for _, queue in ipairs(redis.call('SMEMBERS', P .. 'active')) do
  if not is_paused(queue) then queues[#queues + 1] = queue end
end

local kinds = {}
local function kind_of(task)
  local kind = kinds[task]
  if not kind then
    local name = '\n' .. task .. '\n'
    kind = not string.find(known, name, 1, true) and 'unknown' or string.find(bulk, name, 1, true) and 'bulk' or 'short'
    kinds[task] = kind
  end
  return kind
end

local resumed = {}
local function since_resumed(queue, rec)
  local at = resumed[queue]
  if not at then
    at = redis.call('HGET', P .. 'resumed', queue) or ''
    resumed[queue] = at
  end
  if at <= string.sub(rec, 11, 23) then return rec end
  return string.sub(rec, 1, 10) .. at .. string.sub(rec, 24)
end

local function take_one(queue, id, rec, names)
  local attempt = string.format('%04d', math.min(9999, string.sub(rec, 24, 27) + 1))
  redis.call('SETRANGE', P .. 'job:' .. id, 1,
    'X' .. priority_of(rec) .. '0' .. string.sub(rec, 5, 10) .. now_text .. attempt .. token)
  leases[#leases + 1] = now + lease
  leases[#leases + 1] = id
  answers[#answers + 1] = id
  answers[#answers + 1] = since_resumed(queue, rec)
  moved(queue, 'R', 'X', id, names)
  leave_expiry(id, rec, attributes_of(rec, names))
  want = want - 1
end

local function take(queue, priority, ids)
  local keys = {}
  for n, id in ipairs(ids) do keys[n] = P .. 'job:' .. id end
  local recs = redis.call('MGET', unpack(keys))
  -- A job that was canceled while ready and retried has two entries. One whose priority or queue was changed has an entry in
  -- its old list.
  local seen = {}
  for n, id in ipairs(ids) do
    local rec = recs[n]
    if rec and state_of(rec) == 'R' and not seen[id] and not is_late(rec, now) then
      seen[id] = true
      local home, task, names = names_of(rec)
      local kind = kind_of(task)
      if home ~= queue or priority_of(rec) ~= priority then
        seen[id] = nil
      elseif kind == 'short' then
        take_one(queue, id, rec, names)
      elseif kind == 'unknown' then
        set_aside('task', task .. '@' .. queue, id, rec)
      elseif want_bulk > 0 then
        want_bulk = want_bulk - 1
        take_one(queue, id, rec, names)
      else
        set_aside('bulk', queue, id, rec)
      end
    end
  end
end

local offset = #queues > 0 and tonumber(ARGV[5]) % #queues or 0
for n = 1, #queues do
  local queue = queues[(n + offset - 1) % #queues + 1]
  local share = math.ceil(want / (#queues - n + 1))
  local rest = want - share
  local lists = {}
  for priority = 1, 9 do lists[priority] = P .. 'ready:' .. queue .. ':' .. priority end
  while want > rest and pops < MOST_POPS do
    local popped = redis.call('LMPOP', 9, lists[1], lists[2], lists[3], lists[4], lists[5], lists[6], lists[7],
      lists[8], lists[9], 'LEFT', 'COUNT', want - rest)
    if not popped then
      redis.call('SREM', P .. 'active', queue)
      break
    end
    pops = pops + #popped[2]
    take(queue, string.sub(popped[1], -1), popped[2])
  end
  if want == rest or pops >= MOST_POPS then answers[2] = 1 end
  if want == 0 or pops >= MOST_POPS then break end
end

flush_aside()
if #leases > 0 then
  redis.call('ZADD', P .. 'leases', unpack(leases))
end
flush(now)
return answers
