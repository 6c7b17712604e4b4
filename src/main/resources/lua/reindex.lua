#!lua flags=allow-oom
-- Repairs a part of the index of states: adds jobs that are missing in it, and drops those that have left a
-- state. Both come from servers of a version that does not know the index.
-- ARGV[1]  where to look: 'due' or 'ended:…' for jobs to add, 'state:…' for jobs to drop
-- ARGV[2]  how many to skip
-- ARGV[3]  how many to look at, at most 500
-- Answers how many were looked at, and how many were dropped.
local source, from = ARGV[1], tonumber(ARGV[2])
local ids = redis.call('ZRANGE', P .. source, from, from + ARGV[3] - 1)
local missing, dropped = {}, 0
for _, id in ipairs(ids) do
  local rec = redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)
  local state = rec ~= '' and not is_of_later_version(rec) and state_of(rec)
  local queue = state and names_of(rec)
  if string.sub(source, 1, 6) ~= 'state:' then
    if INDEXED[state] then note(missing, state, queue, id) end
  elseif not is_of_later_version(rec) and (not state or source ~= 'state:' .. state .. ':' .. queue) then
    dropped = dropped + redis.call('ZREM', P .. source, id)
  end
end
for key, of_key in pairs(missing) do add_to_index(key, of_key) end
return { #ids, dropped }
