-- Shared by the scripts that send jobs again. Needs unique, expiry and failures.

local SENT_AGAIN = { T = true, F = true, C = true, E = true }

local left_by_retry = {} -- ids by the state that they leave

-- Retries a job at once, with a full set of attempts. Its startBy or its deadline no longer counts if it has passed.
-- flush_retried(), flush_failures() and flush() have to follow.
--   rec    its record, or the head of it
--   whole  its record with other args; nil if they stay
-- Answers 'H' with the state's code and the id of the live job that has its unique key, else 'C' (changed) or 'X' (refused) and the
-- state's code.
local function retry(id, rec, whole, now)
  local key, state = P .. 'job:' .. id, state_of(rec)
  if not SENT_AGAIN[state] then return 'X' .. state end

  local queue, _, names = names_of(rec)
  local head = rec
  rec = whole or rec
  local attributes = attributes_of(rec, names)
  local unique = attribute(attributes, 'u')
  if unique then
    local holder, held = holder_of(unique, now)
    if holder and holder ~= id then return 'H' .. state_of(held) .. holder end
    hold(unique, id)
  end
  if whole then mark(id, 'a') end
  -- earlier attempts no longer count
  local fixed = 'R' .. priority_of(rec) .. '0' .. string.sub(rec, 24, 27) .. '00' .. ms(now)
  local late, group = is_late(rec, now), attribute(attributes, 'f')
  if whole or late or group then
    if not whole and #head == HEAD_READ then rec = redis.call('GET', key) end
    local rest = string.sub(rec, 71 + #names + #attributes)
    if group then
      regroup(id, group, state, queue, nil, 'R', queue)
      attributes = without_group(attributes)
    end
    if late then attributes = string.gsub(attributes, '\t[bd](%d+)', function(at) return now > tonumber(at) and '' or nil end) end
    redis.call('SET', key, string.sub(rec, 1, 1) .. fixed .. string.sub(rec, 24, 70) .. names .. attributes .. rest)
  else
    redis.call('SETRANGE', key, 1, fixed)
  end
  left_by_retry[state] = left_by_retry[state] or {}
  table.insert(left_by_retry[state], id)
  await_expiry(id, rec, attributes)
  make_ready(queue, priority_of(rec), id, attribute(attributes, 'k') or '')
  moved(queue, state, 'R', id, names)
  return 'CR'
end

local function flush_retried()
  for state, ids in pairs(left_by_retry) do
    if state == 'T' then redis.call('ZREM', P .. 'due', unpack(ids)) else redis.call('ZREM', P .. 'ended:' .. state, unpack(ids)) end
  end
end
