-- Shared by the scripts that change jobs that wait. Needs aside, unique, expiry and failures.

local WAITING = { S = true, R = true, T = true, B = true }

-- The job leaves the place where it waits. The entry of a ready job in its queue's list is skipped when it is popped.
local function leave_place(id, state, queue, task, attributes)
  if state == 'R' then leave_aside(id, queue, task, attributes) elseif state ~= 'B' then redis.call('ZREM', P .. 'due', id) end
end

-- A job that waits ends, and that changes its failure group. It is dead only because of its deadline.
local function end_in_group(id, rec, names, attributes, to, now)
  local queue, task = names_of(rec)
  local before = attribute(attributes, 'f')
  local after = to == 'F' and (before or group_of_deadline(task, now)) or nil
  if not before and not after then return end
  regroup(id, before, state_of(rec), queue, after, to, queue)
  if before then return end
  count_failure(after)
  local key = P .. 'job:' .. id
  redis.call('SET', key, with_attributes(redis.call('GET', key), names, with_group(attributes, after)))
end

-- Ends a job that waits. flush_failures() has to follow.
--   to  its state then; 'F' is because of its deadline
local function end_waiting(id, rec, to, now)
  local key, state = P .. 'job:' .. id, state_of(rec)
  local queue, task, names = names_of(rec)
  local attributes = attributes_of(rec, names)
  end_in_group(id, rec, names, attributes, to, now)
  redis.call('SETRANGE', key, 1, to)
  if to == 'F' then redis.call('SETRANGE', key, 3, 'd') end
  redis.call('SETRANGE', key, 10, ms(now))
  leave_place(id, state, queue, task, attributes)
  leave_expiry(id, rec, attributes)
  redis.call('ZADD', P .. 'ended:' .. to, now, id)
  free_key(id, attributes, now)
  moved(queue, state, to, id, names)
  flow(queue, to)
  wake_schedule(attributes, now)
end

-- Gives a job that waits another record, and puts it where that belongs. flush_failures() has to follow.
--   rec      its record as it is
--   changed  its new record, with the old state and the time of that
--   at       when it may start, in ms; nil as before
--   later    its state if it may start later: 'S' or 'T'
-- Answers its state.
local function revise(id, rec, changed, at, later, now)
  local from, to = state_of(rec), state_of(rec)
  local queue, task, names = names_of(rec)
  local new_queue, _, new_names = names_of(changed)
  local priority, attributes, new_attributes = priority_of(changed), attributes_of(rec, names), attributes_of(changed, new_names)
  local new_key = attribute(new_attributes, 'k') or ''
  if at and from ~= 'B' then to = at > now and later or 'R' end
  local since = string.sub(rec, 11, 23)
  if to == 'B' then since = at and ms(math.max(at, now)) or since
  elseif to ~= 'R' then since = at and ms(at) or since
  elseif from ~= 'R' then since = ms(now) end
  changed = string.sub(changed, 1, 1) .. to .. string.sub(changed, 3, 10) .. since .. string.sub(changed, 24)
  if changed == rec then return to end

  redis.call('SET', P .. 'job:' .. id, changed)
  mark(id, 'a')
  regroup(id, attribute(attributes, 'f'), from, queue, attribute(new_attributes, 'f'), to, new_queue)
  leave_expiry(id, rec, attributes)
  await_expiry(id, changed, new_attributes)
  -- a job that stays ready keeps its place, unless that is another one now
  local same_place = names == new_names and priority_of(rec) == priority and (attribute(attributes, 'k') or '') == new_key
    and attribute(attributes, 'h') == attribute(new_attributes, 'h')
  if not (from == 'R' and to == 'R' and same_place) then
    leave_place(id, from, queue, task, attributes)
    if to == 'R' then make_ready(new_queue, priority, id, new_key)
    elseif to ~= 'B' then await_due(id, tonumber(since)) end
  end
  if queue ~= new_queue then
    redis.call('SADD', P .. 'queues', new_queue)
    count(queue, from, -1)
    note_uncountable(queue)
    note_uncountable(new_queue)
    if INDEXED[from] then note(went, from, queue, id) end
    moved(new_queue, nil, to, id, new_names)
  elseif from ~= to then
    moved(queue, from, to, id, new_names)
  else
    announce(to, id, new_names)
  end
  return to
end
