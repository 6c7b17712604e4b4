#!lua
-- Stores new jobs, each ready or due later, and remembers their idempotency keys. Refused whole when memory is full.
-- ARGV[1]   ms that an idempotency key is remembered
-- ARGV[2…]  four for each job: id, when and body as store_new takes them, and idem as seen_before takes it
-- Answers the time, then for each job: 'R' (ready), 'S' and the due time, or the answer of seen_before.
local now = now_ms()
local answers = { now }

for i = 2, #ARGV, 4 do
  local id, idem = ARGV[i], ARGV[i + 3]
  local answer = seen_before(idem)
  if not answer then
    answer = store_new(now, id, ARGV[i + 1], ARGV[i + 2])
    remember(idem, id, ARGV[1])
  end
  answers[#answers + 1] = answer
end

announce_new_jobs()
flush(now)
return answers
