-- Shared by the scripts that remove jobs. Needs unique, expiry and failures.
--
-- What is removed leaves its entry in the index, which the purge drops once all jobs of the entry are gone. A job that was ready leaves
-- its entry in its queue's list, which is skipped.

local freed, left_ended = {}, {} -- of this call: keys, and ids by the state that they had ended in

local function free(id, rec, queue)
  freed[#freed + 1] = P .. 'job:' .. id
  freed[#freed + 1] = P .. 'bulk:' .. id
  mark(id, 's')
  note_removal(id, rec, queue)
  local _, _, names = names_of(rec)
  regroup(id, attribute(attributes_of(rec, names), 'f'), state_of(rec), queue, nil, 'C', queue)
end

-- Removes a job that has ended. flush_removed() has to follow.
local function remove_ended(id, rec)
  local state, queue = state_of(rec), names_of(rec)
  free(id, rec, queue)
  if state ~= 'D' then
    left_ended[state] = left_ended[state] or {}
    table.insert(left_ended[state], id)
    note(went, state, queue, id)
  end
  count(queue, state, -1)
end

-- Removes a job that waits and has left the place where it does. Servers and clients that know it learn that it is canceled.
-- flush_removed() has to follow.
local function remove_waiting(id, rec, now)
  local state = state_of(rec)
  local queue, _, names = names_of(rec)
  local attributes = attributes_of(rec, names)
  free(id, rec, queue)
  if INDEXED[state] then note(went, state, queue, id) end
  count(queue, state, -1)
  flow(queue, 'C')
  leave_expiry(id, rec, attributes)
  free_key(id, attributes, now)
  wake_schedule(attributes, now)
  announce('C', id, names)
end

local function forget_ended()
  for state, ids in pairs(left_ended) do redis.call('ZREM', P .. 'ended:' .. state, unpack(ids)) end
end

local function flush_removed(now)
  for from = 1, #freed, 1000 do redis.call('UNLINK', unpack(freed, from, math.min(from + 999, #freed))) end
  flush_failures(now)
  flush(now)
end
