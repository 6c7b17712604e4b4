#!lua flags=allow-oom
-- Removes a schedule and what is known of its runs. Their jobs stay.
-- ARGV[1]  name
-- ARGV[2]  revision as it was read; '' if its code is gone: then it goes only if no server has announced the code for a while, and
--          one that the API defines too stays
-- Answers '1' if it is gone, '0' if it is not as it was read.
local name, revision = ARGV[1], ARGV[2]
local key = P .. 'schedule:' .. name
if revision == '' then
  local until_then = redis.call('ZSCORE', P .. 'schedule-code', name)
  if not until_then or tonumber(until_then) > now_ms() then return 0 end
  redis.call('ZREM', P .. 'schedule-code', name)
  if redis.call('HEXISTS', key, 'api') == 1 then
    redis.call('HDEL', key, 'code')
    redis.call('HINCRBY', key, 'revision', 1)
    announce_schedule('c', name)
    flush(now_ms())
    return 0
  end
elseif redis.call('HGET', key, 'revision') ~= revision then
  return 0
end
redis.call('DEL', key)
redis.call('DEL', P .. 'schedule-runs:' .. name)
redis.call('ZREM', P .. 'schedules', name)
redis.call('ZREM', P .. 'schedule-names', name)
announce_schedule('d', name)
flush(now_ms())
return 1
