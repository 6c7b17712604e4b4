#!lua flags=allow-oom
-- Takes over running jobs whose lease ran out. The new token fences the old worker off; the caller settles them.
-- While Redis did not answer, nobody could renew. When it answers again, leases that were valid when the
-- silence began stay valid for a grace period, so that live workers renew first. "pulse" holds what this
-- takes, four times in ms: the last call of this script, the start of the latest silence, the end of its
-- grace, and until when more silences can delay that.
-- ARGV[1]  most jobs, 1 to 500
-- ARGV[2]  new lease token, 20 characters
-- ARGV[3]  new lease in ms
-- ARGV[4]  when the caller began to ask, in ms by the clock of Redis; long ago if no answer came until now
-- ARGV[5]  time of grace in ms
-- ARGV[6]  until when the caller waits for the answer, in ms by the clock of Redis
-- ARGV[7]  jobs that had lost this many workers before start apart from each other. "apart" is when the last of them may start, in ms
-- Answers the time, how many ms the silence lasted whose grace has not ended (0 if none), then for each job its id, its
-- record as it was before, how many ms its lease is overdue, and how many ms it should wait.
local now, asked, grace = now_ms(), tonumber(ARGV[4]), tonumber(ARGV[5])
local last, silent_from, grace_end, latest_end = 0, 0, 0, 0
local pulse = redis.call('GET', P .. 'pulse')
if pulse then
  last, silent_from = tonumber(string.sub(pulse, 1, 13)), tonumber(string.sub(pulse, 14, 26))
  grace_end, latest_end = tonumber(string.sub(pulse, 27, 39)), tonumber(string.sub(pulse, 40))
end

-- A caller that was slow has not asked, and another caller's answer proves that Redis was there: neither is a silence.
local silent_since = math.max(asked, last)
if now - silent_since >= ARGV[3] / 3 then
  -- If Redis fell silent again before workers had the time to renew, the first silence has not ended for them.
  -- It began after the last answer, which may be a while before anybody asked in vain.
  if silent_since >= grace_end - grace / 2 then
    silent_from = pulse and last or asked
    latest_end = now + 5 * grace
  end
  grace_end = math.min(now + grace, latest_end)
end
grace_end = math.min(grace_end, now + grace) -- the clock may have been set back
redis.call('SET', P .. 'pulse', ms(now) .. ms(silent_from) .. ms(grace_end) .. ms(latest_end))

local in_grace = now < grace_end
local answers = { now, in_grace and math.max(1, grace_end - grace - silent_from) or 0 }
if now > tonumber(ARGV[6]) then return answers end -- nobody would settle what this call took over

-- Longer than jobs wait for a slot as a rule, even after a server has died: those that are ready together start together.
local APART, APART_MOST = 5000, 120000
local start = tonumber(redis.call('GET', P .. 'apart') or nil) or 0

-- How long the next job waits that starts apart from the others. If there are many, the last of them start between the first.
local function wait_apart()
  start = math.max(now, start + APART)
  if start > now + APART_MOST then start = now + APART / 2 end
  redis.call('SET', P .. 'apart', ms(start), 'PX', start - now + APART)
  return start - now
end

local expired = redis.call('ZRANGE', P .. 'leases', '-inf', in_grace and silent_from or now, 'BYSCORE', 'LIMIT', 0, ARGV[1],
  'WITHSCORES')
for i = 1, #expired, 2 do
  local id, key = expired[i], P .. 'job:' .. expired[i]
  local rec = redis.call('GET', key)
  if rec and state_of(rec) == 'X' then
    redis.call('SETRANGE', key, 27, ARGV[2])
    redis.call('ZADD', P .. 'leases', now + ARGV[3], id)
    answers[#answers + 1] = id
    answers[#answers + 1] = rec
    answers[#answers + 1] = now - expired[i + 1]
    answers[#answers + 1] = tonumber(string.sub(rec, 9, 10)) == tonumber(ARGV[7]) and wait_apart() or 0
  else
    redis.call('ZREM', P .. 'leases', id)
  end
end
return answers
