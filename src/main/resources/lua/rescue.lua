#!lua flags=allow-oom
-- Takes over running jobs whose lease ran out. The new token fences the old worker off; whoever calls settles them.
-- ARGV[1]  most jobs, 1 to 500
-- ARGV[2]  new lease token, 20 characters
-- ARGV[3]  new lease in ms
-- Answers the time, then for each job its id, its record as it was before, and how many ms its lease is overdue.
local now = now_ms()
local expired = redis.call('ZRANGE', P .. 'leases', '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1], 'WITHSCORES')
local answers = { now }
for i = 1, #expired, 2 do
  local id, key = expired[i], P .. 'job:' .. expired[i]
  local rec = redis.call('GET', key)
  if rec and state_of(rec) == 'X' then
    redis.call('SETRANGE', key, 27, ARGV[2])
    redis.call('ZADD', P .. 'leases', now + ARGV[3], id)
    answers[#answers + 1] = id
    answers[#answers + 1] = rec
    answers[#answers + 1] = now - expired[i + 1]
  else
    redis.call('ZREM', P .. 'leases', id)
  end
end
return answers
