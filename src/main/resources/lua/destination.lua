#!lua flags=allow-oom
-- Opens or closes a breaker for a person, or changes the limits of a destination.
-- ARGV[1]  what holds for all destinations, as breakers.lua has it
-- ARGV[2]  destination
-- ARGV[3]  'o' open, 'c' close or 'l' limits
-- ARGV[4]  open: ms until the first probe, '' if a person has to close it; limits: as they were read, '' for none
-- ARGV[5]  open and close: who asks for it; limits: as they are to be, in the form of breakers.lua, '' for none
-- Answers 1, or 0 if somebody else has changed the limits.
local MOST = 2000 -- running jobs that are looked at
local host, now = ARGV[2], now_ms()
read_rules_of_all(ARGV[1])

local function count_calling()
  local calling = 0
  for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, MOST - 1)) do
    local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
    if state_of(rec) == 'X' then
      local _, _, names = names_of(rec)
      if attribute(attributes_of(rec, names), 'h') == host then calling = calling + 1 end
    end
  end
  return calling
end

if ARGV[3] == 'l' then
  if (redis.call('HGET', P .. 'destination-limits', host) or '') ~= ARGV[4] then return 0 end
  if ARGV[5] == '' then
    redis.call('HDEL', P .. 'destination-limits', host)
  else
    redis.call('HSET', P .. 'destination-limits', host, ARGV[5])
  end
  -- What runs already counts too.
  local calling = count_calling()
  if calling > 0 then redis.call('HSET', P .. 'calling', host, calling) else redis.call('HDEL', P .. 'calling', host) end
  know_destinations({ host })
  if not breaker_at[host] or breaker_at[host].state == 'c' then look_again_at(host, now) end
  return 1
end

know_destinations({ host })
if ARGV[3] == 'o' then
  open_breaker(host, 'm', tonumber(ARGV[4]), ARGV[5], now)
  note_history('control', 'o', now, host, ARGV[5])
elseif breaker_at[host] and breaker_at[host].state ~= 'c' then
  close_breaker(host, now)
  note_history('control', 'c', now, host, ARGV[5])
end
-- Workers that wait for work look for it.
for _, key in ipairs(ARGV[3] == 'c' and keys_waiting_at(host) or {}) do
  events[#events + 1] = 'F-' .. queue_of(key) .. '\n'
end
flush(now)
return 1
