#!lua flags=allow-oom
-- Says that a worker is alive, and puts jobs back in line that waited for a worker of its tasks.
-- ARGV[1]  worker id
-- ARGV[2]  ms that it counts as alive
-- ARGV[3]  its state code: 'L' live, 'D' draining
-- ARGV[4]  what is known about it
-- ARGV[5…] tasks that it can do
local UNPARK = 500 -- jobs in one call
local id, now = ARGV[1], now_ms()
local known = redis.call('HGET', P .. 'worker-info', id)
redis.call('ZADD', P .. 'workers', now + ARGV[2], id)
redis.call('HSET', P .. 'worker-info', id, ARGV[3] .. ms(now) .. ARGV[4])
if not known or string.sub(known, 1, 1) ~= ARGV[3] then
  events[#events + 1] = 'W' .. ARGV[3] .. id .. '\n'
end

for _, gone in ipairs(redis.call('ZRANGE', P .. 'workers', '-inf', now - 3600000, 'BYSCORE', 'LIMIT', 0, 100)) do
  redis.call('ZREM', P .. 'workers', gone)
  redis.call('HDEL', P .. 'worker-info', gone)
end

if ARGV[3] == 'L' and redis.call('EXISTS', P .. 'parked') == 1 then
  local left = UNPARK
  for i = 5, #ARGV do
    if left == 0 then break end
    local list = P .. 'parked:' .. ARGV[i]
    local jobs = redis.call('LPOP', list, left) or {}
    left = left - #jobs
    for _, job in ipairs(jobs) do
      local rec = redis.call('GETRANGE', P .. 'job:' .. job, 0, HEAD_READ - 1)
      if rec ~= '' and state_of(rec) == 'R' then
        local queue, _, names = names_of(rec)
        make_ready(queue, priority_of(rec), job)
        told('R', job, names)
      end
    end
    if redis.call('EXISTS', list) == 0 then redis.call('SREM', P .. 'parked', ARGV[i]) end
  end
end
flush(now)
return 1
