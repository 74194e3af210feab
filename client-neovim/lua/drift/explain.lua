-- `:DriftExplain`: everything there is to say about the finding under the cursor.
local ask = require('drift.ask')
local float = require('drift.float')
local protocol = require('drift.protocol')
local text = require('drift.text')

local M = {}

local function holds(diagnostic, line, column)
  local after = diagnostic.lnum < line or (diagnostic.lnum == line and diagnostic.col <= column)
  local before = diagnostic.end_lnum > line or (diagnostic.end_lnum == line and diagnostic.end_col >= column)
  return after and before
end

local function size(diagnostic)
  return (diagnostic.end_lnum - diagnostic.lnum) * 100000 + diagnostic.end_col - diagnostic.col
end

--- The finding under the cursor, the smallest where there are several; else the first of the line. Nil where there is none.
function M.under_cursor()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local best, first
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local data = diagnostic.source == 'drift' and ((diagnostic.user_data or {}).lsp or {}).data
    if data and data.id then
      if holds(diagnostic, row - 1, column) and (best == nil or size(diagnostic) < size(best)) then
        best = diagnostic
      end
      if diagnostic.lnum == row - 1 and (first == nil or diagnostic.col < first.col) then
        first = diagnostic
      end
    end
  end
  return best or first
end

local function section(out, title, lines)
  if #lines > 0 then
    out[#out + 1] = ''
    out[#out + 1] = title
    for _, line in ipairs(lines) do
      out[#out + 1] = '  ' .. text.line(line)
    end
  end
end

--- The lines of an explanation.
function M.lines(found)
  local out = {
    text.line(found.message),
    string.format('%s  %s  %s, confidence %.2f%s', found.ruleId, found.severity, found.tier, found.confidence, found.isNew and ', new' or ''),
    string.format('%s:%d:%d  id %s', text.line(found.path), found.line + 1, found.character + 1, found.id),
  }
  section(out, 'Evidence', found.evidence)
  section(out, 'Places', found.examples)
  section(out, 'CWE', found.cwe)
  out[#out + 1] = ''
  vim.list_extend(out, text.lines(vim.trim(found.page)))
  return out
end

--- Explains the finding under the cursor, or the finding or rule that is named.
function M.run(name)
  if name == nil or name == '' then
    local diagnostic = M.under_cursor()
    if diagnostic == nil then
      text.say('no finding on this line')
      return
    end
    name = diagnostic.user_data.lsp.data.id
  end
  ask.send(protocol.method.explain, function(running, bufnr)
    return { id = name, uri = ask.uri_for(running, bufnr) }
  end, function(answer)
    if type(answer.explanation) == 'table' then
      float.open(M.lines(answer.explanation), 'explain')
    elseif answer.page ~= '' then
      float.open(text.lines(vim.trim(answer.page)), 'explain')
    else
      local nearest = #answer.nearest > 0 and '; nearest: ' .. table.concat(answer.nearest, ', ') or ''
      text.warn('there is no finding and no rule "' .. name .. '"' .. nearest)
    end
  end)
end

return M
