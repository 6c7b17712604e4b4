#!lua flags=allow-oom
-- Ends leases, each with an outcome that the worker decided. A caller that does not hold the lease changes
-- nothing.
-- ARGV[1]   1 if the caller claims in the same round trip, else 0
-- ARGV[2]   what holds for all destinations, as breakers.lua has it
-- ARGV[3…]  four for each settlement:
--   id       22 characters
--   lease    attempt number in 4 digits, then the token
--   verdict  next state code, then 's' (succeeded), 'f' (failed), 'l' (lost), 'i' (interrupted) or 'c' (cancelled),
--            then for state T the ms until it is due; after a '/' what it learned about its destination, as called.lua has it; after
--            a line feed the cause of its failure, as failures.lua has it
--   entries  to append to the history
-- Answers a string with a character for each: the new state's code, 'a' if this was settled before, 'l' if the lease is lost. Then for
-- each breaker that opened or closed a line feed, 'o' or 'c', and the destination; for each failure group that is new a line feed, 'n', and
-- its id.
local HISTORY_MOST = 262144 -- Limits.HISTORY_BYTES; of a larger record the oldest entries go
local now = now_ms()
local now_text = ms(now)
local answers, unleased = {}, {}
read_rules_of_all(ARGV[2])

local keys = {}
for i = 3, #ARGV, 4 do keys[#keys + 1] = P .. 'job:' .. ARGV[i] end
local recs = {}
for n, rec in ipairs(redis.call('MGET', unpack(keys))) do recs[keys[n]] = rec end

local function without_oldest(body, most)
  local from = #body
  while from > 0 do
    local length = tonumber(string.sub(body, from - 5, from)) + 6
    if #body - from + length > most then break end
    from = from - length
  end
  return string.sub(body, from + 1)
end

-- Puts a job that ran into the failure group of its cause, or takes it out of its group.
--   before  the group that it is in, nil for none
--   cause   of its failure, nil if its attempt did not fail
--   late    whether it is dead because of its deadline
-- Answers its record and its attributes, with the group that it is in now.
local function settle_group(id, rec, queue, task, names, attributes, before, to, cause, late, now)
  local group = before
  if to == 'D' or to == 'C' then group = nil elseif cause then
    group = group_of(cause, task, now)
    count_failure(group)
  elseif late and not group then
    group = group_of_deadline(task, now)
    count_failure(group)
  end
  regroup(id, before, 'X', queue, group, to, queue)
  if group == before then return rec, attributes end
  attributes = with_group(attributes, group)
  return with_attributes(rec, names, attributes), attributes
end

local function settle(key, id, verdict, entries)
  local rec = recs[key]
  local queue, task, names = names_of(rec)
  local to, kind = string.sub(verdict, 1, 1), string.sub(verdict, 2, 2)
  if cancel_requested(rec) and (to == 'T' or to == 'R') then to = 'C' end
  local attributes = attributes_of(rec, names)
  local deadline = deadline_of(attributes)
  flow(queue, 'a')
  flow(queue, 't', now - string.sub(rec, 11, 23))
  local at = to == 'T' and now + tonumber(string.match(verdict, '%d+')) or now
  local flag = string.sub(rec, 4, 4)
  if deadline and ((to == 'T' or to == 'R') and at >= deadline or to == 'F' and now >= deadline) then
    to, at, flag = 'F', now, 'd' -- it is too late for another attempt
  end
  local group = attribute(attributes, 'f')
  if group or kind ~= 's' then
    local cause = (kind == 'f' or to == 'F') and string.match(verdict, '\n(.+)') or nil
    local late = to == 'F' and flag == 'd'
    if group or cause or late then
      rec, attributes = settle_group(id, rec, queue, task, names, attributes, group, to, cause, late, now)
    end
  end
  local tries = string.sub(rec, 5, 10)
  if kind == 'l' or kind == 'i' then
    local lost = string.sub(tries, 5, 6) + (kind == 'l' and 1 or 0)
    tries = string.format('%04d%02d', math.min(9999, string.sub(tries, 1, 4) + 1), math.min(99, lost))
  end

  local rest = string.sub(rec, 24)
  if #rec + #entries > HISTORY_MOST then
    local fixed = bytes_before_meta(rec, names) + string.sub(rec, 61, 64) + string.sub(rec, 65, 70)
    rest = string.sub(rec, 24, fixed) .. without_oldest(string.sub(rec, fixed + 1), HISTORY_MOST - #entries)
  end
  rec = string.sub(rec, 1, 1) .. to .. priority_of(rec) .. flag .. tries .. (at == now and now_text or ms(at)) .. rest .. entries
  redis.call('SET', key, rec)
  recs[key] = rec -- for the case that the same lease ends twice in this call

  if to == 'R' then
    make_ready(queue, priority_of(rec), id, key_of(rec, names))
  elseif to == 'T' then
    await_due(id, at)
  elseif to ~= 'D' then
    redis.call('ZADD', P .. 'ended:' .. to, at, id)
  end
  unleased[#unleased + 1] = id
  ended_under(queue, attributes)
  local host = attribute(attributes, 'h')
  if host then called(host, id, string.match(verdict, '^[^\n/]*/([^\n]*)') or '') end
  moved(queue, 'X', to, id, names)
  if kind == 'f' or kind == 'l' then flow(queue, 'f') end
  if FINAL[to] then
    free_key(id, attributes, now)
    wake_schedule(attributes, now)
    flow(queue, to)
  else
    await_expiry(id, rec, attributes)
  end
  return to
end

local n = 0
for i = 3, #ARGV, 4 do
  n = n + 1
  local rec = recs[keys[n]]
  if not rec or lease_of(rec) ~= ARGV[i + 1] then
    answers[n] = 'l'
  elseif state_of(rec) ~= 'X' then
    answers[n] = 'a'
  else
    answers[n] = settle(keys[n], ARGV[i], ARGV[i + 2], ARGV[i + 3])
  end
end

if #unleased > 0 then
  redis.call('ZREM', P .. 'leases', unpack(unleased))
  give_room(ARGV[1] == '1')
  after_calls(now, ARGV[1] == '1')
  flush_failures(now)
  flush(now)
end
for _, change in ipairs(breaker_changes) do answers[#answers + 1] = '\n' .. change end
for _, group in ipairs(new_groups) do answers[#answers + 1] = '\nn' .. group end
return table.concat(answers)
