-- Shared by the scripts of the purge: what is kept, and the walk over the index.

-- Imports and exports must outlive the many jobs that they submitted.
local UNCOUNTED = { ['nightshift.import'] = true, ['nightshift.export'] = true }

-- How many succeeded jobs are too many if this many may be kept besides imports and exports. Imports and
-- exports that have not ended are subtracted too: they are few.
local function excess_over(most)
  local bulk = redis.call('ZCARD', P .. 'bulk:I') + redis.call('ZCARD', P .. 'bulk:E')
  return tonumber(redis.call('HGET', P .. 'counts', '*:D') or 0) - bulk - most
end

-- The rules: for each final state the age in ms at which its jobs go, and how many of its jobs are too many. All that the purge
-- knows about what is kept is here and in is_ripe(), which finds the rule for a job.
--   first  number of the first of three ARGV: ms that succeeded, canceled and expired jobs are kept, ms that dead jobs
--          are kept, how many succeeded jobs are kept at most
local function read_rules(first)
  local age, age_dead = tonumber(ARGV[first]), tonumber(ARGV[first + 1])
  return {
    D = { age = age, excess = excess_over(tonumber(ARGV[first + 2])) },
    F = { age = age_dead, excess = 0 },
    C = { age = age, excess = 0 },
    E = { age = age, excess = 0 },
  }
end

-- Whether a job's retention has ended. If so, the job no longer counts as one too many.
local function is_ripe(rules, rec, now)
  local rule = rules[state_of(rec)]
  if not rule then return false end
  if rule.excess > 0 then
    local _, task = names_of(rec)
    if not UNCOUNTED[task] then
      rule.excess = rule.excess - 1
      return true
    end
  end
  return now - tonumber(string.sub(rec, 11, 23)) >= rule.age
end

-- The time in ms from which on no submitted job can be ripe.
local function end_of_ripe(rules, now)
  local from = 0
  for _, rule in pairs(rules) do
    if rule.excess > 0 then return math.huge end
    from = math.max(from, now - rule.age + 1)
  end
  return from
end

-- whether one of the first jobs of an entry is still there
local function is_any_there(ids, jobs)
  local keys = {}
  for at = 1, 22 * jobs, 22 do keys[#keys + 1] = P .. 'job:' .. string.sub(ids, at, at + 21) end
  return #keys > 0 and redis.call('EXISTS', unpack(keys)) > 0
end

-- Looks at jobs in the order of the index, from the oldest on, and removes entries whose jobs are all gone.
--   position  where to continue, as an earlier call answered; empty at the beginning
--   most      how many jobs to look at, at most 500
--   limit     answers the time in ms from which on entries do not matter
--   visit     gets an id and the head of the job's record, empty if it is gone. Answers whether the job is gone now, and
--             whether to stop behind it
-- Answers where to continue, empty if nothing follows, and how many jobs were looked at.
local function walk(position, most, limit, visit)
  local begun, seen = string.match(position, '^(.*)%.(%d+)$')
  local from, to, looks, met, asked = begun or '-', '', 0, 0, 1
  local stop, empty = false, {}

  -- Answers how many of an entry's jobs have been looked at, and whether the others are all gone.
  local function look_at(ids, before)
    local all_gone = true
    for at = 22 * before + 1, #ids, 22 do
      local id = string.sub(ids, at, at + 21)
      local is_gone, enough = visit(id, redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1))
      all_gone = all_gone and is_gone
      looks = looks + 1
      stop = enough or looks >= most
      if stop then return (at + 21) / 22, all_gone end
    end
    return #ids / 22, all_gone
  end

  repeat
    local entries = redis.call('XRANGE', P .. 'index', from, '+', 'COUNT', asked)
    local over = #entries < asked
    for _, entry in ipairs(entries) do
      local name, ids = entry[1], entry[2][2]
      if tonumber(string.match(name, '^%d+')) >= limit() then
        over = true
        break
      end
      local before = name == begun and tonumber(seen) or 0
      local after, all_gone = look_at(ids, before)
      if all_gone and after > before and after == #ids / 22 and not is_any_there(ids, before) then
        empty[#empty + 1] = name
      end
      if stop then
        to = name .. '.' .. after
        break
      end
      from, met = '(' .. name, met + 1
    end
    -- entries have from one job to 500, so how many to ask for is learned on the way
    asked = math.max(1, math.min(4 * asked, math.ceil((most - looks) * met / math.max(looks, 1))))
  until stop or over
  if #empty > 0 then redis.call('XDEL', P .. 'index', unpack(empty)) end
  return to, looks
end
