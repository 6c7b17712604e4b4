#!lua flags=allow-oom
-- Ends jobs that were not started in time.
-- ARGV[1]  most jobs to look at, 1 to 500
-- Answers how many it has looked at, then for each job that it has ended the new state's code, its queue and its task.
local now = now_ms()
local ids = redis.call('ZRANGE', P .. 'expiry', '-inf', '(' .. now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
local answers = { #ids }
for _, id in ipairs(ids) do
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if rec ~= '' and WAITING[state_of(rec)] and is_late(rec, now) then
    local queue, task = names_of(rec)
    end_waiting(id, rec, 'E', now)
    answers[#answers + 1] = 'E' .. queue .. '\n' .. task
  else
    redis.call('ZREM', P .. 'expiry', id)
  end
end
flush(now)
return answers
