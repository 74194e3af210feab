/** Families of packages whose members can depend on each other by name. */
export type Ecosystem = 'npm' | 'cargo' | 'go' | 'maven' | 'gradle' | 'dotnet' | 'python' | 'php' | 'ruby';

/** What a manifest that ties packages together says. */
export interface WorkspaceClaim {
  /** Who reads the manifest: `pnpm`, `npm`, `cargo`, ... */
  readonly tool: string;
  readonly ecosystem: Ecosystem;
  /** Folder the patterns hold from. */
  readonly dir: string;
  /** Patterns of folders below `dir`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Members that lie elsewhere than their name says. */
  readonly moved?: readonly MovedMember[];
}

/** A member of a workspace whose folder is not the one its name says. */
export interface MovedMember {
  readonly name: string;
  /** The folder its name says, and the one it has, from the folder of the claim. */
  readonly from: string;
  readonly to: string;
}

/** A package as the manifest in its folder declares it. */
export interface PackageManifest {
  readonly ecosystem: Ecosystem;
  readonly file: string;
  readonly dir: string;
  /** The name others depend on, or `null`. */
  readonly name: string | null;
  /** Names of what it depends on, as its ecosystem compares them. */
  readonly dependencies: readonly string[];
  /** Folders of the workspace it depends on by their place. */
  readonly references: readonly string[];
}

/** What one manifest says. */
export interface ManifestReading {
  readonly packages: readonly PackageManifest[];
  readonly claims: readonly WorkspaceClaim[];
}

/** Says nothing. */
export const NOTHING_SAID: ManifestReading = { packages: [], claims: [] };

/** A reader of the manifests of one ecosystem. */
export type ManifestReader = (file: string, text: string) => ManifestReading;
