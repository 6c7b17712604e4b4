-- Shared by the scripts that send jobs again. Needs unique, expiry and failures.

local SENT_AGAIN = { T = true, F = true, C = true, E = true }

-- Retries a job at once, with a full set of attempts. Its startBy or its deadline no longer counts if it has passed.
-- flush_failures() and flush() have to follow.
--   rec    its record, or the head of it
--   whole  its record with other args; nil if they stay
-- Answers 'H' with the state's code and the id of the live job that has its unique key, else 'C' (changed) or 'X' (refused) and the
-- state's code.
local function retry(id, rec, whole, now)
  local key, state = P .. 'job:' .. id, state_of(rec)
  if not SENT_AGAIN[state] then return 'X' .. state end

  local queue, _, names = names_of(rec)
  rec = whole or rec
  local attributes = attributes_of(rec, names)
  local unique = attribute(attributes, 'u')
  if unique then
    local holder, held = holder_of(unique, now)
    if holder and holder ~= id then return 'H' .. state_of(held) .. holder end
    hold(unique, id)
  end
  if whole then
    redis.call('SET', key, whole)
    mark(id, 'a')
  end
  local late, group = is_late(rec, now), attribute(attributes, 'f')
  if late or group then
    local rest = string.sub(redis.call('GET', key), 71 + #names + #attributes)
    regroup(id, group, state, queue, nil, 'R', queue)
    attributes = without_group(attributes)
    if late then attributes = string.gsub(attributes, '\t[bd](%d+)', function(at) return now > tonumber(at) and '' or nil end) end
    redis.call('SET', key, string.sub(rec, 1, 70 + #names) .. attributes .. rest)
  end
  local attempt = string.sub(rec, 24, 27)
  -- earlier attempts no longer count
  redis.call('SETRANGE', key, 1, 'R' .. priority_of(rec) .. '0' .. attempt .. '00' .. ms(now))
  redis.call('ZREM', P .. (state == 'T' and 'due' or 'ended:' .. state), id)
  await_expiry(id, rec, attributes)
  make_ready(queue, priority_of(rec), id, attribute(attributes, 'k') or '')
  moved(queue, state, 'R', id, names)
  return 'CR'
end
