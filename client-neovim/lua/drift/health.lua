-- `:checkhealth drift`.
local compat = require('drift.compat')
local config = require('drift.config')
local status = require('drift.status')
local text = require('drift.text')

local M = {}

--- The oldest Node.js that the server runs on.
local OLDEST_NODE = 20

--- What reports, under the names of the old and the new Neovims.
local function reporter()
  local health = vim.health or require('health')
  return {
    start = health.start or health.report_start,
    ok = health.ok or health.report_ok,
    warn = health.warn or health.report_warn,
    error = health.error or health.report_error,
    info = health.info or health.report_info,
  }
end

--- What a program prints, in one line; nil where it fails.
local function output_of(command)
  local ok, out = pcall(vim.fn.system, command)
  return ok and vim.v.shell_error == 0 and text.line(vim.trim(out)) or nil
end

local function check_programs(report)
  if compat.has('0.7.2') then
    report.ok('Neovim ' .. tostring(vim.version().major) .. '.' .. vim.version().minor .. '.' .. vim.version().patch)
  else
    report.error('Neovim 0.7.2 or newer is needed')
  end
  local node = vim.fn.executable('node') == 1 and output_of({ 'node', '--version' }) or nil
  local major = node and tonumber(node:match('^v(%d+)'))
  if major == nil then
    report.error('no `node` on the path', { 'Install Node.js ' .. OLDEST_NODE .. ' or newer' })
  elseif major < OLDEST_NODE then
    report.error('Node.js ' .. node .. ' is too old', { 'Install Node.js ' .. OLDEST_NODE .. ' or newer' })
  else
    report.ok('Node.js ' .. node)
  end
  local cmd, why = config.command(compat.uv.cwd())
  if cmd == nil then
    report.error(why, { ':help drift-install' })
    return
  end
  local version = output_of({ cmd[1], '--version' })
  if version then
    report.ok('server: ' .. table.concat(cmd, ' ') .. ' (' .. version .. ')')
  else
    report.error('`' .. cmd[1] .. ' --version` fails', { ':help drift-install' })
  end
end

local function check_root(report, root)
  local name = text.line(vim.uri_to_fname(root.uri))
  if root.phase == 'failed' then
    report.error(name .. ' could not be read: ' .. text.line(root.problem))
  elseif root.problem ~= '' then
    report.warn(name .. ': ' .. text.line(root.problem))
  else
    report.ok(name .. ': ' .. status.text(root))
  end
  report.info(status.holder(root))
end

local function check_clients(report)
  local clients = compat.clients()
  if #clients == 0 then
    report.info('no server runs: no buffer of a language that Drift reads is open, or setup() was not called')
  end
  for _, client in ipairs(clients) do
    local buffers = text.counted(vim.tbl_count(client.attached_buffers), 'buffer')
    report.ok('client ' .. client.id .. ' is attached to ' .. buffers .. '; root: ' .. text.line(client.config.root_dir or 'none'))
    local told = status.by_client[client.id]
    for _, root in ipairs(told and told.roots or {}) do
      check_root(report, root)
    end
    if told == nil then
      report.info('the server has not said yet how its roots stand')
    end
  end
end

--- Says what keeps Drift from working in this editor.
function M.check()
  local report = reporter()
  report.start('Drift')
  check_programs(report)
  check_clients(report)
  local last = require('drift.client').last_error
  if last then
    report.warn('last error: ' .. text.line(last))
  else
    report.ok('no error so far')
  end
end

return M
