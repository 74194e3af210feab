-- Starts the server, finds the client of a buffer and hears when the server ends.
local compat = require('drift.compat')
local config = require('drift.config')
local present = require('drift.present')
local protocol = require('drift.protocol')
local status = require('drift.status')
local text = require('drift.text')

local M = {}

--- The last thing that went wrong, for the health check; nil where nothing did.
M.last_error = nil

--- Ids of clients that are ended on purpose.
local ending = {}
local leaving = false
local told_missing = false
--- True where the editor itself starts the client.
local is_native = false

--- Tells of something that went wrong, and keeps it.
function M.failed(message)
  M.last_error = message
  text.warn(message)
end

--- The folder that holds the first of the markers which any folder above the buffer's file has; nil where none has one.
function M.root_of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  local start = vim.fn.fnamemodify(name, ':p:h')
  for _, marker in ipairs(config.options.root_markers) do
    local folder, before = start, nil
    while folder ~= before do
      if compat.uv.fs_stat(folder .. '/' .. marker) then
        return folder
      end
      folder, before = vim.fn.fnamemodify(folder, ':h'), folder
    end
  end
  return nil
end

--- Pulls the diagnostics of a buffer where the server gives them so.
local function pull(client, bufnr)
  if not (client.server_capabilities or {}).diagnosticProvider or not vim.api.nvim_buf_is_loaded(bufnr) then
    return
  end
  -- What is asked after the goodbye is an error.
  if leaving or ending[client.id] or client:is_stopped() then
    return
  end
  local params = { textDocument = { uri = vim.uri_from_bufnr(bufnr) }, identifier = 'drift' }
  compat.request(client, 'textDocument/diagnostic', params, nil, bufnr)
end

local handlers = {
  [protocol.method.status] = function(_, result, ctx)
    status.update(ctx.client_id, result)
  end,
  -- Neovim 0.10 cannot be asked to pull again, and 0.12 then pulls the closed files in the place of the open ones.
  ['workspace/diagnostic/refresh'] = function(_, _, ctx)
    local client = vim.lsp.get_client_by_id(ctx.client_id)
    for bufnr in pairs(client and client.attached_buffers or {}) do
      pull(client, bufnr)
    end
    return vim.NIL
  end,
}

local function on_attach(client, bufnr)
  present.map_keys(bufnr)
  -- Neovim pulls only for what is in a window.
  if vim.fn.bufwinid(bufnr) == -1 then
    pull(client, bufnr)
  end
  if config.options.on_attach then
    config.options.on_attach(client, bufnr)
  end
end

local function on_exit(code, signal, id)
  compat.starting[id] = nil
  status.forget(id)
  local meant = ending[id] or leaving
  ending[id] = nil
  if meant then
    return
  end
  vim.schedule(function()
    M.failed(string.format('the server ended (code %d, signal %d). :DriftRestart starts it again, :DriftLog shows what it said', code, signal))
  end)
end

local function capabilities()
  local own = vim.lsp.protocol.make_client_capabilities()
  if own.textDocument.diagnostic then
    own = vim.tbl_deep_extend('force', own, { workspace = { diagnostics = { refreshSupport = true } } })
  end
  return vim.tbl_deep_extend('force', own, config.options.capabilities or {})
end

--- What every way of starting the client has in common.
function M.config()
  return {
    name = 'drift',
    filetypes = config.options.filetypes,
    root_markers = config.options.root_markers,
    init_options = { clientFeatures = { status = config.options.status.enabled ~= false } },
    capabilities = capabilities(),
    handlers = handlers,
    on_init = function(client)
      compat.starting[client.id] = nil
      local provider = client.server_capabilities.diagnosticProvider
      if provider then
        -- Or Neovim 0.12 answers a refresh with closed files, which nobody asked to see.
        provider.workspaceDiagnostics = false
      end
      present.configure(client)
    end,
    on_attach = on_attach,
    on_exit = on_exit,
    -- The server waits for a pause itself where it pushes.
    flags = not compat.has('0.10') and { debounce_text_changes = 0 } or nil,
  }
end

local function is_wanted(bufnr)
  return vim.api.nvim_buf_is_loaded(bufnr)
    and vim.bo[bufnr].buftype == ''
    and vim.api.nvim_buf_get_name(bufnr) ~= ''
    and vim.tbl_contains(config.options.filetypes, vim.bo[bufnr].filetype)
end

--- The program for a root; says once why there is none.
function M.program(root)
  local cmd, why = config.command(root)
  if cmd == nil and not told_missing then
    told_missing = true
    M.failed(why .. '. :help drift-install')
  elseif cmd == nil then
    M.last_error = why
  end
  return cmd
end

--- Attaches Drift to a buffer of one of its languages, starting the server of its root where none runs.
function M.attach(bufnr)
  if not is_wanted(bufnr) or #compat.clients(bufnr) > 0 then
    return
  end
  local root = M.root_of(bufnr)
  for id, starting in pairs(compat.starting) do
    if starting == (root or '') then
      vim.lsp.buf_attach_client(bufnr, id)
      return
    end
  end
  local cmd = M.program(root)
  if cmd then
    compat.start(vim.tbl_extend('force', M.config(), { cmd = cmd, root_dir = root }), bufnr)
  end
end

local function attach_all()
  if is_native or (vim.lsp.is_enabled and vim.lsp.is_enabled('drift')) then
    vim.lsp.enable('drift')
    return
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    M.attach(bufnr)
  end
end

--- Starts Drift for every buffer of its languages, now and later.
function M.enable()
  local group = vim.api.nvim_create_augroup('drift', {})
  vim.api.nvim_create_autocmd('VimLeavePre', {
    group = group,
    callback = function()
      leaving = true
    end,
  })
  if vim.lsp.config and vim.lsp.enable and not config.options.allow_project_binary then
    local cmd = M.program(compat.uv.cwd())
    if cmd then
      is_native = true
      vim.lsp.config('drift', vim.tbl_extend('force', M.config(), { cmd = cmd }))
      vim.lsp.enable('drift')
      if vim.v.vim_did_enter == 0 then
        -- The editor looks at what is open already only after it has started.
        vim.api.nvim_create_autocmd('VimEnter', { group = group, once = true, callback = attach_all })
      end
    end
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = config.options.filetypes,
    callback = function(event)
      M.attach(event.buf)
    end,
  })
  attach_all()
end

--- Ends every server and starts them again for the buffers that are open; `done` runs when the old ones are gone.
function M.restart(done)
  told_missing = false
  local old = compat.clients()
  for _, client in ipairs(old) do
    ending[client.id] = true
    compat.stop(client)
  end
  local timer, waited = compat.uv.new_timer(), 0
  timer:start(0, 50, vim.schedule_wrap(function()
    local running = vim.tbl_filter(function(client)
      return vim.lsp.get_client_by_id(client.id) ~= nil
    end, old)
    waited = waited + 50
    if #running > 0 then
      if waited == 3000 then
        vim.tbl_map(function(client)
          compat.stop(client, true)
        end, running)
      end
      return
    end
    if timer:is_closing() then
      return
    end
    timer:close()
    M.last_error = nil
    attach_all()
    if done then
      done()
    end
  end))
end

return M
