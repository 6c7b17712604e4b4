-- Used by claim.lua: takes jobs by the turns that lines.lua describes.

-- The jobs of the lists of a queue that has become fair, or of jobs that came back: at most this many go to their keys.
-- Answers how many entries left the lists.
local function lists_into_turns(queue, lists, most, weighted)
  local moved_now, seen = 0, {} -- a job that was canceled and retried has two entries
  while moved_now < most do
    local popped = redis.call('LMPOP', 9, lists[1], lists[2], lists[3], lists[4], lists[5], lists[6], lists[7], lists[8], lists[9],
      'LEFT', 'COUNT', most - moved_now)
    if not popped then break end
    local has_turn, jobs = redis.call('ZMSCORE', P .. 'turns:' .. queue, unpack(popped[2])), {}
    for n, id in ipairs(popped[2]) do
      local rec = not has_turn[n] and not seen[id] and redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1) or ''
      if rec ~= '' and state_of(rec) == 'R' then
        local _, _, names = names_of(rec)
        jobs[#jobs + 1] = { id, key_of(rec, names), aged(priority_of(rec), string.sub(rec, 11, 23)) }
        seen[id] = true
      end
    end
    into_turns(queue, jobs, weighted)
    moved_now = moved_now + #popped[2]
  end
  return moved_now
end

-- These keys get turns for more of their jobs.
--   turns  the next turn of each key
--   steps  between its turns
--   args   for ZADD
local function line_up_more(queue, keys, turns, steps, args)
  local lines = {}
  for n, key in ipairs(keys) do
    local popped, turn, jobs = redis.call('ZPOPMIN', P .. 'turn:' .. queue .. ':' .. key, LINED_UP), turns[n], {}
    for i = 1, #popped, 2 do
      args[#args + 1] = turn
      args[#args + 1] = popped[i]
      jobs[i], jobs[i + 1] = string.format('%013d', popped[i + 1]), popped[i]
      turn = turn + steps[n]
    end
    local more = #popped == 2 * LINED_UP -- if these were the last ones, it turns out next time
    if more then
      args[#args + 1] = turn
      args[#args + 1] = '~' .. key
    end
    lines[#lines + 1] = key
    lines[#lines + 1] = line_of(turn - steps[n], more, table.concat(jobs))
  end
  redis.call('HSET', P .. 'lines:' .. queue, unpack(lines))
end

-- How many turns each of these keys has until as many jobs have had theirs.
--   turns  the next turn of each key, in ascending order
--   until_others  the next turn of others
local function turns_due(turns, steps, most, until_others)
  local sum, speed, level = 0, 0, 0
  for n, turn in ipairs(turns) do
    sum, speed = sum + turn / steps[n], speed + 1 / steps[n]
    level = (most + sum) / speed
    if turns[n + 1] and level <= turns[n + 1] then break end
  end
  level = math.min(level, until_others)
  local due, carried = {}, 0
  for n, turn in ipairs(turns) do
    carried = carried + math.max(0, level - turn) / steps[n]
    due[n] = math.floor(carried + 1e-6)
    carried = carried - due[n]
  end
  return due
end

local SEVERAL = 4 -- from this many jobs of a key on, to pop them at once is cheaper than to give them turns

-- The turn of these keys has come, and all of their jobs wait behind the line.
--   ids  where jobs go whose turn it is
-- Answers whether others have got a turn.
local function take_behind_lines(queue, keys, turns, most, weighted, ids)
  local steps, args, lines = steps_of(queue, keys, weighted), {}, {}
  for n = 1, #keys do steps[n] = steps[n] or TURN end
  local others = tonumber(redis.call('ZRANGE', P .. 'turns:' .. queue, 0, 0, 'WITHSCORES')[2])
  local due = turns_due(turns, steps, most, others or math.huge)
  local few, few_turns, few_steps = {}, {}, {}
  for n, key in ipairs(keys) do
    if due[n] < SEVERAL then
      few[#few + 1], few_turns[#few + 1], few_steps[#few + 1] = key, turns[n], steps[n]
    else
      local popped = redis.call('ZPOPMIN', P .. 'turn:' .. queue .. ':' .. key, due[n])
      for i = 1, #popped, 2 do ids[#ids + 1] = popped[i] end
      local turn = turns[n] + #popped / 2 * steps[n]
      if #popped == 2 * due[n] then
        args[#args + 1] = turn
        args[#args + 1] = '~' .. key
      else
        lines[#lines + 1] = key
        lines[#lines + 1] = line_of(turn - steps[n], false, '')
      end
    end
  end
  if #few > 0 then line_up_more(queue, few, few_turns, few_steps, args) end
  if #args > 0 then redis.call('ZADD', P .. 'turns:' .. queue, unpack(args)) end
  if #lines > 0 then redis.call('HSET', P .. 'lines:' .. queue, unpack(lines)) end
  return #args > 0
end

-- Keys whose last turn is over need no line. Most of them are dropped, so that those that never come back take no room.
--   now  the turn that was last taken
--   n    how many jobs had their turn in this call
local function drop_lines(queue, now, n)
  local lines = P .. 'lines:' .. queue
  if redis.call('HLEN', lines) < 2 * redis.call('ZCARD', P .. 'turns:' .. queue) + 1000 then return end
  local some, over = redis.call('HRANDFIELD', lines, 3 * n, 'WITHVALUES'), {}
  for i = 1, #some, 2 do
    if string.sub(some[i + 1], LINE_HEAD, LINE_HEAD) == '-' and string.sub(some[i + 1], 1, 16) + TURN <= now then
      over[#over + 1] = some[i]
    end
  end
  if #over > 0 then redis.call('HDEL', lines, unpack(over)) end
end

-- Pops the jobs whose turns are next. Answers their ids, in that order, and whether more have got a turn in this call.
--   most  from 1 to 500
local function pop_turns(queue, most, weighted)
  local popped = redis.call('ZPOPMIN', P .. 'turns:' .. queue, most)
  if #popped == 0 then
    redis.call('UNLINK', P .. 'lines:' .. queue)
    return {}
  end
  local ids, keys, at = {}, {}, {}
  for i = 1, #popped, 2 do
    if string.byte(popped[i]) == 126 then -- ~
      keys[#keys + 1] = string.sub(popped[i], 2)
      at[#at + 1] = tonumber(popped[i + 1])
    else
      ids[#ids + 1] = popped[i]
    end
  end
  local more = #keys > 0 and take_behind_lines(queue, keys, at, most - #ids, weighted, ids)
  drop_lines(queue, tonumber(popped[#popped]), #popped / 2)
  return ids, more
end
