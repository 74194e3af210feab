-- What differs between the Neovims from 0.7.2 on, and nothing else.
local M = {}

local fn = vim.fn

--- True from this version on, such as '0.11'.
function M.has(version)
  return fn.has('nvim-' .. version) == 1
end

--- The event loop's library.
M.uv = vim.uv or vim.loop

--- Every running client of Drift, in the order in which they were started.
function M.clients(bufnr)
  local all
  if vim.lsp.get_clients then
    all = vim.lsp.get_clients({ name = 'drift', bufnr = bufnr })
  else
    all = vim.tbl_filter(function(client)
      return client.name == 'drift' and (bufnr == nil or client.attached_buffers[bufnr] ~= nil)
    end, vim.lsp.get_active_clients())
  end
  table.sort(all, function(a, b)
    return a.id < b.id
  end)
  return all
end

--- Sends a request; `handler(err, result)` gets the answer. False where the server is gone.
function M.request(client, method, params, handler, bufnr)
  if M.has('0.11') then
    return client:request(method, params, handler, bufnr)
  end
  return client.request(method, params, handler, bufnr)
end

--- Asks a client to say goodbye to its server; with `force` the server is ended.
function M.stop(client, force)
  if M.has('0.11') then
    client:stop(force)
  else
    client.stop(force)
  end
end

--- Starts a client for a buffer, or attaches the one that runs for the same root.
function M.start(config, bufnr)
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = bufnr })
  end
  for _, client in ipairs(M.clients()) do
    if client.config.root_dir == config.root_dir and not client.is_stopped() then
      vim.lsp.buf_attach_client(bufnr, client.id)
      return client.id
    end
  end
  local id = vim.lsp.start_client(config)
  if id then
    M.starting[id] = config.root_dir or ''
    vim.lsp.buf_attach_client(bufnr, id)
  end
  return id
end

--- Clients of the oldest Neovims that have not answered yet, which nothing lists: root by id.
M.starting = {}

--- Bytes before a place in a line, of a place counted in UTF-16 units.
function M.byte_of(line, character)
  if M.has('0.11') then
    return vim.str_byteindex(line, 'utf-16', character, false)
  end
  local ok, byte = pcall(vim.str_byteindex, line, character, true)
  return ok and byte or #line
end

--- Where the editor writes what its language clients log.
function M.log_path()
  if vim.lsp.log and vim.lsp.log.get_filename then
    return vim.lsp.log.get_filename()
  end
  return vim.lsp.get_log_path()
end

--- A list of a language server's edits, carried out.
function M.apply_edit(edit, client)
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
end

return M
