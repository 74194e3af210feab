import type { Template } from '@drift/shared';

const HEAD = `# What stands here wins over the built-in values, for everybody who works on this project.
# \`drift config\` prints every setting in force and where it comes from.
`;

/** What setting up writes into `drift.toml`: only what differs from the built-in values; the rest is comment. */
export const CONFIG_TEMPLATES: Readonly<Record<Template, string>> = {
  default: `${HEAD}
# [scan]
# extra_ignore = ["legacy/**"]      # as in .gitignore; .driftignore files work too

# [quality_gates]
# fail_on = "warning"               # lowest severity that makes \`drift check\` fail; built-in: "error"
`,
  ci: `${HEAD}
# New code must be free of warnings too; what was there before stays a backlog.
[quality_gates]
fail_on = "warning"
`,
  strict: `${HEAD}
# Warnings fail the check, and old deviations from conventions keep their severity.
[quality_gates]
fail_on = "warning"

[conventions]
scope = "all"
`,
};

/** What setting up writes into `.driftignore`. */
export const DRIFTIGNORE = `# Files Drift does not look at, beside those of .gitignore; same syntax.
`;
