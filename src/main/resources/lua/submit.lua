#!lua
-- Stores new jobs, each ready or due later, and remembers their idempotency keys. Refused whole when memory is full.
-- ARGV[1]     ms that an idempotency key is remembered
-- ARGV[2…]    four for each job: id, when and body as store_new takes them, then
--   idem      '' or 64 characters that stand for principal and key, then the hash of the request's body
-- Answers the time, then for each job: 'R' (ready), 'S' and the due time, 'D' and the id of the same request before,
-- or 'K' and the id of the other request that used the key.
local remember = ARGV[1]
local now = now_ms()
local answers = { now }

for i = 2, #ARGV, 4 do
  local id, idem = ARGV[i], ARGV[i + 3]
  local idem_key = idem ~= '' and P .. 'idem:' .. string.sub(idem, 1, 64)
  local seen = idem_key and redis.call('GET', idem_key)
  if seen then
    local same = string.sub(seen, 23) == string.sub(idem, 65)
    answers[#answers + 1] = (same and 'D' or 'K') .. string.sub(seen, 1, 22)
  else
    answers[#answers + 1] = store_new(now, id, ARGV[i + 1], ARGV[i + 2])
    if idem_key then redis.call('SET', idem_key, id .. string.sub(idem, 65), 'PX', remember) end
  end
end

new_jobs_told()
flush(now)
return answers
