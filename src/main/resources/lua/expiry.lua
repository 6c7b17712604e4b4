-- Shared by the scripts that look at how long a job may wait. Needs no other part.
--
-- The attribute b is the latest time for the first start, d that for all attempts together; both in ms. A new job can have '+' and
-- the ms from its submit instead. expiry is a sorted set of the jobs that wait and have one of them, by the one that comes first.

-- The record of a new job, with the times that count from its submit made absolute.
local function with_times(rec, names, now)
  local attributes = attributes_of(rec, names)
  local fixed = string.gsub(attributes, '\t([bd])%+(%d+)', function(letter, wait) return '\t' .. letter .. ms(now + wait) end)
  if fixed == attributes then return rec, attributes end
  local before = 70 + #names
  return string.sub(rec, 1, before) .. fixed .. string.sub(rec, before + #attributes + 1), fixed
end

-- until when a job that was never started may start, in ms; nil if it may always
local function start_by(rec, attributes)
  local by = attribute(attributes, 'b')
  return by and string.sub(rec, 24, 27) == '0000' and tonumber(by) or nil
end

-- until when a job may be tried, in ms; nil if it may always
local function deadline_of(attributes)
  local deadline = attribute(attributes, 'd')
  return deadline and tonumber(deadline)
end

-- until when a job may start, in ms; nil if it may always
local function expires_at(rec, attributes)
  local by, deadline = start_by(rec, attributes), deadline_of(attributes)
  return by and deadline and math.min(by, deadline) or by or deadline
end

-- whether it is too late for a job to start: expire.lua is about to end it
local function is_late(rec, now)
  if string.sub(rec, 1, 1) == '1' then return false end
  local _, _, names = names_of(rec)
  local at = expires_at(rec, attributes_of(rec, names))
  return at and now > at
end

local function await_expiry(id, rec, attributes)
  local at = expires_at(rec, attributes)
  if not at then return end
  redis.call('ZADD', P .. 'expiry', at, id)
  note_time('expiry', at)
end

-- the job starts, or no longer waits
local function leave_expiry(id, rec, attributes)
  if expires_at(rec, attributes) then redis.call('ZREM', P .. 'expiry', id) end
end
