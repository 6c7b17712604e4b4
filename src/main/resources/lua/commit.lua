#!lua
-- One step of a bulk job: moves a checkpoint on and stores the jobs of that step, for the worker that holds a lease.
-- Refused whole when memory is full.
-- ARGV[1]   id of the job whose lease is held
-- ARGV[2]   its attempt number in 4 digits, then the token
-- ARGV[3]   id of the bulk job, the same or another that this one works for
-- ARGV[4]   name of the checkpoint
-- ARGV[5]   what it is now, '' if there is none
-- ARGV[6]   what it becomes
-- ARGV[7…]  three for each new job: id, when and body as store_new takes them
-- Answers 'c' (committed), 'a' (it was before), 's' (asked to stop), 'l' (lease lost) or 'x' (somebody else moved it).
local key, bulk_id, name, from, to = P .. 'job:' .. ARGV[1], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local bulk = P .. 'bulk:' .. bulk_id

local rec = redis.call('GETRANGE', key, 0, 46)
if state_of(rec) ~= 'X' or lease_of(rec) ~= ARGV[2] then return 'l' end
local current = redis.call('HGET', bulk, name) or ''
if current ~= from then return current == to and 'a' or 'x' end
if cancel_requested(rec) then return 's' end
if bulk_id ~= ARGV[1] then
  local owner = redis.call('GETRANGE', P .. 'job:' .. bulk_id, 0, 3)
  if owner == '' or cancel_requested(owner) or string.find('DFCE', state_of(owner), 1, true) then return 's' end
end

local now = now_ms()
for i = 7, #ARGV, 3 do store_new(now, ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
redis.call('HSET', bulk, name, to)
-- These jobs have made progress since they lost a worker, so they are not the cause.
if string.sub(rec, 9, 10) ~= '00' then redis.call('SETRANGE', key, 8, '00') end
announce_new_jobs()
flush_failures(now)
flush(now)
return 'c'
