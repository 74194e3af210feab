-- Opens files of every language; gives the filetype, what is told of each file, and the status line.
local support = require('support')

return function(args)
  local out = {}
  for _, path in ipairs(args.files) do
    local bufnr = support.open(path)
    support.client(bufnr)
    local found = support.wait('findings in ' .. path, function()
      local list = support.diagnostics(bufnr)
      return #list > 0 and list
    end)
    out[path] = { filetype = vim.bo[bufnr].filetype, codes = vim.tbl_map(function(d)
      return d.code
    end, found) }
  end
  return { files = out, clients = #require('drift.compat').clients() }
end
