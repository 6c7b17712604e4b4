#!lua
-- Stores new jobs, each ready or due later, and remembers their idempotency keys. Refused whole when memory is full.
-- ARGV[1]   ms that an idempotency key is remembered
-- ARGV[2…]  four for each job: id, when and body as store_new takes them, and idem as seen_before takes it
-- Answers the time, then for each job the answer of seen_before, or that of store_new.
local now = now_ms()
local answers = { now }

for i = 2, #ARGV, 4 do
  local id, idem = ARGV[i], ARGV[i + 3]
  local answer = seen_before(idem)
  if not answer then
    answer = store_new(now, id, ARGV[i + 1], ARGV[i + 2])
    local kind = string.sub(answer, 1, 1)
    if kind ~= 'H' then remember(idem, (kind == 'L' or kind == 'P') and string.sub(answer, 2) or id, ARGV[1]) end
  end
  answers[#answers + 1] = answer
end

announce_new_jobs()
flush_failures(now)
flush(now)
return answers
