#!lua flags=allow-oom
-- Compares members of a sorted set with the records of their jobs, and removes those that do not belong there.
-- ARGV[1]   token of the audit
-- ARGV[2]   lease in ms for a job whose lease ends too late
-- ARGV[3]   the set, without the prefix
-- ARGV[4…]  members, at most 500
-- Answers nothing if somebody else holds the audit. Otherwise the time and the findings.
if not is_held_by(ARGV[1]) then return {} end
local now, lease, source = now_ms(), tonumber(ARGV[2]), ARGV[3]
local kind, rest = string.match(source, '^([^:]+):?(.*)$')
local reason, aside_key = string.match(source, '^aside:(%l+):(.+)$')
local turn_queue, turn_key = string.match(source, '^turn:([^:]+):(.*)$')

local KINDS = { turn = 'turns', failed = 'failures' } -- of findings, where they have another name
local BELONGS = {}
function BELONGS.due(job) return job.state == 'S' or job.state == 'T' end
function BELONGS.leases(job) return job.state == 'X' end
function BELONGS.expiry(job) return WAITING[job.state] and expires_at(job.rec, job.attributes) ~= nil end
function BELONGS.ended(job) return job.state == rest end
function BELONGS.state(job) return rest == job.state .. ':' .. job.queue end
function BELONGS.turns(job) return job.state == 'R' and job.queue == rest end

-- rest is the set of a failure group and the group
function BELONGS.failed(job)
  local set = members_in(job.state)
  return set ~= nil and rest == set .. ':' .. (attribute(job.attributes, 'f') or '')
end

function BELONGS.turn(job)
  return job.state == 'R' and job.queue == turn_queue and (attribute(job.attributes, 'k') or '') == turn_key
end

function BELONGS.aside(job)
  local waits_for = {
    task = job.task, bulk = '', key = attribute(job.attributes, 'k'), host = attribute(job.attributes, 'h'),
  }
  local key = waits_for[reason]
  return job.state == 'R' and key and aside_key == (reason == 'bulk' and job.queue or key .. '@' .. job.queue)
end

local function belongs(member)
  if kind == 'turns' and string.sub(member, 1, 1) == '~' then return true end
  local rec = head_of(member)
  if not rec then return met_later_version end
  local queue, task, names = names_of(rec)
  return BELONGS[kind]({ rec = rec, state = state_of(rec), queue = queue, task = task, attributes = attributes_of(rec, names) })
end

for i = 4, #ARGV do
  local member = ARGV[i]
  local score = tonumber(redis.call('ZSCORE', P .. source, member) or nil)
  if score and not belongs(member) then
    redis.call('ZREM', P .. source, member)
    if reason then forget_if_empty(reason, aside_key) end
    found(KINDS[kind] or kind, member)
  elseif score and kind == 'leases' and score > now + LATEST_LEASE_MS then
    redis.call('ZADD', P .. 'leases', now + lease, member)
    found('leases', member)
  end
end
return { now, findings }
