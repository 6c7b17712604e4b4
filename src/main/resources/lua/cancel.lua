#!lua flags=allow-oom
-- Cancels a job. A running one is marked, and its worker stops it.
-- ARGV[1]  id
-- Answers 'N' if there is no such job, else 'C' (changed) or 'X' (refused) and the state's code.
local id, key = ARGV[1], P .. 'job:' .. ARGV[1]
local now = now_ms()
local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
if rec == '' then return 'N' end
local state = state_of(rec)

if state == 'X' then
  local _, _, names = names_of(rec)
  redis.call('SETRANGE', key, 3, '1')
  events[#events + 1] = 'KX' .. id .. names
  flush(now)
  return 'CX'
end
if not WAITING[state] then return 'X' .. state end

end_waiting(id, rec, 'C', now)
flush(now)
return 'CC'
