// Generated from the rule folders by scripts/registry.mjs; do not edit.

/** The page of each rule, as Markdown. */
export const RULE_PAGES: Readonly<Record<string, string>> = {
};
