-- What a person may set, and the program that is started.
local compat = require('drift.compat')

local M = {}

--- Filetypes of the ten languages, as Neovim names them.
M.filetypes = {
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
  'java',
  'cs',
  'php',
  'go',
  'rust',
  'ruby',
  'kotlin',
}

--- What marks the root of a project, the strongest first.
M.root_markers = {
  'drift.toml',
  '.drift',
  '.git',
  'package.json',
  'pyproject.toml',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
}

--- The mappings of `keymaps = true`.
M.keymaps = {
  explain = '<leader>de',
  fix = '<leader>df',
  ignore = '<leader>di',
  conventions = '<leader>dc',
  check = '<leader>dv',
}

local function defaults()
  return {
    cmd = nil,
    allow_project_binary = false,
    filetypes = M.filetypes,
    root_markers = M.root_markers,
    severity_min = nil,
    virtual_text = nil,
    signs = nil,
    underline = nil,
    keymaps = false,
    status = { enabled = true },
    on_attach = nil,
    capabilities = nil,
  }
end

--- Type of each option; one that is not here is refused.
local TYPES = {
  cmd = { 'table' },
  allow_project_binary = { 'boolean' },
  filetypes = { 'table' },
  root_markers = { 'table' },
  severity_min = { 'string', 'number' },
  virtual_text = { 'boolean', 'table' },
  signs = { 'boolean', 'table' },
  underline = { 'boolean', 'table' },
  keymaps = { 'boolean', 'table' },
  status = { 'table' },
  on_attach = { 'function' },
  capabilities = { 'table' },
}

--- The options in force.
M.options = defaults()

--- Takes over what a person set. Gives what is wrong with it, or nil; options that are wrong are left as they were.
function M.set(given)
  local options, faults = defaults(), {}
  for name, value in pairs(given or {}) do
    local types = TYPES[name]
    if types == nil then
      faults[#faults + 1] = 'there is no option "' .. tostring(name) .. '"'
    elseif not vim.tbl_contains(types, type(value)) then
      faults[#faults + 1] = name .. ' must be a ' .. table.concat(types, ' or ') .. ', not a ' .. type(value)
    else
      options[name] = value
    end
  end
  if options.severity_min ~= nil and M.severity(options.severity_min) == nil then
    faults[#faults + 1] = 'severity_min must be one of ERROR, WARN, INFO, HINT'
    options.severity_min = nil
  end
  for name in pairs(type(options.keymaps) == 'table' and options.keymaps or {}) do
    if M.keymaps[name] == nil then
      faults[#faults + 1] = 'keymaps has no "' .. tostring(name) .. '"'
    end
  end
  M.options = options
  table.sort(faults)
  return #faults > 0 and table.concat(faults, '; ') or nil
end

--- The number of a severity by its name or number; nil where there is none.
function M.severity(value)
  local severities = vim.diagnostic.severity
  if type(value) == 'number' then
    return type(severities[value]) == 'string' and value or nil
  end
  local number = severities[value:upper()]
  return type(number) == 'number' and number or nil
end

local function is_inside(path, folder)
  local real = compat.uv.fs_realpath(folder)
  return real ~= nil and real ~= '/' and vim.startswith(path, real .. '/')
end

--- The folder itself and every folder around it that is the top of a project.
local function projects_around(folder)
  local found, at = { folder }, folder
  while true do
    if compat.uv.fs_stat(at .. '/.git') or compat.uv.fs_stat(at .. '/drift.toml') then
      found[#found + 1] = at
    end
    local parent = vim.fn.fnamemodify(at, ':h')
    if parent == at then
      return found
    end
    at = parent
  end
end

--- Whether a folder lies in the project of a root or of the folder the editor works in, or in a project around one of
--- them, by whatever name they go.
local function is_of_the_project(path, root)
  for _, start in ipairs({ root or false, compat.uv.cwd() or false }) do
    for _, name in ipairs(start and { start, compat.uv.fs_realpath(start) } or {}) do
      for _, folder in ipairs(projects_around(name)) do
        if is_inside(path .. '/', folder) then
          return true
        end
      end
    end
  end
  return false
end

--- The program of `cmd`, `$DRIFT_LSP` or the path, with its arguments; or nil and why there is none. What lies in the
--- project itself is started only where the person allows it: a cloned repository could plant one.
function M.command(root)
  local options = M.options
  if options.cmd then
    local first = tostring(options.cmd[1] or '')
    if vim.fn.executable(first) == 1 then
      return options.cmd
    end
    return nil, 'cmd names "' .. first .. '", which cannot be run'
  end
  local named = vim.env.DRIFT_LSP
  if named ~= nil and named ~= '' then
    if vim.fn.executable(named) == 1 then
      return { named, 'lsp', '--stdio' }
    end
    return nil, '$DRIFT_LSP names "' .. named .. '", which cannot be run'
  end
  if options.allow_project_binary and root then
    local own = root .. '/node_modules/.bin/drift'
    if vim.fn.executable(own) == 1 then
      return { own, 'lsp', '--stdio' }
    end
  end
  local found = vim.fn.exepath('drift')
  if found == '' then
    return nil, 'no `drift` on the path and $DRIFT_LSP is not set'
  end
  local real = compat.uv.fs_realpath(vim.fn.fnamemodify(found, ':p:h')) or found
  if not options.allow_project_binary and is_of_the_project(real, root) then
    return nil, 'the `drift` on the path lies in the project (' .. found .. '); allow_project_binary = true allows it'
  end
  return { found, 'lsp', '--stdio' }
end

return M
