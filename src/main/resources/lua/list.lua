#!lua flags=no-writes
-- Picks the jobs of a list that fit, without their args.
-- ARGV[1]  state codes, '' for all
-- ARGV[2]  queue, '' for all
-- ARGV[3]  task, '' for all
-- ARGV[4…] ids, at most 500
-- Answers for each job that fits its id, its record up to the args, and its newest attempt or ''.
local states, in_queue, of_task = ARGV[1], ARGV[2], ARGV[3]
local answers = {}

local function newest_attempt(key)
  local last = redis.call('STRLEN', key) - 1
  while true do
    local length = tonumber(redis.call('GETRANGE', key, last - 5, last))
    local entry = redis.call('GETRANGE', key, last - 5 - length, last - 6)
    if string.sub(entry, 1, 1) == 'A' then return entry end
    last = last - 6 - length
  end
end

for i = 4, #ARGV do
  local id, key = ARGV[i], P .. 'job:' .. ARGV[i]
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  if rec ~= '' and (states == '' or string.find(states, state_of(rec), 1, true)) then
    local queue, task, names = names_of(rec)
    if (in_queue == '' or in_queue == queue) and (of_task == '' or of_task == task) then
      local fixed = 70 + #names + tonumber(string.sub(rec, 61, 64))
      answers[#answers + 1] = id
      answers[#answers + 1] = fixed <= #rec and string.sub(rec, 1, fixed) or redis.call('GETRANGE', key, 0, fixed - 1)
      local whole = fixed + tonumber(string.sub(rec, 65, 70))
      answers[#answers + 1] = redis.call('STRLEN', key) > whole and newest_attempt(key) or ''
    end
  end
end
return answers
