#!lua
-- Adds segments to the index for search, or writes all columns of some again. Refused when memory is full.
-- ARGV[1]  who asks
-- ARGV[2]  ms for which nobody else may
-- ARGV[3…] as write_segments() has them
-- Answers 1, or 0 if it has written nothing: somebody else may write, or the marks are gone without which columns are worth nothing.
if not hold_index(ARGV[1], ARGV[2]) or redis.call('EXISTS', P .. 'changed') == 0 then return 0 end
write_segments(3)
return 1
