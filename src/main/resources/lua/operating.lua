-- Shared by the scripts of operations. Needs unique.
--
-- Their last ARGV are
--   action  one character: R (retry), C (cancel), D (delete), P (reprioritize) or M (move)
--   value   the priority, or the queue; '' for other actions
--   states  codes of the states that the operation is for, '' for all
--   until   time in ms: jobs created later are left alone
--   jobs    two for each, at most 500: its id, and its attempt number when it was found to fit; '?' if it could not be read
--
-- Each job has a result, one character:
--   d  done, or the action applies
--   f  its record cannot be read        g  it is gone
--   x  it was created later             c  it has changed since it was found, and no longer fits
--   o  it is a job of Nightshift itself n  it is already as the action would make it
--   r  it runs                          s  the action does not apply in its state
--   u  a live job has its unique key

local OWN = 'nightshift.'

-- Whether a live job has a unique key, or is about to get it.
local function is_held_by_other(key, id)
  local held = redis.call('GET', P .. 'unique:' .. key) or ''
  for from = 1, #held, 22 do
    local holder = string.sub(held, from, from + 21)
    local rec = holder ~= id and with_key(holder, key)
    if rec and not FINAL[state_of(rec)] then return true end
  end
  return false
end

local function retry_result(id, rec, state)
  if state == 'X' then return 'r' end
  if not (state == 'T' or state == 'F' or state == 'C' or state == 'E') then return 's' end
  local _, _, names = names_of(rec)
  local unique = attribute(attributes_of(rec, names), 'u')
  return unique and is_held_by_other(unique, id) and 'u' or 'd'
end

local RESULT = {
  R = retry_result,
  C = function(_, rec, state)
    if state == 'X' then return cancel_requested(rec) and 'n' or 'd' end
    return FINAL[state] and 's' or 'd'
  end,
  D = function(_, _, state) return state == 'X' and 'r' or 'd' end,
  P = function(_, rec, state, value)
    if state == 'X' then return 'r' end
    if FINAL[state] then return 's' end
    return priority_of(rec) == value and 'n' or 'd'
  end,
  M = function(_, rec, state, value)
    if state == 'X' then return 'r' end
    return names_of(rec) == value and 'n' or 'd'
  end,
}

-- What becomes of a job.
--   attempt  its number when it was found
--   first    where action, value, states and until are in ARGV
local function result_of(id, rec, attempt, first)
  if rec == '' then return 'g' end
  local version, state = string.sub(rec, 1, 1), state_of(rec)
  if attempt == '?' or version ~= '1' and version ~= '2' then return 'f' end
  if tonumber(string.sub(rec, 48, 60)) > tonumber(ARGV[first + 3]) then return 'x' end
  if ARGV[first + 2] ~= '' and not string.find(ARGV[first + 2], state, 1, true) then return 'c' end
  if state ~= 'X' and string.sub(rec, 24, 27) ~= attempt then return 'c' end
  local _, task = names_of(rec)
  if string.sub(task, 1, #OWN) == OWN then return 'o' end
  return RESULT[ARGV[first]](id, rec, state, ARGV[first + 1])
end
