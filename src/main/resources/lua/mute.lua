#!lua
-- Mutes a failure group until a time, or unmutes it. Refused when memory is full.
-- ARGV[1]  the group
-- ARGV[2]  until when, in ms; '' to end it
-- ARGV[3]  most ms from now on
-- ARGV[4]  by whom
-- ARGV[5]  the reason
-- Answers 'D' (done), 'N' (no such group), 'P' (that time has passed) or 'L' (it is too far ahead).
local key, till, now = P .. 'failure:' .. ARGV[1], tonumber(ARGV[2]), now_ms()
if redis.call('EXISTS', key) == 0 then return 'N' end
if not till then
  redis.call('HDEL', key, 'muted')
  return 'D'
end
if till <= now then return 'P' end
if till > now + tonumber(ARGV[3]) then return 'L' end
redis.call('HSET', key, 'muted', ms(till) .. ms(now) .. ARGV[4] .. '\31' .. ARGV[5])
return 'D'
