-- Shared by the scripts that accept new jobs.

local new_ids, new_due, new_queues = {}, {}, {}
local BLANK_TOKEN = string.rep(' ', 20)

-- The answer to a request whose idempotency key was used before: 'D' and the id of the same request's job, or 'K' and the id
-- that another request got. Nil for a request without a key, or with a new one.
--   idem  '' or 64 characters that stand for principal and key, then the hash of the request
local function seen_before(idem)
  local seen = idem ~= '' and redis.call('GET', P .. 'idem:' .. string.sub(idem, 1, 64))
  if not seen then return nil end
  local same = string.sub(seen, 23) == string.sub(idem, 65)
  return (same and 'D' or 'K') .. string.sub(seen, 1, 22)
end

-- Remembers which id a request got, for this many ms.
local function remember(idem, id, most)
  if idem ~= '' then redis.call('SET', P .. 'idem:' .. string.sub(idem, 1, 64), id .. string.sub(idem, 65), 'PX', most) end
end

-- A job that waits becomes another one: only its id, its history and when it was created stay. It has a full set of attempts.
--   rec  record of the new job
--   at   when that may start
-- Answers 'P' and its id.
local function replace(id, rec, at, now)
  local old = redis.call('GET', P .. 'job:' .. id)
  local _, _, names = names_of(old)
  local history = bytes_before_meta(old, names) + string.sub(old, 61, 64) + string.sub(old, 65, 70) + 1
  local attempt = string.sub(old, 24, 27)
  revise(id, old, string.sub(rec, 1, 1) .. state_of(old) .. priority_of(rec) .. '0' .. attempt .. '00' .. string.sub(old, 11, 60)
    .. string.sub(rec, 61) .. string.sub(old, history), at, 'S', now)
  return 'P' .. id
end

-- Stores a job and puts it in its place; announce_new_jobs() has to follow.
--   id     22 characters
--   when   priority digit; what happens if a live job has its unique key: 'F' (refuse), 'T' (return it), 'P' (replace it if it
--          waits) or 'A' (the same, or run after it); then nothing (now), '+ms' (after) or '@ms' (at)
--   body   the version of the record, then the record from position 61 on
-- Answers 'R' (ready), or 'S' (scheduled) or 'B' (blocked) with the time when it may start. If a live job has its unique key, the
-- answer can also be 'H', that job's state and id (refused), 'L' and its id (returned), or 'P' and its id (replaced).
local function store_new(now, id, when, body)
  local priority, mode, time = string.sub(when, 1, 1), string.sub(when, 3, 3), string.sub(when, 4)
  local at = now
  if mode == '+' then at = now + tonumber(time) elseif mode == '@' then at = tonumber(time) end
  local state = at > now and 'S' or 'R'
  if state == 'R' then at = now end

  local rec = string.sub(body, 1, 1) .. state .. priority .. '0000000' .. ms(at) .. '0000' .. BLANK_TOKEN .. ms(now)
    .. string.sub(body, 2)
  local queue, _, names = names_of(rec)
  local attributes
  rec, attributes = with_times(rec, names, now)
  local unique = attribute(attributes, 'u')
  local holder, held, after
  if unique then holder, held, after = holder_of(unique, now) end
  if holder then
    local rule, state_held = string.sub(when, 2, 2), state_of(held)
    if rule == 'T' then return 'L' .. holder end
    if rule == 'F' or rule == 'P' and not WAITING[state_held] then return 'H' .. state_held .. holder end
    -- the latest args win: where one more run waits, it has to be the last to run
    local waiting = after ~= '' and with_key(after, unique)
    if waiting and state_of(waiting) == 'B' then return replace(after, rec, at, now) end
    if WAITING[state_held] then return replace(holder, rec, at, now) end
    state = 'B'
    rec = string.sub(rec, 1, 1) .. state .. string.sub(rec, 3)
    hold(unique, holder, id)
  elseif unique then
    hold(unique, id)
  end
  redis.call('SET', P .. 'job:' .. id, rec)
  await_expiry(id, rec, attributes)
  new_ids[#new_ids + 1] = id
  new_queues[queue] = true
  moved(queue, nil, state, id, names)
  flow(queue, 's')
  if state == 'R' then
    make_ready(queue, priority, id, key_of(rec, names))
    return 'R'
  end
  if state == 'B' then return 'B' .. ms(at) end
  new_due[#new_due + 1] = at
  new_due[#new_due + 1] = id
  note_time('due', at)
  return 'S' .. ms(at)
end

-- What new jobs have in common is written once; flush() has to follow.
local function announce_new_jobs()
  if #new_ids == 0 then return end
  if #new_due > 0 then redis.call('ZADD', P .. 'due', unpack(new_due)) end
  for queue in pairs(new_queues) do redis.call('SADD', P .. 'queues', queue) end
  redis.call('XADD', P .. 'index', '*', 'i', table.concat(new_ids))
end
