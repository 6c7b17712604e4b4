#!lua
-- Puts a schedule in its place. Refused whole when memory is full.
-- ARGV  name
--       revision    as it was read, '0' if there was none
--       slot        'api' or 'code': who defines it. What the API says goes before what code says.
--       definition  '' takes that of the slot back
--       planned     time of the next run, '' after the last, '=' to leave it as it is
--       due         when that is due
--       waits       '1' if the end of its jobs matters to it
--       by          who did it
-- Answers '1', or '0' if it is not as it was read.
local name, revision, slot, definition, planned, due, waits, by = unpack(ARGV)
local now = now_ms()
local key = P .. 'schedule:' .. name
local it = redis.call('HMGET', key, 'revision', 'paused', 'buffered')
if (it[1] or '0') ~= revision then return 0 end
if definition == '' then
  redis.call('HDEL', key, slot)
else
  redis.call('HSET', key, slot, definition)
end
redis.call('HSET', key, 'revision', string.format('%d', revision + 1), 'changed', ms(now) .. by)
redis.call('HSETNX', key, 'created', ms(now) .. by)
redis.call('ZADD', P .. 'schedule-names', 0, name)
if (it[3] or '') ~= '' then waits = '1' end
redis.call('HSET', key, 'waits', waits)
if planned ~= '=' then
  redis.call('HSET', key, 'planned', planned, 'due', due)
  if not it[2] then
    redis.call('ZADD', P .. 'schedules', due == '' and 'inf' or due, name)
    if due ~= '' then note_time('schedules', tonumber(due)) end
  end
end
announce_schedule(it[1] and 'c' or 'n', name)
flush(now)
return 1
