-- Shared by the scripts that pick jobs: what they begin with are
--   ARGV[1]  state codes, '' for all
--   ARGV[2]  queue, '' for all
--   ARGV[3]  task, '' for all

-- Whether there is a job and it is one of these, by its record or the head of it; and its names as they stand there.
local function picked(rec)
  if rec == '' or ARGV[1] ~= '' and not string.find(ARGV[1], state_of(rec), 1, true) then return false end
  local queue, task, names = names_of(rec)
  return (ARGV[2] == '' or ARGV[2] == queue) and (ARGV[3] == '' or ARGV[3] == task), names
end
