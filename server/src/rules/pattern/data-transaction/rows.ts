import type { LanguageId } from '@drift/shared';

/** One way to make several writes one. */
export interface TransactionRow {
  readonly languages: readonly LanguageId[];
  /** `wrapper`: what is inside runs in it and is undone by itself; `explicit`: begun and ended by calls. */
  readonly value: 'wrapper' | 'explicit';
  /** A call, or a mark on the function or its class. */
  readonly by: 'call' | 'mark';
  /** Last segments. */
  readonly names: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  readonly positive: string;
  readonly nearMiss: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];

/** Every way known to make several writes one. */
export const TRANSACTION_ROWS: readonly TransactionRow[] = [
  {
    languages: SCRIPT,
    value: 'wrapper',
    by: 'call',
    names: ['$transaction', 'transaction', 'withTransaction', 'transactional', 'tx'],
    receiver: /\w/,
    positive: 'await prisma.$transaction(async (tx) => { await tx.user.create(a); await tx.order.create(b); });',
    nearMiss: 'await prisma.$connect(async (tx) => { await tx.user.create(a); await tx.order.create(b); });',
  },
  {
    languages: SCRIPT,
    value: 'explicit',
    by: 'call',
    names: ['startTransaction', 'beginTransaction', 'commitTransaction', 'commit', 'rollback'],
    receiver: /\w/,
    positive: 'runner.startTransaction(); await prisma.a.create(a); await prisma.b.create(b); runner.commit();',
    nearMiss: 'runner.startRunning(); await prisma.a.create(a); await prisma.b.create(b);',
  },
  {
    languages: SCRIPT,
    value: 'wrapper',
    by: 'mark',
    names: ['Transactional', 'Transaction'],
    positive: 'class A { @Transactional() async b() { await prisma.a.create(a); await prisma.b.create(b); } }',
    nearMiss: 'class A { @Logged() async b() { await prisma.a.create(a); await prisma.b.create(b); } }',
  },
  {
    languages: ['python'],
    value: 'wrapper',
    by: 'call',
    names: ['atomic', 'begin', 'begin_nested', 'transaction', 'in_transaction'],
    receiver: /\w/,
    positive:
      'def a():\n    with transaction.atomic():\n        A.objects.create(a=1)\n        B.objects.create(a=1)\n',
    nearMiss: 'def a():\n    with timer.measured():\n        A.objects.create(a=1)\n        B.objects.create(a=1)\n',
  },
  {
    languages: ['python'],
    value: 'wrapper',
    by: 'mark',
    names: ['atomic', 'transactional'],
    positive: '@transaction.atomic\ndef a():\n    A.objects.create(a=1)\n    B.objects.create(a=1)\n',
    nearMiss: '@cached\ndef a():\n    A.objects.create(a=1)\n    B.objects.create(a=1)\n',
  },
  {
    languages: ['python'],
    value: 'explicit',
    by: 'call',
    names: ['commit', 'rollback'],
    receiver: /\w/,
    positive: 'def a():\n    A.objects.create(a=1)\n    B.objects.create(a=1)\n    connection.commit()\n',
    nearMiss: 'def a():\n    A.objects.create(a=1)\n    B.objects.create(a=1)\n    connection.close()\n',
  },
  {
    languages: JVM,
    value: 'wrapper',
    by: 'mark',
    names: ['Transactional'],
    positive: 'class A { @Transactional void b() { userRepository.save(a); orderRepository.save(b); } }',
    nearMiss: 'class A { @Async void b() { userRepository.save(a); orderRepository.save(b); } }',
  },
  {
    languages: JVM,
    value: 'wrapper',
    by: 'call',
    names: [
      'execute',
      'executeWithoutResult',
      'transaction',
      'newSuspendedTransaction',
      'inTransaction',
      'transactionResult',
    ],
    receiver: /^(?:\w+\.)*(?:\w*[tT]ransaction\w*|tx\w*|dsl\w*|)$/,
    positive: 'class A { void b() { transactionTemplate.execute(s -> { aDao.save(a); return bDao.save(b); }); } }',
    nearMiss: 'class A { void b() { pool.execute(s -> { aDao.save(a); return bDao.save(b); }); } }',
  },
  {
    languages: JVM,
    value: 'explicit',
    by: 'call',
    names: ['commit', 'rollback', 'setAutoCommit', 'beginTransaction'],
    receiver: /\w/,
    positive: 'class A { void b() { aDao.save(a); bDao.save(b); connection.commit(); } }',
    nearMiss: 'class A { void b() { aDao.save(a); bDao.save(b); connection.close(); } }',
  },
  {
    languages: ['csharp'],
    value: 'wrapper',
    by: 'call',
    names: ['TransactionScope', 'ExecuteInTransactionAsync', 'ExecuteInTransaction'],
    receiver: /^(?:\w+(?:\.\w+)*)?$/,
    positive:
      'class A { void B() { using var s = new TransactionScope(); aRepo.Save(a); c.Execute(x); c.Execute(y); } }',
    nearMiss: 'class A { void B() { using var s = new LoggerScope(); aRepo.Save(a); } }',
  },
  {
    languages: ['csharp'],
    value: 'explicit',
    by: 'call',
    names: ['BeginTransaction', 'BeginTransactionAsync', 'Commit', 'CommitAsync', 'Rollback', 'RollbackAsync'],
    receiver: /\w/,
    positive: 'class A { void B() { using var t = c.BeginTransaction(); c.Execute(x); c.Execute(y); t.Commit(); } }',
    nearMiss: 'class A { void B() { using var t = c.Open(); c.Execute(x); c.Execute(y); } }',
  },
  {
    languages: ['go'],
    value: 'wrapper',
    by: 'call',
    names: [
      'Transaction',
      'RunInTx',
      'WithTx',
      'RunInTransaction',
      'InTx',
      'WithTransaction',
      'BeginTxFunc',
      'BeginFunc',
    ],
    receiver: /\w/,
    positive: 'package a\nfunc b() { db.Transaction(func(tx *gorm.DB) error { return nil }) }',
    nearMiss: 'package a\nfunc b() { db.Session(func(tx *gorm.DB) error { return nil }) }',
  },
  {
    languages: ['go'],
    value: 'explicit',
    by: 'call',
    names: ['Begin', 'BeginTx', 'Beginx', 'BeginTxx', 'Commit', 'Rollback'],
    receiver: /\w/,
    positive: 'package a\nfunc b() { tx, err := db.BeginTx(ctx, nil); tx.Commit() }',
    nearMiss: 'package a\nfunc b() { c, err := db.Conn(ctx); c.Close() }',
  },
  {
    languages: ['php'],
    value: 'wrapper',
    by: 'call',
    names: ['transaction', 'transactional', 'wrapInTransaction'],
    receiver: /\w/,
    positive: '<?php\nDB::transaction(function () { $a->save(); });',
    nearMiss: '<?php\nDB::listen(function () { $a->save(); });',
  },
  {
    languages: ['php'],
    value: 'explicit',
    by: 'call',
    names: ['beginTransaction', 'commit', 'rollBack', 'rollback'],
    receiver: /\w/,
    positive: '<?php\nDB::beginTransaction(); DB::commit();',
    nearMiss: '<?php\nDB::connection(); DB::close();',
  },
  {
    languages: ['ruby'],
    value: 'wrapper',
    by: 'call',
    names: ['transaction', 'with_lock'],
    receiver: /^/,
    positive: 'def a\n  User.transaction do\n    b\n  end\nend\n',
    nearMiss: 'def a\n  User.unscoped do\n    b\n  end\nend\n',
  },
  {
    languages: ['ruby'],
    value: 'explicit',
    by: 'call',
    names: ['begin_db_transaction', 'commit_db_transaction', 'begin_transaction', 'commit_transaction'],
    receiver: /\w/,
    positive: 'def a\n  connection.begin_db_transaction\nend\n',
    nearMiss: 'def a\n  connection.reconnect!\nend\n',
  },
  {
    languages: ['rust'],
    value: 'wrapper',
    by: 'call',
    names: ['transaction', 'build_transaction'],
    receiver: /\w/,
    positive: 'fn a() { conn.transaction(|c| b(c)); }',
    nearMiss: 'fn a() { conn.interact(|c| b(c)); }',
  },
  {
    languages: ['rust'],
    value: 'explicit',
    by: 'call',
    names: ['begin', 'commit', 'rollback', 'begin_transaction'],
    receiver: /\w/,
    positive: 'async fn a() { let mut tx = pool.begin().await?; tx.commit().await?; }',
    nearMiss: 'async fn a() { let mut c = pool.acquire().await?; c.close().await?; }',
  },
];
