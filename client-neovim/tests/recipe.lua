-- Runs a block of docs/editors.md as a configuration, then opens a file.
local support = require('support')

return function(args)
  local chunk = assert(loadstring(args.block))
  chunk()
  local bufnr = support.open(args.file)
  local found = support.await_codes(bufnr, args.codes)
  return #found
end
