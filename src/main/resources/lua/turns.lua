-- Shared by the scripts that take jobs by turns, or out of them.
--
-- In a fair queue, ready jobs do not stand in the lists. Each job key has a sorted set "turn:<queue>:<key>" of its jobs. "turns:<queue>"
-- has the keys by how many turns each has had: the key with the fewest is next, and a key that comes in begins with as many as
-- the one that is next. Jobs without a key share the key ''. lib.lua puts jobs there.

-- The jobs of the lists of a queue that has become fair, or of jobs that came back: at most this many go to their keys.
-- Answers how many entries left the lists.
local function lists_into_turns(queue, lists, most)
  local moved_now = 0
  while moved_now < most do
    local popped = redis.call('LMPOP', 9, lists[1], lists[2], lists[3], lists[4], lists[5], lists[6], lists[7], lists[8], lists[9],
      'LEFT', 'COUNT', most - moved_now)
    if not popped then break end
    local jobs = {}
    for _, id in ipairs(popped[2]) do
      local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
      if rec ~= '' and state_of(rec) == 'R' then
        local _, _, names = names_of(rec)
        jobs[#jobs + 1] = { id, key_of(rec, names), aged(priority_of(rec), string.sub(rec, 11, 23)) }
      end
    end
    into_turns(queue, jobs)
    moved_now = moved_now + #popped[2]
  end
  return moved_now
end

local TURN = 1000 -- how much a turn adds to a key's score; whole numbers are the cheapest for Redis

local function weights_of(queue, keys, weighted)
  if not weighted then return {} end
  local weights = {}
  for n, weight in ipairs(redis.call('HMGET', P .. 'weights:' .. queue, unpack(keys))) do
    weights[n] = tonumber(weight or nil)
  end
  return weights
end

-- Pops jobs so that all keys come to have had the same number of turns, as far as that many jobs allow. Answers their ids, in
-- the order in which they should start; none if no job stands in turns.
--   most  from 1 to 500
local function pop_turns(queue, most, weighted)
  local turns = P .. 'turns:' .. queue
  local first = redis.call('ZRANGE', turns, 0, most - 1, 'WITHSCORES')
  if #first == 0 then return {} end
  local keys, had = {}, {}
  for i = 1, #first, 2 do
    keys[#keys + 1] = first[i]
    had[#had + 1] = first[i + 1] / TURN
  end
  local weights = weights_of(queue, keys, weighted)

  -- the number of turns up to which this many jobs bring the first keys
  local sum, weight, level, last = 0, 0, 0, #keys
  for n = 1, #keys do
    local w = weights[n] or 1
    sum, weight = sum + had[n] * w, weight + w
    level = (most + sum) / weight
    if n < #keys and level <= had[n + 1] then
      last = n
      break
    end
  end

  local ids, scores, empty, carried = {}, {}, {}, 0
  for n = 1, last do
    local w = weights[n] or 1
    carried = carried + (level - had[n]) * w
    local due = math.floor(carried + 1e-6)
    carried = carried - due
    if due > 0 then
      local popped = redis.call('ZPOPMIN', P .. 'turn:' .. queue .. ':' .. keys[n], due)
      for i = 1, #popped, 2 do ids[#ids + 1] = popped[i] end
      if #popped < 2 * due then
        empty[#empty + 1] = keys[n]
      else
        scores[#scores + 1] = math.floor((had[n] + due / w) * TURN + 0.5)
        scores[#scores + 1] = keys[n]
      end
    end
  end
  if #scores > 0 then redis.call('ZADD', turns, unpack(scores)) end
  if #empty > 0 then redis.call('ZREM', turns, unpack(empty)) end
  if #ids == 0 and #empty == 0 then return {} end
  return ids, #empty > 0
end
