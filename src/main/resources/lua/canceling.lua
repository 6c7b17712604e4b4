-- Shared by the scripts that cancel jobs. Needs waiting.

-- Cancels a job. A running one is marked, and its worker stops it. flush_failures() and flush() have to follow.
-- Answers 'N' if there is no such job, else 'C' (changed) or 'X' (refused) and the state's code.
local function cancel(id, now)
  local key = P .. 'job:' .. id
  local rec = redis.call('GETRANGE', key, 0, HEAD_READ - 1)
  if rec == '' then return 'N' end
  local state = state_of(rec)
  if state == 'X' then
    local _, _, names = names_of(rec)
    redis.call('SETRANGE', key, 3, '1')
    events[#events + 1] = 'KX' .. id .. names
    return 'CX'
  end
  if not WAITING[state] then return 'X' .. state end
  end_waiting(id, rec, 'C', now)
  return 'CC'
end
