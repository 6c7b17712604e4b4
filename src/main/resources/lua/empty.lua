#!lua flags=allow-oom
-- Removes jobs of a queue that wait: for their time, for a worker, or for a retry.
-- ARGV[1]  queue
-- ARGV[2]  most jobs, 1 to 500
-- Answers how many were removed, and how many entries were looked at: there can be some of jobs that are gone.
local queue, most, now = ARGV[1], tonumber(ARGV[2]), now_ms()
local left, removed, due = most, 0, {}

local function drop(id)
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  local state = state_of(rec)
  if state ~= 'S' and state ~= 'T' and state ~= 'R' then return end
  if names_of(rec) ~= queue then return end -- it has moved, and left its entry here
  if state ~= 'R' then due[#due + 1] = id end
  remove_waiting(id, rec, now)
  removed = removed + 1
end

local function drop_all(ids)
  for _, id in ipairs(ids) do drop(id) end
  left = left - #ids
end

local function drop_popped(popped)
  local ids = {}
  for i = 1, #popped, 2 do ids[#ids + 1] = popped[i] end
  drop_all(ids)
end

for priority = 1, 9 do
  if left > 0 then drop_all(redis.call('LPOP', P .. 'ready:' .. queue .. ':' .. priority, left) or {}) end
end
local in_turns = left > 0 and redis.call('ZPOPMIN', P .. 'turns:' .. queue, left) or {}
for i = 1, #in_turns, 2 do
  if string.sub(in_turns[i], 1, 1) ~= '~' then
    drop_all({ in_turns[i] })
  else
    local waiting = P .. 'turn:' .. queue .. ':' .. string.sub(in_turns[i], 2)
    if left > 0 then drop_popped(redis.call('ZPOPMIN', waiting, left)) end
    if redis.call('EXISTS', waiting) == 1 then redis.call('ZADD', P .. 'turns:' .. queue, in_turns[i + 1], in_turns[i]) end
  end
end
for _, reason in ipairs({ 'task', 'bulk', 'key', 'host' }) do
  for _, key in ipairs(left > 0 and redis.call('ZRANGE', P .. 'aside:' .. reason, 0, 9999) or {}) do
    if left > 0 and queue_of(key) == queue then
      drop_popped(redis.call('ZPOPMIN', P .. 'aside:' .. reason .. ':' .. key, left))
      forget_if_empty(reason, key)
    end
  end
end
for _, state in ipairs({ 'S', 'T' }) do
  if left > 0 then drop_popped(redis.call('ZPOPMIN', P .. 'state:' .. state .. ':' .. queue, left)) end
end
if #due > 0 then redis.call('ZREM', P .. 'due', unpack(due)) end
flush_removed(now)
return { removed, most - left }
