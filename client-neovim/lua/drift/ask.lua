-- Which server a command means, and what it is asked.
local compat = require('drift.compat')
local starter = require('drift.client')
local text = require('drift.text')

local M = {}

--- The client that a command means: that of the buffer, else that of the folder the editor works in, else the only one.
function M.current(bufnr)
  local here = compat.clients(bufnr)[1]
  if here then
    return here
  end
  local all = compat.clients()
  for _, client in ipairs(all) do
    local root = client.config.root_dir
    if root and vim.startswith(compat.uv.cwd() .. '/', root .. '/') then
      return client
    end
  end
  return #all == 1 and all[1] or nil
end

--- URI of the buffer's document where the client reads it, else that of the client's root; nil where it has none.
function M.uri_for(client, bufnr)
  if client.attached_buffers[bufnr] then
    return vim.uri_from_bufnr(bufnr)
  end
  local root = client.config.root_dir
  return root and vim.uri_from_fname(root) or nil
end

--- Asks the server that a command means; tells the person what went wrong. `answer(result, client)` gets the rest.
function M.send(method, params, answer)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = M.current(bufnr)
  if client == nil then
    text.warn('no server runs for this buffer; open a file of one of its languages, or see :checkhealth drift')
    return
  end
  params = params(client, bufnr)
  local sent = compat.request(client, method, params, function(err, result)
    if err then
      starter.failed(text.error_text(err))
      return
    end
    answer(result, client)
  end, bufnr)
  if not sent then
    starter.failed('the server is gone. :DriftRestart starts it again')
  end
end

return M
