-- Shared by the scripts that write the index for search.
--
-- The index is in segments, each for some entries of the index of all jobs that follow one another, and named by the first of them:
--   segments           what each segment covers, as search/Segment.java has it
--   columns:<letter>   the columns of that letter
--   changed            marks for what has changed since the columns were written. The first element is none, so that the list exists
--                      while the index does: scripts add marks only to a list that exists.

local COLUMNS = 'pbxqtgkhc' -- the letters that there are

-- Whether this caller may write. Nobody else may for these ms. Answers nil if somebody else does, else whether it already did.
local function hold_index(caller, most)
  local holder = redis.call('GET', P .. 'indexer')
  if holder and holder ~= caller then return nil end
  redis.call('SET', P .. 'indexer', caller, 'PX', most)
  return holder == caller
end

local function drop_segment(name)
  redis.call('HDEL', P .. 'segments', name)
  for letter in string.gmatch(COLUMNS, '.') do redis.call('HDEL', P .. 'columns:' .. letter, name) end
end

-- Writes what stands in ARGV from a place on, in threes: 's' for a segment or the letter of a column, the name of the segment, and what
-- is to be written, '' to remove it; or 'd', a name and '' to remove all of a segment.
local function write_segments(from)
  for i = from, #ARGV, 3 do
    local what, segment, bytes = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if what == 'd' then
      drop_segment(segment)
    elseif what == 's' then
      redis.call('HSET', P .. 'segments', segment, bytes)
    elseif bytes == '' then
      redis.call('HDEL', P .. 'columns:' .. what, segment)
    else
      redis.call('HSET', P .. 'columns:' .. what, segment, bytes)
    end
  end
end
