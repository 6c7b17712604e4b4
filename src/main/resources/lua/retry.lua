#!lua
-- Retries a job at once, with a full set of attempts.
-- ARGV[1]  id
-- Answers 'N' if there is no such job, 'H' with the state's code and the id of the live job that has its unique key, else 'C'
-- (changed) or 'X' (refused) and the state's code.
local id, key = ARGV[1], P .. 'job:' .. ARGV[1]
local now = now_ms()
local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
if rec == '' then return 'N' end
local state = state_of(rec)
if state ~= 'T' and state ~= 'F' and state ~= 'C' and state ~= 'E' then return 'X' .. state end

local queue, _, names = names_of(rec)
local unique = attribute(attributes_of(rec, names), 'u')
if unique then
  local holder, held = holder_of(unique)
  if holder and holder ~= id then return 'H' .. state_of(held) .. holder end
  hold(unique, id)
end
local attempt = string.sub(rec, 24, 27)
-- earlier attempts do not count any more
redis.call('SETRANGE', key, 1, 'R' .. priority_of(rec) .. '0' .. attempt .. '00' .. ms(now))
redis.call('ZREM', P .. (state == 'T' and 'due' or 'ended:' .. state), id)
make_ready(queue, priority_of(rec), id)
moved(queue, state, 'R', id, names)
flush(now)
return 'CR'
