-- Shared by the scripts that store jobs, end them, or bring them back.
--
-- At most one live job has a unique key. unique:<key> has its id, from when it is stored until the script that ends it. The id of
-- a job that is to run after it follows; that one is BLOCKED, and its time of state is when it may start. An id that is left there
-- although its job has ended, or is gone, does not count.

local FINAL = { D = true, F = true, C = true, E = true }

-- the beginning of a job's record, nil if the job is gone or does not have the key
local function with_key(id, key)
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if rec == '' then return nil end
  local _, _, names = names_of(rec)
  return attribute(attributes_of(rec, names), 'u') == key and rec or nil
end

local function hold(key, id, after) redis.call('SET', P .. 'unique:' .. key, id .. (after or '')) end

-- The key goes to the job that waits for it, if there is one; else it is free.
local function pass_on(key, id, now)
  local rec = id ~= '' and with_key(id, key)
  if not rec or state_of(rec) ~= 'B' then
    redis.call('DEL', P .. 'unique:' .. key)
    return
  end
  local queue, _, names = names_of(rec)
  local at = tonumber(string.sub(rec, 11, 23))
  local to = at > now and 'S' or 'R'
  hold(key, id)
  redis.call('SETRANGE', P .. 'job:' .. id, 1, to)
  redis.call('SETRANGE', P .. 'job:' .. id, 10, ms(math.max(at, now)))
  if to == 'R' then make_ready(queue, priority_of(rec), id, key_of(rec, names)) else await_due(id, at) end
  moved(queue, 'B', to, id, names)
end

-- The live job that has a unique key: its id, the beginning of its record, and the id of the job to run after it or ''. Nil if no
-- job has the key.
local function holder_of(key, now)
  for _ = 1, 2 do
    local held = redis.call('GET', P .. 'unique:' .. key)
    if not held then return nil end
    local id, after = string.sub(held, 1, 22), string.sub(held, 23)
    local rec = with_key(id, key)
    if rec and not FINAL[state_of(rec)] then return id, rec, after end
    pass_on(key, after, now)
  end
end

-- The job has come into a final state: another one can have its unique key.
local function free_key(id, attributes, now)
  local key = attribute(attributes, 'u')
  local held = key and redis.call('GET', P .. 'unique:' .. key)
  if not held then return end
  local holder, after = string.sub(held, 1, 22), string.sub(held, 23)
  if holder == id then pass_on(key, after, now) elseif after == id then hold(key, holder) end
end
