#!lua flags=no-writes
-- Reads the index of states, newest first, over several states and queues.
-- ARGV[1]   most ids of each state and queue, from 0 to 250
-- ARGV[2]   an id that all have to be older than, or '' for none
-- ARGV[3…]  state code, ':' and queue, at most 100
-- Answers 1 if the index has as many jobs of each as there are (else 0), the oldest id down to which no id is missing here
-- ('' if none is missing at all), and then the ids, in no order.
local most, before = tonumber(ARGV[1]), ARGV[2] == '' and '+' or '(' .. ARGV[2]
local complete, down_to, answers = 1, '', {}
for i = 3, #ARGV do
  local key = P .. 'state:' .. ARGV[i]
  local jobs = redis.call('HGET', P .. 'counts', string.sub(ARGV[i], 3) .. ':' .. string.sub(ARGV[i], 1, 1)) or 0
  if redis.call('ZCARD', key) ~= tonumber(jobs) then complete = 0 end
  if most > 0 then
    local ids = redis.call('ZRANGE', key, before, '-', 'BYLEX', 'REV', 'LIMIT', 0, most)
    for _, id in ipairs(ids) do answers[#answers + 1] = id end
    if #ids == most and ids[most] > down_to then down_to = ids[most] end
  end
end
return { complete, down_to, unpack(answers) }
