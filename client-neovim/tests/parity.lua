-- Opens every file of a project and gives all diagnostics by path, when the server says that nothing more comes.
local support = require('support')

return function(args)
  local client
  local buffers = {}
  for _, path in ipairs(args.files) do
    buffers[path] = support.open(path)
    client = support.client(buffers[path])
  end
  support.ask(client, 'drift/check/digest', vim.empty_dict())
  local out = {}
  support.wait('all findings', function()
    local count = 0
    for path, bufnr in pairs(buffers) do
      out[path] = support.diagnostics(bufnr)
      count = count + #out[path]
    end
    return count == args.count
  end)
  return { encoding = client.offset_encoding, files = args.count > 0 and out or vim.empty_dict() }
end
