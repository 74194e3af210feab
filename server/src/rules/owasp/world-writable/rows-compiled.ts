import type { CallRow } from '../../engine/api-table.ts';
import { OPEN_MODE, OPEN_MODE_SYMBOLS, OPEN_MODE_TEXT } from './modes.ts';

const JVM = ['java', 'kotlin'] as const;
const NUMBER = { shapes: ['number'], text: OPEN_MODE } as const;

/** Compiled languages: calls that give a file a mode everybody can write. */
export const COMPILED_ROWS: readonly CallRow[] = [
  {
    languages: ['go'],
    callee: ['os.Chmod', 'syscall.Chmod', 'golang.org/x/sys/unix.Chmod'],
    when: [{ at: [1], ...NUMBER }],
    positive: 'package a\nimport "os"\nfunc f() { os.Chmod(path, 0777) }\n',
    nearMiss: 'package a\nimport "os"\nfunc f() { os.Chmod(path, 0755) }\n',
  },
  {
    languages: ['go'],
    callee: ['os.Chmod'],
    when: [{ at: [1], text: /^(?:os|fs)\.ModePerm$/ }],
    positive: 'package a\nimport "os"\nfunc f() { os.Chmod(path, os.ModePerm) }\n',
    nearMiss: 'package a\nimport "os"\nfunc f() { os.Chmod(path, info.Mode()) }\n',
  },
  {
    languages: ['go'],
    callee: ['*.Chmod'],
    imports: ['os'],
    when: [{ at: [0], ...NUMBER }],
    positive: 'package a\nimport "os"\nfunc f(file *os.File) { file.Chmod(0o666) }\n',
    nearMiss: 'package a\nimport "os"\nfunc f(file *os.File) { file.Chmod(0o644) }\n',
  },
  {
    languages: ['go'],
    callee: ['os/exec.Command'],
    when: [
      { at: [0], text: /^chmod$/ },
      { at: [1], shapes: ['string'], text: OPEN_MODE_TEXT },
    ],
    positive: 'package a\nimport "os/exec"\nfunc f() { exec.Command("chmod", "777", path).Run() }\n',
    nearMiss: 'package a\nimport "os/exec"\nfunc f() { exec.Command("chmod", "755", path).Run() }\n',
  },
  {
    languages: ['go'],
    callee: ['os/exec.Command'],
    when: [
      { at: [0], text: /^chmod$/ },
      { at: [1], shapes: ['string'], text: OPEN_MODE_SYMBOLS },
    ],
    positive: 'package a\nimport "os/exec"\nfunc f() { exec.Command("chmod", "a+w", path).Run() }\n',
    nearMiss: 'package a\nimport "os/exec"\nfunc f() { exec.Command("chmod", "a+x", path).Run() }\n',
  },
  {
    languages: JVM,
    callee: ['*.setWritable'],
    when: [
      { at: [0], shapes: ['true'] },
      { at: [1], shapes: ['false'] },
    ],
    positive: 'class A { void f() { file.setWritable(true, false); } }\n',
    nearMiss: 'class A { void f() { file.setWritable(true, true); } }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.set_mode'],
    imports: ['std::os::unix::fs', 'std::os::unix::prelude'],
    when: [{ at: [0], ...NUMBER }],
    positive: 'use std::os::unix::fs::PermissionsExt;\nfn f() { permissions.set_mode(0o777); }\n',
    nearMiss: 'use std::os::unix::fs::PermissionsExt;\nfn f() { permissions.set_mode(0o755); }\n',
  },
  {
    languages: ['rust'],
    callee: ['Permissions.from_mode', 'std.fs.Permissions.from_mode', 'fs.Permissions.from_mode'],
    when: [{ at: [0], ...NUMBER }],
    positive: 'use std::fs;\nfn f() { fs::set_permissions(path, fs::Permissions::from_mode(0o666)); }\n',
    nearMiss: 'use std::fs;\nfn f() { fs::set_permissions(path, fs::Permissions::from_mode(0o600)); }\n',
  },
  {
    languages: ['csharp'],
    callee: ['File.SetUnixFileMode', 'System.IO.File.SetUnixFileMode'],
    when: [{ at: [1], text: /(?:^|\.)UnixFileMode\.OtherWrite$/ }],
    positive: 'class A { void F() { File.SetUnixFileMode(path, UnixFileMode.OtherWrite); } }\n',
    nearMiss: 'class A { void F() { File.SetUnixFileMode(path, UnixFileMode.UserWrite); } }\n',
  },
  {
    languages: ['csharp'],
    callee: ['FileSystemAccessRule', 'System.Security.AccessControl.FileSystemAccessRule'],
    when: [
      { at: [0], shapes: ['string'], text: /^(?:Everyone|World)$/i },
      { at: [1], text: /(?:^|\.)FileSystemRights\.(?:FullControl|Write|Modify|WriteData)$/ },
      { at: [4, 2], text: /(?:^|\.)AccessControlType\.Allow$/ },
    ],
    positive:
      'class A { object F() { return new FileSystemAccessRule("Everyone", FileSystemRights.FullControl, AccessControlType.Allow); } }\n',
    nearMiss:
      'class A { object F() { return new FileSystemAccessRule("Everyone", FileSystemRights.Read, AccessControlType.Allow); } }\n',
  },
];
