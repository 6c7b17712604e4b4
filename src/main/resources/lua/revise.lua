#!lua
-- Changes a job that waits. Refused when memory is full.
-- ARGV[1]  id
-- ARGV[2]  codes of the states in which it can be changed
-- ARGV[3]  SHA-1 of its record as the caller has read it, '' if the change does not depend on that
-- ARGV[4]  when it may start: '' as before, '=' (now), '+ms' (after) or '@ms' (at)
-- ARGV[5]  priority, '' as before
-- ARGV[6]  the version of its record, then the record from position 61 on; '' as before
-- Answers 'N' if there is no such job, 'O' if its record is another one than the caller has read, else 'C' (changed) or 'X'
-- (refused) and the state's code.
local id, allowed, sha, when, priority, body = unpack(ARGV)
local rec = redis.call('GET', P .. 'job:' .. id)
if not rec then return 'N' end
local state = state_of(rec)
if not string.find(allowed, state, 1, true) then return 'X' .. state end
if sha ~= '' and redis.sha1hex(rec) ~= sha then return 'O' end

local now = now_ms()
local mode, at = string.sub(when, 1, 1), nil
if mode == '=' then at = now elseif mode == '+' then at = now + string.sub(when, 2) elseif mode == '@' then
  at = tonumber(string.sub(when, 2))
end
local front = priority == '' and string.sub(rec, 3, 60) or priority .. string.sub(rec, 4, 60)
local changed = body == '' and string.sub(rec, 1, 2) .. front .. string.sub(rec, 61)
  or string.sub(body, 1, 1) .. state .. front .. string.sub(body, 2)
local to = revise(id, rec, changed, at, string.sub(rec, 24, 27) == '0000' and 'S' or 'T', now)
flush_failures(now)
flush(now)
return 'C' .. to
