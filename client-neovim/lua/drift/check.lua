-- `:DriftCheck`: the whole report of a project in the quickfix list.
local ask = require('drift.ask')
local places = require('drift.places')
local protocol = require('drift.protocol')
local text = require('drift.text')

local M = {}

local TYPES = { error = 'E', warning = 'W', info = 'I', hint = 'N' }

--- The findings of a report, and its problems that have a place, as entries of a quickfix list.
function M.items(report, root)
  local read, items = places.reader(root), {}
  for _, finding in ipairs(report.findings) do
    local full, lines = read(finding.path)
    items[#items + 1] = {
      filename = full,
      lnum = finding.range.start.line + 1,
      col = places.column(lines, finding.range.start),
      end_lnum = finding.range['end'].line + 1,
      end_col = places.column(lines, finding.range['end']),
      type = TYPES[finding.severity],
      text = text.line(finding.message .. ' [' .. finding.ruleId .. ']'),
    }
  end
  for _, problem in ipairs(report.problems) do
    if problem.file and problem.line then
      items[#items + 1] = {
        filename = vim.startswith(problem.file, '/') and problem.file or root .. '/' .. problem.file,
        lnum = problem.line,
        col = problem.column or 1,
        type = 'E',
        text = text.line('problem: ' .. problem.message),
      }
    end
  end
  return items
end

--- What a report comes to in one sentence; a part that did not run is never left out.
function M.summary(report)
  local parts = {
    text.counted(#report.findings, 'finding') .. ' in ' .. text.counted(report.summary.files, 'file'),
    'digest ' .. report.digest,
  }
  for _, part in ipairs(report.notRun) do
    parts[#parts + 1] = 'NOT RUN: ' .. part.what .. ' (' .. part.reason .. ')'
  end
  for _, problem in ipairs(report.problems) do
    parts[#parts + 1] = 'problem: ' .. problem.message
  end
  return table.concat(parts, '; ')
end

--- Checks the project of the buffer, old findings too, and fills the quickfix list.
function M.run()
  ask.send(protocol.method.report, function(running, bufnr)
    return { all = true, uri = ask.uri_for(running, bufnr) }
  end, function(answer, running)
    local report = answer.report
    local items = M.items(report, running.config.root_dir or '')
    vim.fn.setqflist({}, ' ', { title = 'Drift check ' .. report.digest, items = items })
    if #items > 0 then
      vim.cmd('botright copen')
    end
    local incomplete = #report.notRun > 0 or #report.problems > 0
    text.say(M.summary(report), incomplete and vim.log.levels.WARN or vim.log.levels.INFO)
  end)
end

return M
