#!lua flags=allow-oom
-- Keeps the index for search as the jobs are: writes columns of states, and drops marks that are in them now. Begins the index if there
-- is none, and ends it while a server is at work that leaves no marks.
-- ARGV[1]  who asks
-- ARGV[2]  ms for which nobody else may
-- ARGV[3]  how many marks to drop
-- ARGV[4…] as write_segments() has them
-- Answers the time in ms, then 'H' if somebody else may write, 'O' if a server of an earlier version is at work, 'N' if the index begins
-- with this call, 'G' if the caller may write from now on, or 'K' if it already could. Only with 'K' has it written anything.
local LIVE_MOST = 5000
local now = now_ms()

-- Whether a worker is alive whose server leaves no marks. Those that do say so with each heartbeat.
local function is_old_server_at_work()
  local live = redis.call('ZRANGE', P .. 'workers', now, '+inf', 'BYSCORE', 'LIMIT', 0, LIVE_MOST)
  if #live == 0 then return false end
  for _, marks in ipairs(redis.call('ZMSCORE', P .. 'marking', unpack(live))) do
    if not marks then return true end
  end
  return false
end

local function remove_all()
  redis.call('UNLINK', P .. 'changed', P .. 'segments')
  for letter in string.gmatch(COLUMNS, '.') do redis.call('UNLINK', P .. 'columns:' .. letter) end
end

local held = hold_index(ARGV[1], ARGV[2])
if held == nil then return { now, 'H' } end
if is_old_server_at_work() then
  remove_all()
  return { now, 'O' }
end
if redis.call('EXISTS', P .. 'changed') == 0 then
  remove_all()
  redis.call('RPUSH', P .. 'changed', '-')
  return { now, 'N' }
end
if not held then return { now, 'G' } end
write_segments(4)
-- the last mark that goes stands for none from now on
if ARGV[3] ~= '0' then redis.call('LTRIM', P .. 'changed', ARGV[3], -1) end
return { now, 'K' }
