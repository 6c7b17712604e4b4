#!lua
-- Stores new jobs, each ready or due later, and remembers their idempotency keys. Refused whole when memory is full.
-- ARGV[1]     ms that an idempotency key is remembered
-- ARGV[2…]    four for each job:
--   id        22 characters
--   when      priority digit, then nothing (now), '+ms' (after) or '@ms' (at)
--   body      the record from position 61 on
--   idem      '' or 64 characters that stand for principal and key, then the hash of the request's body
-- Answers the time, then for each job: 'R' (ready), 'S' and the due time, 'D' and the id of the same request before,
-- or 'K' and the id of the other request that used the key.
local remember = ARGV[1]
local now = now_ms()
local now_text = ms(now)
local blank = string.rep(' ', 20)
local answers = { now }
local ids, due, queues = {}, {}, {}

for i = 2, #ARGV, 4 do
  local id, when, body, idem = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local idem_key = idem ~= '' and P .. 'idem:' .. string.sub(idem, 1, 64)
  local seen = idem_key and redis.call('GET', idem_key)
  if seen then
    local same = string.sub(seen, 23) == string.sub(idem, 65)
    answers[#answers + 1] = (same and 'D' or 'K') .. string.sub(seen, 1, 22)
  else
    local priority, mode, time = string.sub(when, 1, 1), string.sub(when, 2, 2), string.sub(when, 3)
    local at = now
    if mode == '+' then at = now + tonumber(time) elseif mode == '@' then at = tonumber(time) end
    local state = at > now and 'S' or 'R'
    if state == 'R' then at = now end

    local rec = '1' .. state .. priority .. '0000000' .. (at == now and now_text or ms(at)) .. '0000' .. blank .. now_text .. body
    local queue, _, names = names_of(rec)
    redis.call('SET', P .. 'job:' .. id, rec)
    if idem_key then redis.call('SET', idem_key, id .. string.sub(idem, 65), 'PX', remember) end
    ids[#ids + 1] = id
    queues[queue] = true
    if state == 'R' then
      make_ready(queue, priority, id)
      answers[#answers + 1] = 'R'
    else
      due[#due + 1] = at
      due[#due + 1] = id
      answers[#answers + 1] = 'S' .. ms(at)
    end
    moved(queue, nil, state, id, names)
    flow(queue, 's')
  end
end

if #ids > 0 then
  if #due > 0 then redis.call('ZADD', P .. 'due', unpack(due)) end
  for queue in pairs(queues) do redis.call('SADD', P .. 'queues', queue) end
  redis.call('XADD', P .. 'index', '*', 'i', table.concat(ids))
  flush(now)
end
return answers
