import type { Host } from '../host/host.ts';
import type { PackageRecord } from '../store/database/records.ts';
import { readShape } from './detection/read-shape.ts';
import type { Workspace } from './workspace.ts';

/** The packages of a loaded workspace, as the database keeps them. */
export async function packageRecords(host: Host, workspace: Workspace): Promise<readonly PackageRecord[]> {
  const { lastScan } = workspace;
  if (lastScan === null) return [];
  const { packages } = await readShape(host, workspace.root, lastScan, workspace.index.manifests);
  const names = new Map(packages.map((p) => [p.id, p.name]));
  return packages.map((p) => ({
    path: p.path,
    name: p.name,
    kind: p.ecosystem,
    language: p.language ?? '',
    framework: p.frameworks.join(', '),
    dependencies: p.dependencies.map((id) => names.get(id) ?? id),
  }));
}
