#!lua flags=allow-oom
-- Cancels a job. A running one is marked, and its worker stops it.
-- ARGV[1]  id
-- Answers 'N' if there is no such job, else 'C' (changed) or 'X' (refused) and the state's code.
local id, key = ARGV[1], P .. 'job:' .. ARGV[1]
local now = now_ms()
local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
if rec == '' then return 'N' end
local state = state_of(rec)
local queue, task, names = names_of(rec)

if state == 'X' then
  redis.call('SETRANGE', key, 3, '1')
  events[#events + 1] = 'KX' .. id .. names
  flush(now)
  return 'CX'
end
if state ~= 'S' and state ~= 'R' and state ~= 'T' then return 'X' .. state end

redis.call('SETRANGE', key, 1, 'C')
redis.call('SETRANGE', key, 10, ms(now))
-- the entry of a ready job in its queue's list is skipped when it is popped
if state == 'R' then leave_aside(id, queue, task, key_of(rec, names)) else redis.call('ZREM', P .. 'due', id) end
redis.call('ZADD', P .. 'ended:C', now, id)
moved(queue, state, 'C', id, names)
flow(queue, 'C')
flush(now)
return 'CC'
