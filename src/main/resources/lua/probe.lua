#!lua
-- Shows that scripts run and may write, and counts that. It carries no flags, so Redis refuses it where it refuses any write.
-- It writes two keys, because the log holds what a script writes to several keys in another form than a single command:
-- a Redis that skips one of the forms when it replays its log is found out by comparing this count with a plain key.
-- KEYS[1] key prefix
-- Answers the count.
local time = redis.call('TIME')
redis.call('SET', KEYS[1] .. 'mark:at', time[1])
return redis.call('INCR', KEYS[1] .. 'mark')
