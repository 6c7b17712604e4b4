-- Shared by the scripts that note what people and servers do, for the report of an incident.

local HISTORY_MOST = 1000 -- entries of a list; a server that restarts again and again must not push out what people did

-- Host, process id and version of a worker, without the tasks that it reports too: there can be hundreds.
local function brief(about) return string.match(about, '^[^\n]*\n[^\n]*\n[^\n]*') end

-- Notes that something was done.
--   list    'control' for what people do, 'workers' for workers that come and go
--   kind    the character that store/HistoryEntry has for it
--   at      when, in ms
--   detail  may be missing
local function note_history(list, kind, at, subject, by, detail)
  redis.call('LPUSH', P .. 'history:' .. list, kind .. ms(at) .. table.concat({ subject, by, detail or '' }, '\31'))
  redis.call('LTRIM', P .. 'history:' .. list, 0, HISTORY_MOST - 1)
end
