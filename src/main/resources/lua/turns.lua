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
      if state_of(rec) == 'R' then
        local _, _, names = names_of(rec)
        jobs[#jobs + 1] = { id, key_of(rec, names), ms(aged(priority_of(rec), string.sub(rec, 11, 23))) }
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
--   args   for add_turns()
local function line_up_more(queue, keys, turns, steps, args)
  local lines = {}
  for n, key in ipairs(keys) do
    local popped, turn, jobs = redis.call('ZPOPMIN', P .. 'turn:' .. queue .. ':' .. key, LINED_UP), turns[n], {}
    for i = 1, #popped, 2 do
      args[#args + 1] = text_of(turn)
      args[#args + 1] = popped[i]
      jobs[i], jobs[i + 1] = ms(popped[i + 1]), popped[i]
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

-- Up to which turn jobs start if this many do.
--   popped  jobs with a turn and keys with '~', each followed by its turn, in ascending order; at least one key
--   steps   by '~' and the key
--   others  the first turn of those that were not popped
local function level_of(popped, steps, most, others)
  local done, speed, level = 0, 0, 0
  for i = 1, #popped, 2 do
    local turn = tonumber(popped[i + 1])
    local until_here = done + (turn - level) * speed
    if until_here >= most then break end
    done, level = until_here, turn
    if steps[popped[i]] then speed = speed + 1 / steps[popped[i]] else done = done + 1 end
  end
  return math.min(level + (most - done) / speed, others)
end

local SEVERAL = 4 -- from this many jobs of a key on, to pop them at once is cheaper than to give them turns

-- Jobs of these keys that wait behind the line have their turns.
--   due   of each key, how many
--   args  for add_turns()
--   ids   where the jobs go
local function take_behind_lines(queue, keys, turns, steps, due, args, ids)
  local lines = {}
  for n, key in ipairs(keys) do
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
  if #lines > 0 then redis.call('HSET', P .. 'lines:' .. queue, unpack(lines)) end
end

-- The turn of some keys has come, and their jobs wait behind the line. If that is so for many keys, they get turns. If
-- few keys have jobs, as many of their jobs are taken as have a turn before those of others.
--   popped  as level_of() has it
-- Answers the ids of jobs whose turns are next, and whether others have a turn.
local function take_turns(queue, popped, keys, most, weighted)
  local steps, ids, args = {}, {}, {}
  for n, step in pairs(steps_of(queue, keys, weighted)) do steps['~' .. keys[n]] = step end
  for _, key in ipairs(keys) do steps['~' .. key] = steps['~' .. key] or TURN end
  local others = tonumber(redis.call('ZRANGE', P .. 'turns:' .. queue, 0, 0, 'WITHSCORES')[2]) or math.huge
  local level = level_of(popped, steps, most, others)
  local several = { keys = {}, turns = {}, steps = {}, due = {} }
  local few = { keys = {}, turns = {}, steps = {} }
  local room, carried = most, 0
  for i = 1, #popped, 2 do
    local step, turn = steps[popped[i]], tonumber(popped[i + 1])
    if step and turn <= level then
      carried = carried + (level - turn) / step
      local due = math.floor(carried + 1e-6)
      carried, room = carried - due, room - due
      local of = due < SEVERAL and few or several
      local n = #of.keys + 1
      of.keys[n], of.turns[n], of.steps[n] = string.sub(popped[i], 2), turn, step
      if of == several then of.due[n] = due end
    end
  end
  for i = 1, #popped, 2 do
    local step, turn = steps[popped[i]], tonumber(popped[i + 1])
    if not step and turn <= level and room > 0 then
      ids[#ids + 1] = popped[i]
      room = room - 1
    elseif not step or turn > level then
      args[#args + 1] = turn
      args[#args + 1] = popped[i]
    end
  end
  take_behind_lines(queue, several.keys, several.turns, several.steps, several.due, args, ids)
  if #few.keys > 0 then line_up_more(queue, few.keys, few.turns, few.steps, args) end
  add_turns(queue, args)
  return ids, #args > 0 or others < math.huge
end

-- Keys whose last turn is over need no line. Most of them are dropped, so that those that never come back take no room.
--   now  a turn that has come
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

-- Pops the jobs whose turns are next. Answers their ids, in that order, and if there are none, whether others have a turn.
--   most  from 1 to 500
local function pop_turns(queue, most, weighted)
  local popped = redis.call('ZPOPMIN', P .. 'turns:' .. queue, most)
  if #popped == 0 then
    redis.call('UNLINK', P .. 'lines:' .. queue)
    return {}
  end
  local ids, keys = {}, {}
  for i = 1, #popped, 2 do
    if string.byte(popped[i]) == 126 then -- ~
      keys[#keys + 1] = string.sub(popped[i], 2)
    else
      ids[#ids + 1] = popped[i]
    end
  end
  drop_lines(queue, tonumber(popped[2]), #popped / 2)
  if #keys == 0 then return ids end
  return take_turns(queue, popped, keys, most, weighted)
end
