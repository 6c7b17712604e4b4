#!lua flags=allow-oom
-- Makes jobs ready whose time has come.
-- ARGV[1]  most jobs, 1 to 500
-- Answers in how many ms to look again, then for each its old state code and how many ms it is late.
local now = now_ms()
local wait = timer('due', now)
if wait > 0 then return { wait } end
local due = redis.call('ZRANGE', P .. 'due', '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1], 'WITHSCORES')
local answers, gone = { 0 }, {}
for i = 1, #due, 2 do
  local id, key = due[i], P .. 'job:' .. due[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  local state = state_of(rec)
  if state == 'S' or state == 'T' then
    local queue, _, names = names_of(rec)
    redis.call('SETRANGE', key, 1, 'R')
    redis.call('SETRANGE', key, 10, ms(now))
    make_ready(queue, priority_of(rec), id, key_of(rec, names))
    moved(queue, state, 'R', id, names)
    answers[#answers + 1] = state .. (now - due[i + 1])
  end
  gone[#gone + 1] = id
end
if #gone > 0 then
  redis.call('ZREM', P .. 'due', unpack(gone))
  flush(now)
end
answers[1] = timer('due', now)
return answers
