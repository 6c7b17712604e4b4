#!lua
-- One chunk of an operation: does its action to jobs, counts the results, and moves its checkpoint on, for the worker that holds its
-- lease. So no job is touched twice. Refused whole when memory is full.
-- ARGV[1]   id of the operation, and of its job
-- ARGV[2]   the attempt number of its job in 4 digits, then the token
-- ARGV[3]   what its checkpoint is now, '' if there is none
-- ARGV[4]   what that becomes
-- ARGV[5]   the field that collects the ids of jobs that are done, '' for none; and after a space how many it keeps
-- ARGV[6]   'e' if clients are to learn of the progress
-- ARGV[7…]  as operating.lua has them
-- Answers 'c' (committed) and the jobs' results, else 'a' (it was before), 's' (asked to stop), 'l' (lease lost) or 'x' (somebody else
-- moved the checkpoint).
local SAMPLE = 5
local FIRST, JOBS = 7, 11
local operation, bulk = P .. 'job:' .. ARGV[1], P .. 'bulk:' .. ARGV[1]
local rec = redis.call('GETRANGE', operation, 0, HEAD_READ - 1)
if state_of(rec) ~= 'X' or lease_of(rec) ~= ARGV[2] then return 'l' end
local current = redis.call('HGET', bulk, 'at') or ''
if current ~= ARGV[3] then return current == ARGV[4] and 'a' or 'x' end
if cancel_requested(rec) then return 's' end

local now, value = now_ms(), ARGV[FIRST + 1]

-- A job that has ended goes to another queue.
local function requeue(id, head, queue)
  local state = state_of(head)
  local from, task, names = names_of(head)
  local group = attribute(attributes_of(head, names), 'f')
  local whole = redis.call('GET', P .. 'job:' .. id)
  redis.call('SET', P .. 'job:' .. id, string.sub(whole, 1, 70) .. queue .. string.sub(whole, 71 + #from))
  redis.call('SADD', P .. 'queues', queue)
  count(from, state, -1)
  if INDEXED[state] then note(went, state, from, id) end
  mark(id, 'a')
  note_uncountable(from)
  note_uncountable(queue)
  regroup(id, group, state, from, group, state, queue)
  moved(queue, nil, state, id, queue .. '\n' .. task .. '\n')
end

local DO = {
  R = function(id, head) retry(id, head, nil, now) end,
  C = function(id) cancel(id, now) end,
  D = function(id, head)
    local state = state_of(head)
    if FINAL[state] then return remove_ended(id, head) end
    local queue, task, names = names_of(head)
    leave_place(id, state, queue, task, attributes_of(head, names))
    remove_waiting(id, head, now)
  end,
  P = function(id)
    local whole = redis.call('GET', P .. 'job:' .. id)
    revise(id, whole, string.sub(whole, 1, 2) .. value .. string.sub(whole, 4), nil, nil, now)
  end,
  M = function(id, head)
    if FINAL[state_of(head)] then return requeue(id, head, value) end
    local whole = redis.call('GET', P .. 'job:' .. id)
    revise(id, whole, string.sub(whole, 1, 70) .. value .. string.sub(whole, 71 + #names_of(whole)), nil, nil, now)
  end,
}

local results, done, sums, samples = {}, {}, {}, {}

local function take(i, head)
  local id = ARGV[i]
  local result = result_of(id, head, ARGV[i + 1], FIRST)
  if result == 'd' then
    DO[ARGV[FIRST]](id, head)
    done[#done + 1] = id
  else
    samples[result] = (samples[result] or '') .. id
  end
  results[(i - JOBS) / 2 + 1] = result
  sums[result] = (sums[result] or 0) + 1
end

local function head_of(i) return redis.call('GETRANGE', P .. 'job:' .. ARGV[i], 0, HEAD_READ - 1) end

-- The end of a job makes the one ready that waits for its unique key. So those that wait go first: no job changes twice in this call.
local heads, any_blocked = {}, false
for i = JOBS, #ARGV, 2 do
  local head = head_of(i)
  if state_of(head) == 'B' then
    take(i, head)
    any_blocked = true
  else
    heads[i] = head
  end
end
for i = JOBS, #ARGV, 2 do
  if heads[i] then take(i, any_blocked and head_of(i) or heads[i]) end
end

-- Appends ids to a field.
--   most  how many it keeps; if there are more, the first or the last
local function collect(field, ids, most, is_last)
  local all = (redis.call('HGET', bulk, field) or '') .. ids
  redis.call('HSET', bulk, field, is_last and string.sub(all, -22 * most) or string.sub(all, 1, 22 * most))
end

for result, n in pairs(sums) do redis.call('HINCRBY', bulk, 'n:' .. result, n) end
for result, ids in pairs(samples) do
  if redis.call('HSTRLEN', bulk, 's:' .. result) < 22 * SAMPLE then collect('s:' .. result, ids, SAMPLE, false) end
end
local field, kept = string.match(ARGV[5], '^(%S+) (%d+)$')
if field and #done > 0 then collect(field, table.concat(done), tonumber(kept), true) end
redis.call('HSET', bulk, 'at', ARGV[4])
-- It has made progress since it lost a worker, so it is not the cause.
if string.sub(rec, 9, 10) ~= '00' then redis.call('SETRANGE', operation, 8, '00') end
if ARGV[6] == 'e' then events[#events + 1] = 'O-' .. ARGV[1] .. '\n' end
flush_retried()
forget_ended()
flush_removed(now)
return 'c' .. table.concat(results)
