-- How the roots of each server stand, as the server tells it, and the few words of it that a status line has room for.
local M = {}

--- The last `drift/status` of each client, by its id.
M.by_client = {}

local function redraw()
  vim.schedule(function()
    pcall(vim.api.nvim_exec_autocmds, 'User', { pattern = 'DriftStatus', modeline = false })
    vim.cmd('redrawstatus!')
  end)
end

--- Takes over what a server told.
function M.update(client_id, status)
  M.by_client[client_id] = status
  redraw()
end

--- A client ended.
function M.forget(client_id)
  M.by_client[client_id] = nil
  redraw()
end

--- How a root stands, in a few words; `%` is never among them.
function M.text(root)
  if root.phase == 'reading' then
    if root.files.total == 0 then
      return 'Drift …'
    end
    return string.format('Drift %d/%d', root.files.done, root.files.total)
  end
  if root.phase == 'failed' then
    return 'Drift failed'
  end
  local counts, parts = root.counts, { 'Drift' }
  for _, severity in ipairs({ { 'error', 'E' }, { 'warning', 'W' }, { 'info', 'I' } }) do
    local count = counts[severity[1]]
    if count > 0 then
      parts[#parts + 1] = severity[2] .. count
    end
  end
  if #parts == 1 then
    parts[2] = '✓'
  end
  return table.concat(parts, ' ')
end

--- The root in a status that holds a document, the innermost one; the only one where none does.
function M.root_for(status, uri)
  local best
  for _, root in ipairs(status.roots) do
    local folder = vim.endswith(root.uri, '/') and root.uri or root.uri .. '/'
    local is_within = uri == root.uri or vim.startswith(uri, folder)
    if is_within and (best == nil or #root.uri > #best.uri) then
      best = root
    end
  end
  return best or (#status.roots == 1 and status.roots[1]) or nil
end

--- What the status line of the current window shows: nothing where Drift does not read the buffer.
function M.line()
  local compat = require('drift.compat')
  local bufnr = vim.api.nvim_get_current_buf()
  local client = compat.clients(bufnr)[1]
  if client == nil then
    return ''
  end
  local status = M.by_client[client.id]
  local root = status and M.root_for(status, vim.uri_from_bufnr(bufnr))
  return root and M.text(root) or 'Drift …'
end

--- Everything there is to say about the roots of a status, line by line.
function M.lines(status)
  local text = require('drift.text')
  local out = {}
  for _, root in ipairs(status.roots) do
    local c = root.counts
    out[#out + 1] = string.format('%s  %s', text.line(root.name), text.line(vim.uri_to_fname(root.uri)))
    local read = string.format('%d of %s', root.files.done, text.counted(root.files.total, 'file'))
    out[#out + 1] = '  ' .. ({ reading = 'reading: ' .. read, ready = read .. ' read', failed = 'could not be read' })[root.phase]
    if root.problem ~= '' then
      out[#out + 1] = '  ' .. text.line(root.problem)
    end
    out[#out + 1] = string.format(
      '  %s, %s, %d info, %s; %d of them new',
      text.counted(c.error, 'error'),
      text.counted(c.warning, 'warning'),
      c.info,
      text.counted(c.hint, 'hint'),
      root.newFindings
    )
    vim.list_extend(out, M.gates(root))
    out[#out + 1] = '  ' .. M.holder(root)
  end
  if #out == 0 then
    out[1] = 'no folder is open: only the open files are looked at'
  end
  return out
end

--- What the policy in force says of a root, and each of its gates.
function M.gates(root)
  local gates = root.gates
  if gates == nil or gates == vim.NIL then
    return {}
  end
  local text = require('drift.text')
  local verdict = ({ passed = 'passed', failed = 'failed', unknown = 'no verdict' })[gates.state]
  local policy = gates.policy == '' and '' or string.format(' (%s)', text.line(gates.policy))
  local out = { string.format('  gates%s: %s - %s', policy, verdict, text.line(gates.why)) }
  for _, gate in ipairs(gates.gates) do
    local status = gate.status == 'notRun' and 'not run' or gate.status
    out[#out + 1] = string.format('    %s %s: %s', gate.id, status, text.line(gate.summary))
  end
  return out
end

--- Who writes the history of a root.
function M.holder(root)
  local held = root.heldBy
  if held == nil or held == vim.NIL then
    return 'history: kept by this server'
  end
  local text = require('drift.text')
  return string.format('history: held by %s (process %s on %s); this server only reads it', text.line(held.command), tostring(held.pid), text.line(held.host))
end

return M
