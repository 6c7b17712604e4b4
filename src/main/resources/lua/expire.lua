#!lua flags=allow-oom
-- Ends jobs that were not started in time, or whose deadline has passed while they waited.
-- ARGV[1]  most jobs to look at, 1 to 500
-- Answers in how many ms to look again, then for each job that it has ended the new state's code, its queue and its task; and for each
-- failure group that is new 'n' and its id.
local now = now_ms()
local wait = timer('expiry', now - 1) -- at its time itself, a job can still start
if wait > 0 then return { wait } end
local ids = redis.call('ZRANGE', P .. 'expiry', '-inf', '(' .. now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
local answers = { 0 }
for _, id in ipairs(ids) do
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if WAITING[state_of(rec)] and is_late(rec, now) then
    local queue, task, names = names_of(rec)
    local by = start_by(rec, attributes_of(rec, names))
    local to = by and now > by and 'E' or 'F'
    end_waiting(id, rec, to, now)
    answers[#answers + 1] = to .. queue .. '\n' .. task
  else
    redis.call('ZREM', P .. 'expiry', id)
  end
end
for _, group in ipairs(new_groups) do answers[#answers + 1] = 'n' .. group end
flush_failures(now)
flush(now)
answers[1] = timer('expiry', now - 1)
return answers
