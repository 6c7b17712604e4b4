#!lua flags=allow-oom
-- Removes what is wrong in the index for search. Lists walk the jobs that it was about, until the upkeep has written it again.
-- ARGV[1]  token of the audit
-- ARGV[2]  what may be wrong:
--          segment  ARGV[3…9] are its name, what "segments" has for it; the letter of the column that is wrong and the SHA-1 of that, ''
--                   for one that is missing, or both '' if no column is; the id of a job that it has wrong and the SHA-1 of the head of that
--                   job's record, or both ''; and what is wrong with it, for the findings
--          columns  ARGV[3…] are a letter and the name of a segment for each column that seems to have none, at most 500
--          marks    ARGV[3…] are marks that no script leaves, at most 500
--          indexer  whether the worker that keeps the index holds it for ever
-- Changes nothing that is no longer as the caller has seen it. Answers nothing if somebody else holds the audit. Otherwise the time and the
-- findings.
if not is_held_by(ARGV[1]) then return {} end
local now, STEPS = now_ms(), {}

local function digest(text) return text and text ~= '' and redis.sha1hex(text) or '' end

-- Whether a mark says that a column may be wrong about a job. The first element of the list is none.
local function is_marked(id, letter)
  local made = string.sub(id, 1, MARK_LENGTH)
  for _, what in ipairs(letter == 'x' and { 'a', 's' } or { 'a' }) do
    if (redis.call('LPOS', P .. 'changed', what .. made, 'RANK', -1) or 0) > 0 then return true end
  end
  return false
end

-- The caller compared the columns with a record that it has read. The record, the column and the marks are looked at together here, so that
-- nothing is in the middle of a change.
function STEPS.segment()
  local name, covers, letter, column, id, head, what = unpack(ARGV, 3)
  if redis.call('HGET', P .. 'segments', name) ~= covers or redis.call('EXISTS', P .. 'changed') == 0 then return end
  if letter ~= '' and digest(redis.call('HGET', P .. 'columns:' .. letter, name)) ~= column then return end
  if id ~= '' and (digest(redis.call('GETRANGE', P .. 'job:' .. id, 0, HEAD_READ - 1)) ~= head or is_marked(id, letter)) then return end
  drop_segment(name)
  found('search', name .. ' ' .. what)
end

function STEPS.columns()
  for i = 3, #ARGV, 2 do
    local letter, name = ARGV[i], ARGV[i + 1]
    local covers = redis.call('HGET', P .. 'segments', name)
    local letters = covers and string.match(covers, ' (%a*) %S+$') or ''
    if not string.find(letters, letter, 1, true) and redis.call('HDEL', P .. 'columns:' .. letter, name) == 1 then
      found('search', name .. ' column ' .. letter)
    end
  end
end

function STEPS.marks()
  for i = 3, #ARGV do
    if redis.call('LREM', P .. 'changed', 0, ARGV[i]) > 0 then found('search', 'mark ' .. ARGV[i]) end
  end
end

function STEPS.indexer()
  if redis.call('PTTL', P .. 'indexer') == -1 then found('search', 'indexer') end
end

STEPS[ARGV[2]]()
-- the server that keeps the index reads again what there is
if #findings > 0 then redis.call('DEL', P .. 'indexer') end
return { now, findings }
