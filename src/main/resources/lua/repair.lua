-- Shared by the scripts of the self-audit: who may repair, and what a call has found. Needs aside and expiry.
--
-- Each check reads the record of a job and what is derived from it in the same call that repairs. All changes of a job are scripts too, so
-- a job that is just moving is seen before or after its move, and never in the middle.

local LATEST_LEASE_MS = 900000 -- no lease is longer than ten minutes

-- Only the server that holds the audit repairs. One that hung for a while must not continue what another one has started meanwhile.
--   token  begins with how long it holds the audit without a call, in ms, and a colon
local function is_held_by(token)
  if redis.call('GET', P .. 'integrity') ~= token then return false end
  redis.call('PEXPIRE', P .. 'integrity', string.match(token, '^%d+'))
  return true
end

local findings = {} -- for the answer: a kind, '!' before it if it was not repaired, a blank, and what it is

local function found(kind, what) findings[#findings + 1] = kind .. ' ' .. what end

-- This call has met a record of a later version. It repairs nothing that this record can explain, and the audit ends with its answer.
local met_later_version = false
local function meet_later_version(id)
  if not met_later_version then findings[#findings + 1] = 'later ' .. id end
  met_later_version = true
end

local FIXED = '^[12][SRBXTDFCE][1-9][01d]' .. string.rep('%d', 23) .. string.rep('.', 20) .. string.rep('%d', 23)
local NAMES = '[%w][%w._-]*\n[%w][%w._:-]*\n'

-- Whether the head of a record can be read by all scripts.
local function is_readable(rec)
  if not string.find(rec, FIXED) or not string.find(rec, '^' .. NAMES, 71) then return false end
  return string.sub(rec, 1, 1) == '1' or string.find(rec, '^' .. NAMES .. '[^\n]*\n', 71) ~= nil
end

-- The head of a job's record, nil if there is none that can be read; look at met_later_version before you repair because of that.
local function head_of(id)
  local rec = redis.pcall('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  if type(rec) == 'string' and is_of_later_version(rec) then meet_later_version(id) end
  return type(rec) == 'string' and is_readable(rec) and rec or nil
end

-- The same if the job has the unique key and has not ended.
local function live_with(id, key)
  local rec = #id == 22 and head_of(id)
  if not rec then return nil end
  local _, _, names = names_of(rec)
  local has = attribute(attributes_of(rec, names), 'u') == key
  return has and not string.find('DFCE', state_of(rec), 1, true) and rec or nil
end

-- Whether a field of "lines" has the form that lines.lua describes.
local function is_line(line)
  return string.find(line, '^' .. string.rep('%d', 16) .. '[+-]') ~= nil and (#line - LINE_HEAD) % LINE_JOB == 0
end

-- A job that has no place gets the one that it would have: in its queue's list in the order of the jobs, or by its key's turn.
--   jobs  for each its id and its record
local function give_place(jobs)
  local of_queues = {}
  for _, job in ipairs(jobs) do
    local id, rec = job[1], job[2]
    local queue, _, names = names_of(rec)
    local of_queue = of_queues[queue] or { turns = {}, lists = {} }
    of_queues[queue] = of_queue
    local priority, since = priority_of(rec), string.sub(rec, 11, 23)
    table.insert(of_queue.turns, { id, key_of(rec, names), ms(aged(priority, since)) })
    of_queue.lists[priority] = of_queue.lists[priority] or {}
    table.insert(of_queue.lists[priority], since .. id)
  end
  for queue, of_queue in pairs(of_queues) do
    local fair = fair_limits(queue)
    if fair then
      into_turns(queue, of_queue.turns, string.sub(fair, -1) == '1')
      redis.call('SADD', P .. 'active', queue)
    else
      for priority, list in pairs(of_queue.lists) do put_back(queue, priority, list) end
    end
    events[#events + 1] = 'F-' .. queue .. '\n' -- workers look again
  end
end
