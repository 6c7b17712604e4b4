#!lua
-- Fires runs of schedules: stores their jobs, notes the runs, and moves each schedule on. A schedule that was changed or fired since
-- it was read stays as it is, so each run is fired once however many servers try. Refused whole when memory is full.
-- ARGV, for each schedule eight, then six for each of its runs:
--   name, revision
--   planned   time of the next run as it was read, 'none' if it has had the last; '' leaves time and pause alone, for a run that
--             somebody asked for
--   then      planned time of the run after these; '' after the last
--   at        when that is due
--   how       overlap: S (skip), B (buffer one), A (allow), C (cancel other), then 'F' if a failure pauses the schedule
--   missed    how many runs are left out, and after ':' the planned time of the first; '' if none
--   runs      how many runs follow, oldest first, at most 101
--   each run: planned, due, kind, and for its job id, when and body as store_new takes them
--     kind    p (as planned), c (caught up), m (asked for), b (the one that waited)
-- Answers the time, then a text for each schedule: 'x' if it was not as it was read, 'p' if it paused itself, else 'f' and for each
-- run 's' (stored), 'o' (left out: an earlier one has not ended), 'w' (waits for that).
local RUNS_KEPT = 100
local LIVE_KEPT = 100
local LOOK_AGAIN = 5000 -- ms until a run that waits is looked at in any case
local now = now_ms()
local answers = { now }
local turns = {} -- announced after the changes of jobs, because earlier versions stop reading there

local function live_jobs(text, look)
  local live, failed = {}, nil
  for from = 1, #text, 22 do
    local id = string.sub(text, from, from + 21)
    local state = look and redis.call('GETRANGE', P .. 'job:' .. id, 1, 1) or 'R'
    if state == 'F' then failed = id end
    if state == 'S' or state == 'R' or state == 'B' or state == 'X' or state == 'T' then live[#live + 1] = id end
  end
  return live, failed
end

local function fire(from)
  local name, revision, planned, next_planned, next_due = ARGV[from], ARGV[from + 1], ARGV[from + 2], ARGV[from + 3], ARGV[from + 4]
  local overlap, pauses = string.sub(ARGV[from + 5], 1, 1), string.sub(ARGV[from + 5], 2) == 'F'
  local missed, count = ARGV[from + 6], tonumber(ARGV[from + 7])
  local key, regular = P .. 'schedule:' .. name, planned ~= ''
  local it = redis.call('HMGET', key, 'revision', 'planned', 'buffered', 'paused', 'live')
  if it[1] ~= revision or regular and (planned ~= 'none' and it[2] ~= planned or it[4]) then return 'x' end

  local live, failed = live_jobs(it[5] or '', overlap ~= 'A' or pauses)
  if regular and pauses and failed then
    redis.call('HSET', key, 'paused', ms(now) .. 'f' .. failed, 'live', table.concat(live))
    redis.call('ZREM', P .. 'schedules', name)
    turns[#turns + 1] = { 'p', name }
    note_history('control', 'P', now, name, '', failed)
    return 'p'
  end

  local buffered, results, history = it[3] or '', { 'f' }, {}
  local function note(kind, run, id)
    history[#history + 1] = table.concat({ kind, ARGV[run], ARGV[run + 1], now, id }, '|')
  end
  if missed ~= '' then history[1] = 'l|' .. string.gsub(missed, '^(%d+):(%d+)$', '%2|%1') .. '|' .. now .. '|' end

  for run = from + 8, from + 8 + 6 * (count - 1), 6 do
    local kind, waited = ARGV[run + 2], ARGV[run] .. ':' .. ARGV[run + 1]
    local result = 's'
    if kind == 'b' then
      if buffered ~= waited or #live > 0 then result = 'w' else buffered = '' end
    elseif kind ~= 'm' and #live > 0 then
      if overlap == 'C' then
        for _, id in ipairs(live) do cancel(id, now) end
        live = {}
      elseif overlap == 'B' and buffered == '' then
        buffered = waited
        result = 'w'
      elseif overlap ~= 'A' then
        result = 'o'
        note('o', run, '')
      end
    end
    if result == 's' then
      local id, answer = ARGV[run + 3], store_new(now, ARGV[run + 3], ARGV[run + 4], ARGV[run + 5])
      local how = string.sub(answer, 1, 1)
      if how == 'P' then id = string.sub(answer, 2) end
      if how ~= 'H' and how ~= 'L' then
        live[#live + 1] = id
        note(kind, run, id)
      else -- a live job has the unique key of the schedule's jobs
        result = 'o'
        note('o', run, '')
      end
    end
    results[#results + 1] = result
  end

  while #live > LIVE_KEPT do table.remove(live, 1) end
  redis.call('HSET', key, 'buffered', buffered, 'live', table.concat(live), 'waits', (buffered ~= '' or pauses) and '1' or '0')
  if #history > 0 then
    redis.call('LPUSH', P .. 'schedule-runs:' .. name, unpack(history))
    redis.call('LTRIM', P .. 'schedule-runs:' .. name, 0, RUNS_KEPT - 1)
  end
  -- one that still waits for an earlier job is looked at every few seconds, which changes nothing
  if #history > 0 or buffered ~= (it[3] or '') then turns[#turns + 1] = { 'f', name } end
  if regular then
    redis.call('HSET', key, 'planned', next_planned, 'due', next_due)
    local turn = next_due ~= '' and tonumber(next_due) or math.huge
    if buffered ~= '' then turn = math.min(turn, now + LOOK_AGAIN) end
    redis.call('ZADD', P .. 'schedules', 'XX', turn == math.huge and 'inf' or turn, name)
    note_time('schedules', turn)
  end
  return table.concat(results)
end

local from = 1
while from <= #ARGV do
  answers[#answers + 1] = fire(from)
  from = from + 8 + 6 * tonumber(ARGV[from + 7])
end
announce_new_jobs()
for _, turn in ipairs(turns) do announce_schedule(turn[1], turn[2]) end
flush_failures(now)
flush(now)
return answers
