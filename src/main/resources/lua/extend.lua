#!lua flags=allow-oom
-- Renews leases. A caller that does not hold the lease changes nothing.
-- ARGV[1]   lease in ms, from now
-- ARGV[2…]  two for each lease: id; attempt number in 4 digits, then the token
-- Answers a string with a character for each: 'e' extended, 'c' extended but asked to stop, 'l' lost.
local now = now_ms()
local answers, leases = {}, {}
for i = 2, #ARGV, 2 do
  local rec = redis.call('GETRANGE', P .. 'job:' .. ARGV[i], 0, 46)
  if state_of(rec) ~= 'X' or lease_of(rec) ~= ARGV[i + 1] then
    answers[#answers + 1] = 'l'
  else
    leases[#leases + 1] = now + ARGV[1]
    leases[#leases + 1] = ARGV[i]
    answers[#answers + 1] = cancel_requested(rec) and 'c' or 'e'
  end
end
if #leases > 0 then redis.call('ZADD', P .. 'leases', 'XX', unpack(leases)) end
return table.concat(answers)
