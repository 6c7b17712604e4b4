#!lua flags=allow-oom
-- Reads the jobs of a walk whose retention has ended, whole, up to a number of bytes. Removes none.
-- ARGV[1]   ms that succeeded, canceled and expired jobs are kept
-- ARGV[2]   ms that dead jobs are kept
-- ARGV[3]   how many succeeded jobs are kept at most
-- ARGV[4]   who asks
-- ARGV[5]   ms from now during which nobody else gets an answer
-- ARGV[6]   bytes, which the last job may exceed
-- ARGV[7…]  ids, at most 500
-- Answers nothing if somebody else asked within that time. Otherwise how many ids were looked at, the time in
-- ms from which on no job of the walk can be ripe, then for each ripe job its id and its record.
local holder = redis.call('GET', P .. 'archiver')
if holder and holder ~= ARGV[4] then return {} end
redis.call('SET', P .. 'archiver', ARGV[4], 'PX', ARGV[5])

local now = now_ms()
local keep, keep_dead, excess = tonumber(ARGV[1]), tonumber(ARGV[2]), excess_over(tonumber(ARGV[3]))
local answers, looked, bytes, most = {}, 0, 0, tonumber(ARGV[6])

for i = 7, #ARGV do
  local key = P .. 'job:' .. ARGV[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  looked = looked + 1
  if rec ~= '' and is_ripe(rec, now, keep, keep_dead, excess) then
    if state_of(rec) == 'D' then excess = excess - 1 end
    if #rec == HEAD_READ then rec = redis.call('GET', key) end
    answers[#answers + 1] = ARGV[i]
    answers[#answers + 1] = rec
    bytes = bytes + #rec
    if bytes >= most then break end
  end
end
return { looked, excess > 0 and now or now - math.min(keep, keep_dead), unpack(answers) }
