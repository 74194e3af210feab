-- `:DriftConventions`: what was learned, in a buffer in which it can be approved and rejected.
local compat = require('drift.compat')
local ask = require('drift.ask')
local places = require('drift.places')
local protocol = require('drift.protocol')
local text = require('drift.text')

local M = {}

local NAME = 'drift://conventions'
local HELP = 'a approve  r reject  c take back  <CR> places  R read again  q close'

--- One convention as a line.
function M.row(convention)
  local where = convention.scope == '' and 'project' or convention.scope
  if convention.population == 'test' then
    where = where .. ' (tests)'
  end
  return text.line(string.format(
    '%-9s %3d%%  %-34s %-24s %-11s %s  (%s in %s)',
    convention.status,
    math.floor(convention.share * 100 + 0.5),
    convention.key,
    convention.leader,
    convention.language,
    where,
    text.counted(convention.sites, 'place'),
    text.counted(convention.files, 'file')
  ))
end

local function write(bufnr, lines)
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].modified = false
end

local function buffer()
  local bufnr = vim.fn.bufnr(NAME)
  if bufnr == -1 then
    bufnr = vim.api.nvim_create_buf(true, true)
    vim.api.nvim_buf_set_name(bufnr, NAME)
    vim.bo[bufnr].filetype = 'drift-conventions'
  end
  return bufnr
end

--- What the buffer shows: the client, the root's URI and the conventions by line.
local shown = nil

local function fill(answer, running, uri)
  local bufnr = buffer()
  local lines, rows = { HELP, text.line('learned from: ' .. answer.baseline), '' }, {}
  for _, convention in ipairs(answer.conventions) do
    lines[#lines + 1] = M.row(convention)
    rows[#lines] = convention
  end
  if #answer.conventions == 0 then
    lines[#lines + 1] = 'nothing was learned here yet'
  end
  for _, left in ipairs(answer.leftToTools) do
    local files = text.counted(left.files, 'file')
    lines[#lines + 1] = text.line(string.format('left to %s: %s (%s), by %s in %s', left.tool, left.key, left.language, left.path, files))
  end
  write(bufnr, lines)
  shown = { client_id = running.id, uri = uri, rows = rows, root = running.config.root_dir or '' }
  return bufnr
end

--- Asks the server whose conventions are shown.
local function ask_again(method, params, answer)
  local running = shown and vim.lsp.get_client_by_id(shown.client_id)
  if running == nil then
    text.warn('the server of this list is gone; :DriftConventions makes it anew')
    return
  end
  params.uri = shown.uri
  compat.request(running, method, params, function(err, result)
    if err then
      text.warn(text.error_text(err))
      return
    end
    answer(result, running)
  end)
end

local function read_again()
  ask_again(protocol.method.conventions, {}, function(answer, running)
    fill(answer, running, shown.uri)
  end)
end

local function under_cursor()
  local convention = shown and shown.rows[vim.api.nvim_win_get_cursor(0)[1]]
  if convention == nil then
    text.say('no convention on this line')
  end
  return convention
end

--- Decides about the convention under the cursor; the server says what was written, or why nothing was.
function M.decide(decision)
  local convention = under_cursor()
  if convention == nil then
    return
  end
  local params = {
    key = convention.key,
    status = decision,
    language = convention.language,
    population = convention.population,
    scope = convention.scope ~= '' and convention.scope or nil,
    value = decision == 'approved' and convention.leaderValue or nil,
  }
  ask_again(protocol.method.decide, params, function(answer)
    text.say(answer.message, answer.done and vim.log.levels.INFO or vim.log.levels.WARN)
    if answer.done then
      read_again()
    end
  end)
end

--- The places of the convention under the cursor, those that do otherwise first, in a location list.
function M.places()
  local convention = under_cursor()
  if convention == nil then
    return
  end
  local params = {
    key = convention.key,
    language = convention.language,
    population = convention.population,
    paths = convention.scope ~= '' and { convention.scope } or nil,
  }
  ask_again(protocol.method.where, params, function(answer)
    local read, conforming, deviating = places.reader(shown.root), {}, {}
    for _, site in ipairs(answer.sites) do
      if site.language == convention.language then
        local full, lines = read(site.path)
        local list = site.conforms == false and deviating or conforming
        list[#list + 1] = {
          filename = full,
          lnum = site.line + 1,
          col = places.column(lines, site),
          type = site.conforms == false and 'W' or 'I',
          text = text.line(site.value .. '  ' .. site.snippet),
        }
      end
    end
    vim.fn.setloclist(0, {}, ' ', { title = 'Drift ' .. convention.key, items = vim.list_extend(deviating, conforming) })
    vim.cmd('lopen')
  end)
end

local function map_keys(bufnr)
  local keys = {
    a = function() M.decide('approved') end,
    r = function() M.decide('rejected') end,
    c = function() M.decide('cleared') end,
    ['<CR>'] = M.places,
    R = read_again,
    q = '<Cmd>close<CR>',
  }
  for key, run in pairs(keys) do
    vim.keymap.set('n', key, run, { buffer = bufnr, nowait = true })
  end
end

--- Shows the conventions of the buffer's project.
function M.run()
  local uri
  ask.send(protocol.method.conventions, function(running, bufnr)
    uri = ask.uri_for(running, bufnr)
    return { uri = uri }
  end, function(answer, running)
    local bufnr = fill(answer, running, uri)
    if vim.fn.bufwinid(bufnr) == -1 then
      vim.cmd('botright split')
      vim.api.nvim_win_set_buf(0, bufnr)
    else
      vim.fn.win_gotoid(vim.fn.bufwinid(bufnr))
    end
    vim.wo.wrap = false
    map_keys(bufnr)
    local first = next(shown.rows) and 4 or 1
    vim.api.nvim_win_set_cursor(0, { first, 0 })
  end)
end

return M
