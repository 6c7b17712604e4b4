#!lua
-- Retries a job at once, with a full set of attempts.
-- ARGV[1]  id
-- Answers 'N' if there is no such job, else 'C' (changed) or 'X' (refused) and the state's code.
local id, key = ARGV[1], P .. 'job:' .. ARGV[1]
local now = now_ms()
local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
if rec == '' then return 'N' end
local state = state_of(rec)
if state ~= 'T' and state ~= 'F' and state ~= 'C' and state ~= 'E' then return 'X' .. state end

local queue, _, names = names_of(rec)
local attempt = string.sub(rec, 24, 27)
-- earlier attempts do not count any more
redis.call('SETRANGE', key, 1, 'R' .. priority_of(rec) .. '0' .. attempt .. '00' .. ms(now))
redis.call('ZREM', P .. (state == 'T' and 'due' or 'ended:' .. state), id)
make_ready(queue, priority_of(rec), id, key_of(rec, names))
moved(queue, state, 'R', id, names)
flush(now)
return 'CR'
