#!lua
-- Stores a bulk job: what it is to do, where it begins, and the job that does it. Refused whole when memory is full.
-- ARGV[1]   id of the bulk job and of its job
-- ARGV[2]   kind, one character
-- ARGV[3]   when, and
-- ARGV[4]   body of the job, as store_new takes them
-- ARGV[5…]  name and value of each field
local id, kind = ARGV[1], ARGV[2]
local now = now_ms()
redis.call('HSET', P .. 'bulk:' .. id, 'kind', kind, unpack(ARGV, 5))
redis.call('ZADD', P .. 'bulk:' .. kind, now, id)
store_new(now, id, ARGV[3], ARGV[4])
new_jobs_told()
flush(now)
return now
