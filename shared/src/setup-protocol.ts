import * as z from 'zod';
import { LANGUAGES } from './language.ts';
import { uri } from './root-uri.ts';
import { wsAnswerOf } from './ws-answer.ts';

// The drift/ws.* methods about the shape of a workspace, its set-up, and the projects this user has.

/** What `drift.toml` may start with. */
export const TEMPLATES = ['default', 'strict', 'ci'] as const;
/** One of the templates. */
export type Template = (typeof TEMPLATES)[number];

/** The root meant, by a document or folder in it; the first one without it. */
const rootParams = z.strictObject({ uri });

const packageSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Folder from the root; `''` for the root itself. */
  path: z.string(),
  ecosystem: z.string(),
  /** The language most of its files are written in; `null` where it has none of the ten. */
  language: z.enum(LANGUAGES).nullable(),
  files: z.number().int(),
  frameworks: z.array(z.string()).readonly(),
  /** Ids of packages of the same workspace. */
  dependencies: z.array(z.string()).readonly(),
});
/** One package of a workspace. */
export type PackageInfo = z.infer<typeof packageSchema>;

const shapeSchema = z.object({
  languages: z
    .array(
      z.object({
        language: z.enum(LANGUAGES),
        files: z.number().int(),
        /** Of all files of the ten languages. */
        share: z.number(),
        /** Files that say so besides those counted (`tsconfig.json`, `go.mod`, ...). */
        markers: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  /** Languages that were seen and that Drift cannot read. */
  unsupported: z.array(z.object({ language: z.string(), files: z.number().int() })).readonly(),
  frameworks: z.array(z.object({ name: z.string(), places: z.array(z.string()).readonly() })).readonly(),
  layout: z.object({ kind: z.enum(['single', 'monorepo']), tools: z.array(z.string()).readonly() }),
  packages: z.array(packageSchema).readonly(),
  formatters: z.array(z.string()).readonly(),
  ci: z.array(z.string()).readonly(),
  editors: z.array(z.string()).readonly(),
  files: z.number().int(),
});
/** What a workspace is made of. */
export type WorkspaceShape = z.infer<typeof shapeSchema>;

/** What would be done with one file, and what lies there now. */
export const plannedFileSchema = z.object({
  path: z.string(),
  /** `create`: nothing is there. `append`: lines are missing at the end. `replace`: it says something else. `keep`: nothing to do. */
  action: z.enum(['create', 'append', 'replace', 'keep']),
  content: z.string(),
  existing: z.string().nullable(),
  /** Unified diff from `existing` to `content`; `''` where nothing changes. */
  diff: z.string(),
});
/** One such file. */
export type PlannedFile = z.infer<typeof plannedFileSchema>;

/** Parameters of `drift/ws.detect`. */
export const wsDetectParamsSchema = rootParams.extend({ template: z.enum(TEMPLATES).default('default') });
/** Answer of `drift/ws.detect`: what there is, and what setting up would write. */
export const wsDetectAnswerSchema = z.object({
  root: z.string(),
  /** How git is used here, in words. */
  git: z.object({ available: z.boolean(), repository: z.boolean(), message: z.string() }),
  shape: shapeSchema,
  plan: z.array(plannedFileSchema).readonly(),
  /** What keeps Drift from working as meant. */
  warnings: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.detect`, after parsing. */
export type DetectAnswer = z.infer<typeof wsDetectAnswerSchema>;

/** Parameters of `drift/ws.initialize`; `force` replaces a `drift.toml` that says something else. */
export const wsInitializeParamsSchema = rootParams.extend({
  template: z.enum(TEMPLATES).default('default'),
  force: z.boolean().default(false),
});
/** Parameters of `drift/ws.initialize`, after parsing. */
export type InitializeParams = z.infer<typeof wsInitializeParamsSchema>;
/** Answer of `drift/ws.initialize`. */
export const wsInitializeAnswerSchema = wsAnswerOf({
  root: z.string(),
  /** True where no `drift.toml` was there before. */
  isNew: z.boolean(),
  written: z.array(z.string()).readonly(),
  /** Files that say something else than the template and were left as they are. */
  kept: z.array(z.string()).readonly(),
  warnings: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.initialize`, after parsing. */
export type InitializeAnswer = z.infer<typeof wsInitializeAnswerSchema>;

/** Parameters of `drift/ws.listPackages`. */
export const wsPackagesParamsSchema = rootParams;
/** Answer of `drift/ws.listPackages`. */
export const wsPackagesAnswerSchema = shapeSchema.pick({ layout: true, packages: true });
/** Answer of `drift/ws.listPackages`, after parsing. */
export type PackagesAnswer = z.infer<typeof wsPackagesAnswerSchema>;

const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** The one switched to last. */
  active: z.boolean(),
  /** True where its folder is still there. */
  exists: z.boolean(),
});
/** A project this user has set up. */
export type ProjectInfo = z.infer<typeof projectSchema>;
/** One line of the list of projects that a user's home keeps: something that happened, and when. */
export const registryLineSchema = z.object({
  path: z.string().min(1),
  event: z.enum(['added', 'switched']),
  at: z.string(),
});
/** Such a line, after parsing. */
export type RegistryLine = z.infer<typeof registryLineSchema>;
/** Answer of `drift/ws.listProjects`. */
export const wsProjectsAnswerSchema = z.object({ projects: z.array(projectSchema).readonly() });

/** Parameters of `drift/ws.switchProject`: a name, path, id, the one name that holds this text, or a folder with `.drift`. */
export const wsSwitchProjectParamsSchema = z.strictObject({
  identifier: z.string().min(1),
  /** False only finds the project and notes nothing. */
  remember: z.boolean().default(true),
});
/** Answer of `drift/ws.switchProject`. */
export const wsSwitchProjectAnswerSchema = wsAnswerOf({ project: projectSchema });
/** Answer of `drift/ws.switchProject`, after parsing. */
export type SwitchProjectAnswer = z.infer<typeof wsSwitchProjectAnswerSchema>;

/** Parameters of `drift/ws.getContext`. */
export const wsContextParamsSchema = rootParams;
/** Answer of `drift/ws.getContext`: what is known of a workspace without reading its files. */
export const wsContextAnswerSchema = z.object({
  project: z.object({ id: z.string(), name: z.string(), path: z.string() }),
  initialized: z.boolean(),
  driftVersion: z.string(),
  languages: z.array(z.string()).readonly(),
  frameworks: z.array(z.string()).readonly(),
  layout: shapeSchema.shape.layout.extend({ packageCount: z.number().int() }),
  /** What the team decided about conventions, counted by kind. */
  decisions: z.object({ approved: z.number().int(), rejected: z.number().int(), pinned: z.number().int() }),
  /** What is wrong with `drift.toml` and the decisions. */
  problems: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.getContext`, after parsing. */
export type ContextAnswer = z.infer<typeof wsContextAnswerSchema>;
