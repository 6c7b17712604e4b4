-- Shared by all scripts: the turns of job keys in fair queues.
--
-- In a fair queue, ready jobs do not stand in the lists. "turns:<queue>" is a sorted set of jobs by their turn. The turns of a key are
-- TURN apart, divided by its weight. A key that comes in begins with the turn that is next. Jobs without a key share the key ''.
--
-- Only the first jobs of a key have a turn, up to LINED_UP. Others wait in the sorted set "turn:<queue>:<key>", and
-- "turns:<queue>" has '~' and the key behind the key's jobs: the first turn for those that wait.
--
-- The hash "lines:<queue>" has a line for each key: its last turn in 16 digits, '+' if jobs wait behind it, else '-', and the place
-- and the id of each job in it. A claim that takes jobs leaves it as it is, so it also has jobs that had their turn.

local LINED_UP = 16 -- jobs of a key that have a turn
local TURN = 5040 -- from one turn of a key to the next, without a weight; a whole number for most weights, which Redis reads fastest
local LINE_HEAD, LINE_JOB = 17, 35 -- characters

-- How far the turns of each of these keys are from one to the next.
local function steps_of(queue, keys, weighted)
  local steps = {}
  for n, weight in ipairs(weighted and redis.call('HMGET', P .. 'weights:' .. queue, unpack(keys)) or {}) do
    steps[n] = weight and math.floor(TURN / weight + 0.5)
  end
  return steps
end

local function line_of(last, more, jobs) return string.format('%016d', last) .. (more and '+' or '-') .. jobs end

local turns_as_text = {} -- many keys have the same turn, and Redis is slow to write numbers

local function text_of(turn)
  local text = turns_as_text[turn]
  if not text then
    text = string.format('%.0f', turn)
    turns_as_text[turn] = text
  end
  return text
end

-- ZADD with any number of turns: Lua hands over some thousand arguments at most.
local function add_turns(queue, args)
  for from = 1, #args, 1000 do
    redis.call('ZADD', P .. 'turns:' .. queue, unpack(args, from, math.min(from + 999, #args)))
  end
end

-- Some of a key's jobs have a turn, and jobs came in that do not simply follow them. Those that had their turn, or were canceled, leave
-- the line. All others share the turns in the order of their places.
--   old    of the jobs in the line, their places and ids
--   fresh  the same of each job that came in
--   args   for add_turns()
-- Answers the line, the jobs that have no turn yet, and which of them had one.
local function sort_line(turns, old, fresh, args)
  local ids, places, jobs, had, scores = {}, {}, {}, {}, {}
  for from = 1, #old, LINE_JOB do
    local id = string.sub(old, from + 13, from + 34)
    if not places[id] then ids[#ids + 1] = id end
    places[id] = string.sub(old, from, from + 12) -- a job can have been here before
  end
  for n, score in ipairs(redis.call('ZMSCORE', turns, unpack(ids))) do
    if score then
      scores[#scores + 1] = tonumber(score)
      jobs[#jobs + 1] = places[ids[n]] .. ids[n]
      had[jobs[#jobs]] = tonumber(score)
    end
  end
  table.sort(scores)
  for _, job in ipairs(fresh) do jobs[#jobs + 1] = job end
  table.sort(jobs)
  local line, rest = {}, {}
  for n, job in ipairs(jobs) do
    if scores[n] then
      line[n] = job
      if had[job] ~= scores[n] then
        args[#args + 1] = scores[n]
        args[#args + 1] = string.sub(job, 14)
      end
    else
      rest[#rest + 1] = job
    end
  end
  return table.concat(line), rest, had
end

-- Ready jobs of a fair queue get their turns, or wait behind those of their key that have one.
--   jobs  for each its id, its key and its place by aged(), in 13 digits
local function into_turns(queue, jobs, weighted)
  if #jobs == 0 then return end
  local turns, keys, by_key = P .. 'turns:' .. queue, {}, {}
  for _, job in ipairs(jobs) do
    local fresh = by_key[job[2]]
    if not fresh then
      fresh = {}
      by_key[job[2]] = fresh
      keys[#keys + 1] = job[2]
    end
    fresh[#fresh + 1] = job[3] .. job[1]
  end
  local now = tonumber(redis.call('ZRANGE', turns, 0, 0, 'WITHSCORES')[2])
  local lines = now and redis.call('HMGET', P .. 'lines:' .. queue, unpack(keys)) or {}
  if not now then redis.call('UNLINK', P .. 'lines:' .. queue) end
  now = now or 0
  local steps = steps_of(queue, keys, weighted)
  local args, changed, leave = {}, {}, {}
  for n, key in ipairs(keys) do
    local line, fresh, had = lines[n] or '', by_key[key], nil
    local last, step = tonumber(string.sub(line, 1, 16)), steps[n] or TURN
    local more = string.sub(line, LINE_HEAD, LINE_HEAD) == '+'
    local old = last and last >= now and string.sub(line, LINE_HEAD + 1) or ''
    if #fresh > 1 then table.sort(fresh) end
    local in_order = old == '' or string.sub(fresh[1], 1, 13) >= string.sub(old, -LINE_JOB, -LINE_JOB + 12)
    if not in_order or not more and old ~= '' and #old / LINE_JOB + #fresh > LINED_UP then
      old, fresh, had = sort_line(turns, old, fresh, args)
    end
    local next_turn = math.max(now, last and last + step or now)
    local room, wait = more and 0 or LINED_UP - #old / LINE_JOB, {}
    for i, job in ipairs(fresh) do
      local id = string.sub(job, 14)
      if i <= room then
        last = next_turn
        args[#args + 1] = text_of(last)
        args[#args + 1] = id
        next_turn = last + step
      else
        wait[#wait + 1] = string.sub(job, 1, 13)
        wait[#wait + 1] = id
        if had and had[job] then leave[#leave + 1] = id end
      end
    end
    if #wait > 0 then
      redis.call('ZADD', P .. 'turn:' .. queue .. ':' .. key, unpack(wait))
      if not more then
        args[#args + 1] = next_turn
        args[#args + 1] = '~' .. key
      end
    end
    local now_line = line_of(last, more or #wait > 0, old .. table.concat(fresh, '', 1, math.min(room, #fresh)))
    if now_line ~= line then
      changed[#changed + 1] = key
      changed[#changed + 1] = now_line
    end
  end
  if #leave > 0 then redis.call('ZREM', turns, unpack(leave)) end
  add_turns(queue, args)
  if #changed > 0 then redis.call('HSET', P .. 'lines:' .. queue, unpack(changed)) end
end
