#!lua
-- Shows that scripts run and may write, and counts that. It carries no flags, so Redis refuses it whenever it
-- refuses writes. It writes two keys, because the log holds what a script writes to several keys in another
-- form than a single command: comparing this count with a plain key reveals a Redis that skips one of the
-- forms when it replays its log.
-- KEYS[1]  key prefix
-- ARGV[1]  time in s, by the clock of the server that looks
-- Answers the count.
redis.call('SET', KEYS[1] .. 'mark:at', ARGV[1])
return redis.call('INCR', KEYS[1] .. 'mark')
