#!lua flags=allow-oom
-- Cancels a job. A running one is marked, and its worker stops it.
-- ARGV[1]  id
-- Answers 'N' if there is no such job, else 'C' (changed) or 'X' (refused) and the state's code.
local now = now_ms()
local answer = cancel(ARGV[1], now)
flush_failures(now)
flush(now)
return answer
