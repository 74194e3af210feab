-- The root that a status line tells of, for each of some documents.
return function(args)
  local status = require('drift.status')
  local roots = vim.tbl_map(function(uri)
    return { uri = uri }
  end, args.roots)
  return vim.tbl_map(function(uri)
    local root = status.root_for({ roots = roots }, uri)
    return root and root.uri or ''
  end, args.documents)
end
