#!lua flags=no-writes
-- Finds out what an operation would do to jobs. Changes nothing.
-- ARGV[1…]  as operating.lua has them
-- Answers the jobs' results, a character for each.
local results = {}
for i = 5, #ARGV, 2 do
  results[#results + 1] = result_of(ARGV[i], redis.call('GETRANGE', P .. 'job:' .. ARGV[i], 0, HEAD_READ - 1), ARGV[i + 1], 1)
end
return table.concat(results)
