-- Shared by the scripts of the purge: what is kept, and the walk over the index.

-- Bulk jobs must outlive the many jobs that they submitted or changed.
local UNCOUNTED = { ['nightshift.import'] = true, ['nightshift.export'] = true, ['nightshift.operation'] = true }
local BULK_KINDS = { 'I', 'E', 'O' }

-- The final states, in the order of the words in "retention".
local ENDED = { 'D', 'F', 'C', 'E' }

-- How many succeeded bulk jobs each of these queues has. Bulk jobs are few: of those of a kind beyond the first 250, each counts in every
-- queue, so that jobs are kept rather than removed.
local function bulk_in(queues)
  local beyond, found = 0, {}
  for _, kind in ipairs(BULK_KINDS) do
    beyond = beyond + math.max(0, redis.call('ZCARD', P .. 'bulk:' .. kind) - 250)
    for _, id in ipairs(redis.call('ZRANGE', P .. 'bulk:' .. kind, 0, 249)) do
      local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
      if state_of(rec) == 'D' then
        local queue = names_of(rec)
        found[queue] = (found[queue] or 0) + 1
      end
    end
  end
  local of_queues = {}
  for queue in pairs(queues) do of_queues[queue] = (found[queue] or 0) + beyond end
  return of_queues
end

-- Finds out how many jobs are too many for each quota. Jobs of a queue with a quota of its own do not count for the installation's.
--   common    the quota of succeeded jobs in all other queues
--   own       the quotas of queues
--   in_force  whether the quota of a name is kept to in this walk
local function count_quotas(common, own, in_force)
  local fields, succeeded = { '*:D' }, {}
  for n, quota in ipairs(own) do fields[n + 1] = quota.name end
  local counts = redis.call('HMGET', P .. 'counts', unpack(fields))
  local bulk = 0
  for _, kind in ipairs(BULK_KINDS) do bulk = bulk + redis.call('ZCARD', P .. 'bulk:' .. kind) end
  local others = tonumber(counts[1] or 0) - bulk -- bulk jobs that have not ended are subtracted too: they are few
  for n, quota in ipairs(own) do
    local jobs = tonumber(counts[n + 1] or 0)
    if quota.state == 'D' then others = others - jobs end
    if in_force(quota.name) then
      quota.excess = jobs - quota.most
      if quota.state == 'D' and quota.excess > 0 then succeeded[quota.queue] = quota end
    end
  end
  if in_force(common.name) then common.excess = others - common.most end
  if bulk > 0 and next(succeeded) then
    for queue, jobs in pairs(bulk_in(succeeded)) do succeeded[queue].excess = succeeded[queue].excess - jobs end
  end
end

-- The rules for the final states of a queue, which "retention" has as a text of eight words: for each of the states in ENDED the age in
-- ms, and how many jobs are kept at most. '-' stands for the rule of the installation.
--   common  the rules of the installation
--   quotas  gets the quotas of the queue
local function own_rules(queue, text, common, quotas)
  local rules, words = { youngest = math.huge }, string.gmatch(text, '%S+')
  for _, state in ipairs(ENDED) do
    local age, most = tonumber(words()) or common[state].age, tonumber(words())
    local quota = common[state].quota
    if most then
      quota = { name = queue .. ':' .. state, queue = queue, state = state, most = most, excess = 0 }
      quotas[#quotas + 1] = quota
    end
    rules[state] = { age = age, quota = quota }
    rules.youngest = math.min(rules.youngest, age)
  end
  return rules
end

-- The rules: for each final state the age in ms at which its jobs go, and the quota, which knows how many of its jobs are too many.
-- All that the purge knows about what is kept is here and in is_ripe(), which finds the rule for a job.
--   first  number of the first of four ARGV: ms that succeeded, canceled and expired jobs are kept, ms that dead jobs are kept, how
--          many succeeded jobs are kept at most, and the names of the quotas that this walk keeps to, each between two line feeds.
--          'all' stands for all. A walk must not keep to a quota that was exceeded only after it had skipped jobs.
local function read_rules(first)
  local age, age_dead, names = tonumber(ARGV[first]), tonumber(ARGV[first + 1]), ARGV[first + 3]
  local succeeded, none = { name = '*', most = tonumber(ARGV[first + 2]), excess = 0 }, { excess = 0 }
  local common = {
    D = { age = age, quota = succeeded },
    F = { age = age_dead, quota = none },
    C = { age = age, quota = none },
    E = { age = age, quota = none },
    youngest = math.min(age, age_dead),
  }
  local own, quotas, youngest = {}, {}, common.youngest
  local texts = redis.call('HGETALL', P .. 'retention')
  for i = 1, #texts, 2 do
    own[texts[i]] = own_rules(texts[i], texts[i + 1], common, quotas)
    youngest = math.min(youngest, own[texts[i]].youngest)
  end
  count_quotas(succeeded, quotas, function(name) return names == 'all' or string.find(names, '\n' .. name .. '\n', 1, true) end)
  quotas[#quotas + 1] = succeeded
  local over = 0
  for _, quota in ipairs(quotas) do
    if quota.excess > 0 then over = over + 1 end
  end
  return {
    common = common,
    own = next(own) and own, -- nil where no queue has rules: no queue is read from a record then
    quotas = quotas,
    over = over, -- how many quotas are exceeded
    youngest = youngest,
    id = redis.sha1hex(table.concat(texts, ' ')),
    wake = 2 ^ 53, -- when the first of the jobs that stay can be ripe
    counted = {}, -- the names of the quotas for which jobs that stay count, '?' for any
  }
end

-- Notes what is known of a job that stays. A job that has not succeeded can be retried, and end in each way.
local function note_stay(rules, of_queue, state, ripe_at, now)
  if state == 'D' then
    rules.wake = math.min(rules.wake, ripe_at)
    rules.counted[of_queue.D.quota.name] = true
  else
    rules.wake = math.min(rules.wake, ripe_at, now + of_queue.youngest)
    for _, any in ipairs(ENDED) do
      local name = of_queue[any].quota.name
      if name then rules.counted[name] = true end
    end
  end
end

-- Whether a job's retention has ended. If so, the job no longer counts as one too many.
local function is_ripe(rules, rec, now)
  local state = state_of(rec)
  if state == '' then return false end
  if not rules.common[state] then
    rules.wake = math.min(rules.wake, now + rules.youngest)
    rules.counted['?'] = true
    return false
  end
  -- names_of() would cost more
  local own = rules.own and rules.own[string.sub(rec, 71, string.find(rec, '\n', 71, true) - 1)]
  local of_queue = own or rules.common
  local rule = of_queue[state]
  if rule.quota.excess > 0 then
    local _, task = names_of(rec)
    if not UNCOUNTED[task] then
      rule.quota.excess = rule.quota.excess - 1
      if rule.quota.excess == 0 then rules.over = rules.over - 1 end
      return true
    end
  end
  local ripe_at = tonumber(string.sub(rec, 11, 23)) + rule.age
  if now >= ripe_at then return true end
  note_stay(rules, of_queue, state, ripe_at, now)
  return false
end

-- The time in ms from which on no submitted job can be ripe.
local function end_of_ripe(rules, now) return rules.over > 0 and math.huge or now - rules.youngest + 1 end

-- What a call has learned about the jobs that it looked at, for the walks that follow: the time, when the first of those that stay can
-- be ripe, for which quotas they count, the quotas that are still exceeded, and what changes with the rules.
local function report(rules, now)
  local counted, exceeded = {}, {}
  for name in pairs(rules.counted) do counted[#counted + 1] = name end
  for _, quota in ipairs(rules.quotas) do
    if quota.excess > 0 then exceeded[#exceeded + 1] = quota.name end
  end
  return { now, rules.wake, table.concat(counted, '\n'), table.concat(exceeded, '\n'), rules.id }
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
--   till      where to stop, a position; empty for nowhere
--   limit     answers the time in ms from which on entries do not matter
--   visit     gets an id and the head of the job's record, empty if it is gone. Answers whether the job is gone now, and
--             whether to stop behind it
-- Answers where to continue, empty if nothing follows, and how many jobs were looked at.
local function walk(position, most, till, limit, visit)
  local begun, seen = string.match(position, '^(.*)%.(%d+)$')
  local last, last_seen = string.match(till, '^(.*)%.(%d+)$')
  local from, to, looks, met, asked = begun or '-', till, 0, 0, 1
  local stop, empty = false, {}

  -- Answers how many of an entry's jobs have been looked at, and whether the others are all gone.
  local function look_at(ids, before, upto)
    local all_gone = true
    for at = 22 * before + 1, 22 * upto, 22 do
      local id = string.sub(ids, at, at + 21)
      local is_gone, enough = visit(id, redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1))
      all_gone = all_gone and is_gone
      looks = looks + 1
      stop = enough or looks >= most
      if stop then return (at + 21) / 22, all_gone end
    end
    return upto, all_gone
  end

  repeat
    local entries = redis.call('XRANGE', P .. 'index', from, last or '+', 'COUNT', asked)
    local over = #entries < asked
    for _, entry in ipairs(entries) do
      local name, ids = entry[1], entry[2][2]
      if tonumber(string.match(name, '^%d+')) >= limit() then
        over, to = true, ''
        break
      end
      local before = name == begun and tonumber(seen) or 0
      local after, all_gone = look_at(ids, before, name == last and tonumber(last_seen) or #ids / 22)
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
