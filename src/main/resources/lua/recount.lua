#!lua flags=allow-oom
-- Steps of a recount of "counts". Counts are corrected by a difference, so changes that come meanwhile stay counted.
-- ARGV[1]   token of the audit
-- ARGV[2]   the step:
--           begin    forgets which jobs were removed before
--           removed  answers the jobs that were removed since the last call as flush.lua notes them, at most 10,000
--           read     answers the same in one value, then all counts, in fields and values. Values that are no numbers become 0
--           sets     ARGV[3…] are queues, at most 100. Answers for each five numbers: by how much the counts of the states S, T, F, C and E
--                    exceed the sizes of their sets
--           running  ARGV[3] is how many running jobs may be looked at, and ARGV[4…] are queues, at most 100. Answers 'many' if there are
--                    more, else by how much the count of the state X of each exceeds its running jobs with a lease
--           blocked  ARGV[3] is the newest entry of the index whose jobs are known, ARGV[4] how many queues follow, at most 100, and then
--                    jobs that were blocked. Answers 'behind' if more than 500 jobs have come since, else for each queue by how much the
--                    count of the state B exceeds the number of blocked jobs
--           correct  ARGV[3…] are fields and what to add to each
--           finish   ends the audit
-- Answers nothing if somebody else holds the audit. Otherwise the time, the findings, then the answer of the step.
if not is_held_by(ARGV[1]) then return {} end
local now, answers, STEPS = now_ms(), {}, {}

function STEPS.begin() redis.call('DEL', P .. 'removals') end

local function removed() return redis.call('LPOP', P .. 'removals', 10000) or {} end

function STEPS.removed() answers = removed() end

function STEPS.read()
  answers[1] = removed()
  local counts = redis.call('HGETALL', P .. 'counts')
  for i = 1, #counts, 2 do
    local state = string.match(counts[i], '^[^:]+:(%u)$')
    if state and not string.find('SRBXTDFCE', state, 1, true) then
      meet_later_version(counts[i])
    elseif not state then
      redis.call('HDEL', P .. 'counts', counts[i])
      found('counts', counts[i])
    else
      if not string.find(counts[i + 1], '^%-?%d+$') then
        redis.call('HSET', P .. 'counts', counts[i], 0)
        counts[i + 1] = '0'
        found('counts', counts[i])
      end
      answers[#answers + 1] = counts[i]
      answers[#answers + 1] = counts[i + 1]
    end
  end
end

local SETS = { 'S', 'T', 'F', 'C', 'E' }

function STEPS.sets()
  for i = 3, #ARGV do
    for _, state in ipairs(SETS) do
      local counted = tonumber(redis.call('HGET', P .. 'counts', ARGV[i] .. ':' .. state) or nil) or 0
      answers[#answers + 1] = counted - redis.call('ZCARD', P .. 'state:' .. state .. ':' .. ARGV[i])
    end
  end
end

function STEPS.running()
  if redis.call('ZCARD', P .. 'leases') > tonumber(ARGV[3]) then
    answers[1] = 'many'
    return
  end
  local running = {}
  for _, id in ipairs(redis.call('ZRANGE', P .. 'leases', 0, -1)) do
    local rec = head_of(id)
    if rec and state_of(rec) == 'X' then
      local queue = names_of(rec)
      running[queue] = (running[queue] or 0) + 1
    end
  end
  for i = 4, #ARGV do
    answers[#answers + 1] = (tonumber(redis.call('HGET', P .. 'counts', ARGV[i] .. ':X') or nil) or 0) - (running[ARGV[i]] or 0)
  end
end

-- A job is blocked only from its submit on, so those that were known and those that came since are all that there can be.
function STEPS.blocked()
  local last = 4 + ARGV[4]
  local ids = {}
  for i = last + 1, #ARGV do ids[#ids + 1] = ARGV[i] end
  local known = #ids
  for _, entry in ipairs(redis.call('XRANGE', P .. 'index', ARGV[3] == '' and '-' or '(' .. ARGV[3], '+', 'COUNT', 501)) do
    for at = 1, #entry[2][2], 22 do ids[#ids + 1] = string.sub(entry[2][2], at, at + 21) end
    if #ids - known > 500 then
      answers[1] = 'behind'
      return
    end
  end
  local blocked, seen = {}, {}
  for _, id in ipairs(ids) do
    local rec = not seen[id] and head_of(id)
    seen[id] = true
    if rec and state_of(rec) == 'B' then
      local queue = names_of(rec)
      blocked[queue] = (blocked[queue] or 0) + 1
    end
  end
  for i = 5, last do
    local counted = tonumber(redis.call('HGET', P .. 'counts', ARGV[i] .. ':B') or nil) or 0
    answers[#answers + 1] = counted - (blocked[ARGV[i]] or 0)
  end
end

function STEPS.correct()
  for i = 3, #ARGV, 2 do
    redis.call('HINCRBY', P .. 'counts', ARGV[i], ARGV[i + 1])
    found('counts', ARGV[i])
  end
end

function STEPS.finish() redis.call('DEL', P .. 'integrity', P .. 'removals') end

STEPS[ARGV[2]]()
return { now, findings, answers }
