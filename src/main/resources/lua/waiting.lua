-- Shared by the scripts that change jobs that wait. Needs aside, unique and expiry.

local WAITING = { S = true, R = true, T = true, B = true }

-- The job leaves the place where it waits. The entry of a ready job in its queue's list is skipped when it is popped.
local function leave_place(id, state, queue, task)
  if state == 'R' then leave_aside(id, queue, task) elseif state ~= 'B' then redis.call('ZREM', P .. 'due', id) end
end

-- Ends a job that waits.
--   to  its state then
local function end_waiting(id, rec, to, now)
  local key, state = P .. 'job:' .. id, state_of(rec)
  local queue, task, names = names_of(rec)
  local attributes = attributes_of(rec, names)
  redis.call('SETRANGE', key, 1, to)
  redis.call('SETRANGE', key, 10, ms(now))
  leave_place(id, state, queue, task)
  leave_expiry(id, rec, attributes)
  redis.call('ZADD', P .. 'ended:' .. to, now, id)
  free_key(id, attributes)
  moved(queue, state, to, id, names)
  flow(queue, to)
end
