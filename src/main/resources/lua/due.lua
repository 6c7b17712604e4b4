#!lua flags=allow-oom
-- Hands out schedules whose time has come. Each is reserved for a while, so that servers share the work; fire.lua does not rely on
-- that.
-- ARGV[1]  most schedules, 1 to 500
-- ARGV[2]  ms of the reservation
-- Answers the time, in how many ms to look again, then five for each: name, revision, planned time of the next run ('' after the
-- last), the run that waits ('planned:due', else ''), and when it was last resumed ('' if never).
local now = now_ms()
local wait = timer('schedules', now)
if wait > 0 then return { now, wait } end
local answers = { now, 0 }
local due = redis.call('ZRANGE', P .. 'schedules', '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, name in ipairs(due) do
  local it = redis.call('HMGET', P .. 'schedule:' .. name, 'revision', 'planned', 'buffered', 'paused', 'resumed')
  if not it[1] or it[4] then
    redis.call('ZREM', P .. 'schedules', name)
  else
    redis.call('ZADD', P .. 'schedules', 'XX', now + ARGV[2], name)
    local n = #answers
    answers[n + 1], answers[n + 2], answers[n + 3] = name, it[1], it[2] or ''
    answers[n + 4], answers[n + 5] = it[3] or '', it[5] or ''
  end
end
answers[2] = timer('schedules', now)
return answers
