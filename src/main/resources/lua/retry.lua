#!lua
-- Retries a job at once, with a full set of attempts. Refused when memory is full.
-- ARGV[1]  id
-- ARGV[2]  SHA-1 of its record as the caller has read it, '' if its args stay
-- ARGV[3]  the version of its record, then the record with other args from position 61 on; '' if they stay
-- Answers 'N' if there is no such job, 'O' if its record is another one than the caller has read, else as retry() does.
local id, sha, body = ARGV[1], ARGV[2], ARGV[3]
local now, rec, whole = now_ms(), nil, nil
if sha == '' then
  rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
else
  rec = redis.call('GET', P .. 'job:' .. id) or ''
end
if rec == '' then return 'N' end
if sha ~= '' then
  if redis.sha1hex(rec) ~= sha then return 'O' end
  whole = string.sub(body, 1, 1) .. string.sub(rec, 2, 60) .. string.sub(body, 2)
end
local answer = retry(id, rec, whole, now)
flush_retried()
flush_failures(now)
flush(now)
return answer
