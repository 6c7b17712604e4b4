#!lua flags=allow-oom
-- Pauses a schedule, or lets it continue where it was: what to do about the runs missed meanwhile is decided when it fires.
-- ARGV[1]  name
-- ARGV[2]  'p' pause, 'r' resume
-- ARGV[3]  who asks for it
-- Answers '1' if there is a schedule of this name, else '0'.
local name, pause, by = ARGV[1], ARGV[2] == 'p', ARGV[3]
local key = P .. 'schedule:' .. name
local it = redis.call('HMGET', key, 'revision', 'paused', 'due', 'buffered')
if not it[1] then return 0 end
local now = now_ms()
if pause then
  if not it[2] then
    redis.call('HSET', key, 'paused', ms(now) .. 'u' .. by)
    announce_schedule('p', name)
    note_history('control', 'P', now, name, by)
  end
  redis.call('ZREM', P .. 'schedules', name)
elseif it[2] then
  redis.call('HDEL', key, 'paused')
  redis.call('HSET', key, 'resumed', ms(now))
  local due = (it[3] or '') ~= '' and it[3] or 'inf'
  if (it[4] or '') ~= '' then due = now end
  redis.call('ZADD', P .. 'schedules', due, name)
  if due ~= 'inf' then note_time('schedules', tonumber(due)) end
  announce_schedule('r', name)
  note_history('control', 'R', now, name, by)
end
flush(now)
return 1
