-- Shared by the scripts that store jobs, end them, or bring them back.
--
-- At most one live job has a unique key. unique:<key> has its id from when it is stored until the script that ends it. An id that
-- is left there although its job has ended, or is gone, does not count.

local FINAL = { D = true, F = true, C = true, E = true }

-- The live job that has a unique key: its id, and the beginning of its record. Nil if no job has it.
local function holder_of(key)
  local id = redis.call('GET', P .. 'unique:' .. key)
  local rec = id and redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1) or ''
  if rec == '' or FINAL[state_of(rec)] then return nil end
  local _, _, names = names_of(rec)
  if attribute(attributes_of(rec, names), 'u') ~= key then return nil end
  return id, rec
end

local function hold(key, id) redis.call('SET', P .. 'unique:' .. key, id) end

-- The job has come into a final state: another one can have its unique key.
local function free_key(id, attributes)
  local key = attribute(attributes, 'u')
  if key and redis.call('GET', P .. 'unique:' .. key) == id then redis.call('DEL', P .. 'unique:' .. key) end
end
