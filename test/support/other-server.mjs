// A language server that says one thing about every document it is given: the one that Drift runs beside.
let buffered = Buffer.alloc(0);

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
}

function take({ id, method, params }) {
  const start = { line: 0, character: 0 };
  switch (method) {
    case 'initialize':
      return send({ id, result: { capabilities: { textDocumentSync: 1, codeActionProvider: true } } });
    case 'textDocument/didOpen':
    case 'textDocument/didChange': {
      const diagnostics = [{ range: { start, end: start }, source: 'other', message: 'another opinion' }];
      return send({
        method: 'textDocument/publishDiagnostics',
        params: { uri: params.textDocument.uri, diagnostics },
      });
    }
    case 'textDocument/codeAction':
      return send({ id, result: [{ title: 'another action', kind: 'quickfix' }] });
    case 'exit':
      return process.exit(0);
    default:
      if (id !== undefined) send({ id, result: null });
  }
}

process.stdin.on('data', (chunk) => {
  buffered = Buffer.concat([buffered, chunk]);
  for (;;) {
    const end = buffered.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffered.subarray(0, end).toString())?.[1]);
    if (buffered.length < end + 4 + length) return;
    const body = buffered.subarray(end + 4, end + 4 + length).toString();
    buffered = buffered.subarray(end + 4 + length);
    take(JSON.parse(body));
  }
});
