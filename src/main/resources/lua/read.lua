#!lua flags=no-writes
-- Reads the jobs of a walk that match, whole, up to a number of bytes.
-- ARGV[1…3] as pick.lua has them
-- ARGV[4]   bytes, which the last job may exceed
-- ARGV[5…]  ids, at most 500
-- Answers how many ids were looked at, how many of their jobs are there, then for each that fits its id and its record.
local answers, looked, there, bytes, most = {}, 0, 0, 0, tonumber(ARGV[4])

for i = 5, #ARGV do
  local key = P .. 'job:' .. ARGV[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  looked = looked + 1
  if rec ~= '' then there = there + 1 end
  if picked(rec) then
    if #rec == HEAD_READ then rec = redis.call('GET', key) end
    answers[#answers + 1] = ARGV[i]
    answers[#answers + 1] = rec
    bytes = bytes + #rec
    if bytes >= most then break end
  end
end
return { looked, there, unpack(answers) }
