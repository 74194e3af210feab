export * from './pack.ts';
export * from './packs.ts';
export * from './tree-view.ts';
export * from './vocabulary.ts';
