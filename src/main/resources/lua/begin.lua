#!lua
-- Stores a bulk job: what it is to do, where it begins, and the job that does it. Refused whole when memory is full.
-- Sent again, it stores nothing and answers as it did.
-- ARGV[1]   id of the bulk job and of its job
-- ARGV[2]   kind, one character
-- ARGV[3]   when, and
-- ARGV[4]   body of the job, as store_new takes them
-- ARGV[5]   ms that an idempotency key is remembered
-- ARGV[6]   idem, as seen_before takes it
-- ARGV[7…]  name and value of each field
-- Answers 'R', or the answer of seen_before.
local id, kind, idem = ARGV[1], ARGV[2], ARGV[6]
if redis.call('EXISTS', P .. 'bulk:' .. id) == 1 then return 'R' end
local answer = seen_before(idem)
if answer then return answer end

local now = now_ms()
redis.call('HSET', P .. 'bulk:' .. id, 'kind', kind, unpack(ARGV, 7))
redis.call('ZADD', P .. 'bulk:' .. kind, now, id)
store_new(now, id, ARGV[3], ARGV[4])
remember(idem, id, ARGV[5])
announce_new_jobs()
flush_failures(now)
flush(now)
return 'R'
