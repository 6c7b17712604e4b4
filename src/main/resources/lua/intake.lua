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

-- Stores a job and puts it in its place; new_jobs_told() has to follow.
--   id     22 characters
--   when   priority digit, then nothing (now), '+ms' (after) or '@ms' (at)
--   body   the version of the record, then the record from position 61 on
-- Answers 'R' (ready), or 'S' and the due time.
local function store_new(now, id, when, body)
  local priority, mode, time = string.sub(when, 1, 1), string.sub(when, 2, 2), string.sub(when, 3)
  local at = now
  if mode == '+' then at = now + tonumber(time) elseif mode == '@' then at = tonumber(time) end
  local state = at > now and 'S' or 'R'
  if state == 'R' then at = now end

  local rec = string.sub(body, 1, 1) .. state .. priority .. '0000000' .. ms(at) .. '0000' .. BLANK_TOKEN .. ms(now)
    .. string.sub(body, 2)
  local queue, _, names = names_of(rec)
  redis.call('SET', P .. 'job:' .. id, rec)
  new_ids[#new_ids + 1] = id
  new_queues[queue] = true
  moved(queue, nil, state, id, names)
  flow(queue, 's')
  if state == 'R' then
    make_ready(queue, priority, id, key_of(rec, names))
    return 'R'
  end
  new_due[#new_due + 1] = at
  new_due[#new_due + 1] = id
  return 'S' .. ms(at)
end

-- What new jobs have in common is written once; flush() has to follow.
local function new_jobs_told()
  if #new_ids == 0 then return end
  if #new_due > 0 then redis.call('ZADD', P .. 'due', unpack(new_due)) end
  for queue in pairs(new_queues) do redis.call('SADD', P .. 'queues', queue) end
  redis.call('XADD', P .. 'index', '*', 'i', table.concat(new_ids))
end
