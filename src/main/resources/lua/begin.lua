#!lua
-- Stores a bulk job: what it is to do, where it begins, and the job that does it. Refused whole when memory is full.
-- Sent again, it stores nothing and answers as it did.
-- ARGV[1]   id of the bulk job and of its job
-- ARGV[2]   kind, one character
-- ARGV[3]   when, and
-- ARGV[4]   body of the job, as store_new takes them
-- ARGV[5]   ms that an idempotency key is remembered
-- ARGV[6]   '' or 64 characters that stand for principal and key, then the hash of the request
-- ARGV[7…]  name and value of each field
-- Answers 'R', or as submit does: 'D' and the id of the same request before, 'K' and that of another one.
local id, kind, idem = ARGV[1], ARGV[2], ARGV[6]
if redis.call('EXISTS', P .. 'bulk:' .. id) == 1 then return 'R' end
local idem_key = idem ~= '' and P .. 'idem:' .. string.sub(idem, 1, 64)
local seen = idem_key and redis.call('GET', idem_key)
if seen then
  local same = string.sub(seen, 23) == string.sub(idem, 65)
  return (same and 'D' or 'K') .. string.sub(seen, 1, 22)
end

local now = now_ms()
redis.call('HSET', P .. 'bulk:' .. id, 'kind', kind, unpack(ARGV, 7))
redis.call('ZADD', P .. 'bulk:' .. kind, now, id)
store_new(now, id, ARGV[3], ARGV[4])
if idem_key then redis.call('SET', idem_key, id .. string.sub(idem, 65), 'PX', ARGV[5]) end
new_jobs_told()
flush(now)
return 'R'
