-- Shared by all scripts: the layout of a job's record, and the bookkeeping of a batch of state changes.
--
-- KEYS[1] is the namespace's key prefix. Every key touched begins with it and shares its hash tag, hence one slot.
--
-- A record is one string:
--    1      version of the layout, a digit: '1', or '2' with attributes
--    2      state code              \
--    3      priority, 1 to 9         |
--    4      flag                    |
--    5-8    attempts not charged     |  changes with the state,
--    9-10   attempts lost            |  overwritten in place
--   11-23   state since, or due (ms) |
--   24-27   attempt number           |
--   28-47   lease token             /
--   48-60   created at (ms)
--   61-64   bytes of meta
--   65-70   bytes of args
--   71-     queue '\n' task '\n', in version 2 attributes '\n', then meta, args and the history, which the scripts never look
--           into.
-- The flag is 1 if the job runs and was asked to stop, d if it is dead because of its deadline, else 0.
-- Attributes are options of the job that the scripts look at. Each is a tab, a letter, and a value without control characters:
--   k  key within the queue, at most 100 bytes
--   u  unique key, at most 200 bytes
--   b  latest time for the first start, in ms
--   d  latest time for all attempts together, in ms
--   s  name of the schedule that submitted it, at most 100 bytes
--   h  its destination, the host that it calls, at most 260 bytes
--   f  the failure group of its latest failure, 16 bytes
-- A history entry is its text followed by the text's length in six digits, so that the newest is found from the end.

local P = KEYS[1]
local HEAD_READ = 1024 -- the fixed part, the longest names and attributes

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function ms(n) return string.format('%013d', n) end

-- Whether a later version of Nightshift has written a record. What else it means, and what belongs to it, only that version knows.
local function is_of_later_version(rec) return string.find(rec, '^[3-9]') ~= nil end

local function state_of(rec) return string.sub(rec, 2, 2) end
local function priority_of(rec) return string.sub(rec, 3, 3) end
local function cancel_requested(rec) return string.sub(rec, 4, 4) == '1' end
local function lease_of(rec) return string.sub(rec, 24, 47) end -- attempt number and token

-- queue, task, and both as they stand in the record
local function names_of(rec)
  local q = string.find(rec, '\n', 71, true)
  local t = string.find(rec, '\n', q + 1, true)
  return string.sub(rec, 71, q - 1), string.sub(rec, q + 1, t - 1), string.sub(rec, 71, t)
end

-- all attributes as they stand in the record: '' for most jobs
--   names  as they stand in the record
local function attributes_of(rec, names)
  if string.sub(rec, 1, 1) == '1' then return '' end
  local from = 71 + #names
  return string.sub(rec, from, string.find(rec, '\n', from, true) - 1)
end

-- an attribute's value, nil if the job does not have it
local function attribute(attributes, letter)
  return attributes ~= '' and string.match(attributes, '\t' .. letter .. '([^\t]*)') or nil
end

-- how many bytes stand before the meta
local function bytes_before_meta(rec, names)
  return 70 + #names + (string.sub(rec, 1, 1) == '1' and 0 or #attributes_of(rec, names) + 1)
end

-- the job's key within its queue, '' if it has none
local function key_of(rec, names) return attribute(attributes_of(rec, names), 'k') or '' end

-- the same without the names, nil if it has none
local function key_in(rec)
  return string.sub(rec, 1, 1) ~= '1' and string.match(rec, '^[^\n]*\n[^\n]*\n[^\n]-\tk([^\t\n]*)', 71) or nil
end

-- state changes of this call, written together by flush()
local events, deltas, ready, flows = {}, {}, {}, {}

-- Lists find jobs in these states by a sorted set for each state and queue, in order of their ids. Where most jobs are,
-- and where every job passes, there is none: it would cost each job of the hot path two more writes.
local INDEXED = { S = true, T = true, F = true, C = true, E = true }
local came, went = {}, {} -- ids by the end of their set's key

local function note(ids_of, state, queue, id)
  local key = state .. ':' .. queue
  local ids = ids_of[key]
  if not ids then
    ids = {}
    ids_of[key] = ids
  end
  ids[#ids + 1] = id
end

local function add_to_index(key, ids)
  local args = {}
  for _, id in ipairs(ids) do
    args[#args + 1] = 0
    args[#args + 1] = id
  end
  return redis.call('ZADD', P .. 'state:' .. key, unpack(args))
end

local function add(sums, queue, what, n)
  local of_queue = sums[queue]
  if not of_queue then
    of_queue = {}
    sums[queue] = of_queue
  end
  of_queue[what] = (of_queue[what] or 0) + n
end

local function count(queue, state, n) add(deltas, queue, state, n) end

-- Jobs that this call removes or moves to another queue, for a recount that may be under way: id, state, time of that, and when it was
-- created, as the record has them, and the queue; or '?' and a queue that cannot be counted now.
local removals, noted_removals = {}, {}

local function note_removal(id, rec, queue)
  removals[#removals + 1] = id .. state_of(rec) .. string.sub(rec, 11, 23) .. string.sub(rec, 48, 60) .. queue
  noted_removals[queue] = (noted_removals[queue] or 0) + 1
end

local function note_uncountable(queue) removals[#removals + 1] = '?' .. queue end

local function flow(queue, kind, n) add(flows, queue, kind, n or 1) end

-- What the index for search no longer has right, as marks: the first characters of a job's id, which stand for about a second
-- of the time when ids were made, with 's' if only states have changed and 'a' if anything has. Jobs that are ready and those that
-- run are the same to it, and new jobs are not in it yet: a submit and a claim leave no marks.
local MARK_LENGTH = 7
local WORKABLE = { R = true, X = true }
local marks = {}

local function mark(id, what)
  local made = string.sub(id, 1, MARK_LENGTH)
  if marks[made] ~= 'a' then marks[made] = what end
end

local function announce(state, id, names)
  local n = #events
  events[n + 1], events[n + 2], events[n + 3], events[n + 4] = 'J', state, id, names
end

-- a schedule was created (n), changed (c), paused (p), resumed (r), deleted (d), or its runs were fired or left out (f)
local function announce_schedule(change, name) events[#events + 1] = 'S' .. change .. name .. '\n' end

-- a job left one state (nil for a new job) and came into another
local function moved(queue, from, to, id, names)
  if from then count(queue, from, -1) end
  count(queue, to, 1)
  if INDEXED[from] then note(went, from, queue, id) end
  if INDEXED[to] then note(came, to, queue, id) end
  if from and not (WORKABLE[from] and WORKABLE[to]) then mark(id, 's') end
  announce(to, id, names)
end

local keys_of_ready = {} -- keys of the jobs that have one, by id

-- the job is in state R and waits in its queue's list, or for its key's turn
--   key  of the job, '' for none
local function make_ready(queue, priority, id, key)
  local of_list = queue .. ':' .. priority
  local list = ready[of_list]
  if not list then
    list = {}
    ready[of_list] = list
  end
  list[#list + 1] = id
  if key ~= '' then keys_of_ready[id] = key end
end

-- A job of lower priority comes before jobs of the next higher one that became ready this much later, so that none waits for ever.
local AGING_MS = 15000

-- when the job became ready, in 13 digits or as a number, put off by its priority
local function aged(priority, since) return tonumber(since) + (tonumber(priority) - 1) * AGING_MS end

-- Sorted sets with times as scores, for each of which schedulers have a timer. It ends at the first time in the set, and after this
-- many ms at the latest. So a time has to be announced only if it comes within these ms and is the new first.
local TIMER_MS = { due = 1000, expiry = 5000, schedules = 5000 }
local TOGETHER_MS = 5
local earliest = {} -- time that this call has put into each

-- This call puts a time into one of these sets; flush() has to follow.
local function note_time(set, at)
  if not earliest[set] or at < earliest[set] then earliest[set] = at end
end

-- In how many ms a scheduler has to look at a set again; 0 if there is more to do at once. What is due within a few ms is taken
-- together.
local function timer(set, now)
  local first = tonumber(redis.call('ZRANGE', P .. set, 0, 0, 'WITHSCORES')[2])
  if not first then return TIMER_MS[set] end
  return first <= now and 0 or math.max(TOGETHER_MS, math.min(TIMER_MS[set], first - now))
end

-- Servers of earlier versions do not know these events, and skip what follows one: they come last.
local function announce_times(now)
  for set, at in pairs(earliest) do
    if at < now + TIMER_MS[set] and tonumber(redis.call('ZRANGE', P .. set, 0, 0, 'WITHSCORES')[2]) == at then
      events[#events + 1] = 'T' .. string.sub(set, 1, 1) .. '\n'
    end
  end
end

-- The job may start at this time, in ms; flush() has to follow.
local function await_due(id, at)
  redis.call('ZADD', P .. 'due', at, id)
  note_time('due', at)
end

-- The job has ended. If the schedule that submitted it waits for that, its turn is now; flush() has to follow.
local function wake_schedule(attributes, now)
  local schedule = attribute(attributes, 's')
  if schedule and redis.call('HGET', P .. 'schedule:' .. schedule, 'waits') == '1' then
    redis.call('ZADD', P .. 'schedules', 'XX', now, schedule)
    note_time('schedules', now)
  end
end

-- whether a job that is ready waits in this list; its entry in another one is skipped
local function waits_in(list, rec)
  local queue = names_of(rec)
  return list == P .. 'ready:' .. queue .. ':' .. priority_of(rec)
end

-- The record of the first ready job in a list, if there is one. Entries before it stand for jobs that were canceled while they
-- waited there, or wait elsewhere now: those are dropped, up to 500.
local function first_ready(list)
  for _ = 1, 500 do
    local id = redis.call('LINDEX', list, 0)
    if not id then return nil end
    local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
    if state_of(rec) == 'R' and waits_in(list, rec) then return rec end
    redis.call('LPOP', list)
  end
end
