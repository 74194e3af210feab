// What one token that spells a name can mean, as far as its place in the syntax says.
import type { LanguageId } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';

/**
 * - `plain`: a variable, function or type by its bare name; `type`: only a type can stand here; `call`: only a function
 *   can, in languages that keep functions apart from variables;
 * - `member`: a member of what the site's prefix says; `keyword`: names a parameter of what is called;
 * - `shorthand`: `{a}` makes a property; `pattern`: `{a}` takes one apart and declares a name;
 * - `specifier`: in the list of an import or export; `outer`: says that the name is that of an outer scope;
 * - `other`: a key, a label, a name that has nothing to do with variables; `text`: inside a literal;
 * - `unclear`: it may be read by its name, or mean two things at once.
 */
export type NameUse =
  | 'plain'
  | 'type'
  | 'call'
  | 'member'
  | 'keyword'
  | 'shorthand'
  | 'pattern'
  | 'specifier'
  | 'outer'
  | 'other'
  | 'text'
  | 'unclear';

/** A pattern over `kind parent.field grandparent.field`, what it means, and what else must hold. */
type Row = readonly [pattern: RegExp, use: NameUse, holds?: (site: NameSite) => boolean];

const hasPrefix = (site: NameSite): boolean => site.prefix.trim() !== '';
/** The name is followed by nothing but its colon. */
const isAlone = (site: NameSite): boolean => (site.around[0]?.end ?? 0) <= site.end + 1;

const ECMASCRIPT: readonly Row[] = [
  [/^(?:private_)?property_identifier member_expression/, 'member'],
  [/^(?:private_)?property_identifier /, 'other'],
  [/^shorthand_property_identifier_pattern /, 'pattern'],
  [/^shorthand_property_identifier /, 'shorthand'],
  [/^statement_identifier /, 'other'],
  [/^(?:type_)?identifier (?:import_|export_specifier|namespace_import|namespace_export)/, 'specifier'],
  [/^identifier (?:internal_module|module|import_require_clause|import_alias|jsx_namespace_name)\b/, 'unclear'],
  [/^identifier jsx_/, 'unclear', (site) => !/jsx_expression|jsx_attribute/.test(site.around[0]?.kind ?? '')],
  [/^identifier member_expression\.object jsx_/, 'unclear'],
  [/^identifier index_signature/, 'other'],
  [
    /^identifier (?:required|optional)_parameter/,
    'unclear',
    (site) => /@|\b(?:private|public|protected|readonly|override)\s/.test(site.prefix),
  ],
  [/^type_identifier nested_type_identifier\.name/, 'member'],
  [/^type_identifier /, 'type'],
  [/^identifier /, 'plain'],
];

const ROWS: Readonly<Record<LanguageId, readonly Row[]>> = {
  javascript: ECMASCRIPT,
  typescript: ECMASCRIPT,
  python: [
    [/^identifier attribute\.attribute/, 'member'],
    [/^identifier keyword_argument\.name/, 'keyword'],
    [/^identifier keyword_pattern/, 'unclear'],
    [/^identifier (?:dotted_name\. )?(?:import_|aliased_import|future_import|relative_import)/, 'specifier'],
    [/^identifier dotted_name/, 'member', hasPrefix],
    [/^identifier (?:global|nonlocal)_statement/, 'outer'],
    [/^identifier interpolation/, 'unclear', (site) => site.next.startsWith('=')],
    [/^identifier /, 'plain'],
  ],
  java: [
    [/^identifier (?:field_access\.field|scoped_identifier\.name)/, 'member'],
    [/^identifier scoped_identifier/, 'other'],
    [/^identifier method_invocation\.name/, 'member', hasPrefix],
    [/^identifier method_reference/, 'member', hasPrefix],
    [/^identifier (?:method_invocation|method_declaration)\.name/, 'call'],
    [/^identifier (?:marker_)?annotation\.name/, 'type'],
    [/^identifier (?:element_value_pair\.key|package_declaration|module)/, 'other'],
    [/^identifier (?:labeled|break|continue)_statement/, 'other'],
    [/^identifier (?:switch_label|enum_constant\.name|record_pattern)/, 'unclear'],
    [/^identifier (?:\w+_type|class|interface|enum|record|constructor)_declaration\.name/, 'type'],
    [/^type_identifier /, 'type'],
    [/^identifier formal_parameter/, 'unclear', (site) => site.prefix.includes('@')],
    [/^identifier /, 'plain'],
  ],
  csharp: [
    [/^identifier (?:member_access_expression|member_binding_expression|\w*qualified_name)\.name/, 'member'],
    [/^identifier (?:argument\.name|name_colon)/, 'keyword'],
    [/^identifier attribute\./, 'type'],
    [/^identifier (?:attribute_argument\.name|labeled_statement|goto_statement|using_directive|namespace)/, 'other'],
    [/^identifier assignment_expression\.left initializer_expression/, 'other'],
    [/^identifier (?:anonymous_object_creation|subpattern|with_initializer|name_equals|generic_name)/, 'unclear'],
    [/^identifier (?:constant_pattern|argument\. tuple_expression)/, 'unclear'],
    [/^identifier \w+\.(?:type|returns)\b/, 'type'],
    [
      /^identifier (?:base_list|type_argument_list|type_parameter\w*|typeof_expression|array_type|nullable_type)/,
      'type',
    ],
    [/^identifier (?:class|struct|interface|enum|record|delegate|constructor|destructor)_declaration\.name/, 'type'],
    [/^identifier parameter/, 'unclear', (site) => site.prefix.includes('[')],
    [/^(?:identifier|implicit_parameter) /, 'plain'],
  ],
  go: [
    [/^field_identifier selector_expression/, 'member'],
    [/^(?:field_identifier|package_identifier|label_name) /, 'other'],
    [/^type_identifier /, 'type'],
    [/^identifier literal_element\S* keyed_element\.key/, 'unclear'],
    [/^identifier /, 'plain'],
  ],
  php: [
    [/^name variable_name\S* scoped_property_access_expression\.name/, 'member'],
    [/^name variable_name\S* property_element/, 'other'],
    [/^name variable_name\S* (?:property_promotion_parameter|global_declaration|dynamic_variable_name)/, 'unclear'],
    [/^name dynamic_variable_name/, 'unclear'],
    [/^name variable_name/, 'plain'],
    [/^name argument\.name/, 'keyword'],
    [/^name \w*(?:member_access|member_call|scoped_call|class_constant_access)_expression/, 'member', hasPrefix],
    [/^name /, 'other'],
  ],
  ruby: [
    [/^identifier call\.method/, 'member', hasPrefix],
    [/^identifier (?:call\.method|(?:singleton_)?method\.name|alias|undef)/, 'call'],
    [/^identifier keyword_parameter\.name/, 'unclear'],
    [/^hash_key_symbol /, 'unclear', isAlone],
    [/^hash_key_symbol /, 'other'],
    [/^identifier /, 'plain'],
  ],
  rust: [],
  kotlin: [
    [/^identifier navigation_expression/, 'member', hasPrefix],
    [/^identifier value_argument\./, 'keyword', (site) => site.next === '='],
    [/^identifier callable_reference/, 'unclear'],
    [/^identifier (?:user_type|type_alias|object_declaration|class_declaration|enum_entry)/, 'type'],
    [/^identifier infix_expression/, 'unclear', (s) => hasPrefix(s) && (s.around[0]?.end ?? 0) > s.end],
    [/^identifier (?:label\w*|\w+_expression\.label|this_expression|super_expression)/, 'other'],
    [/^identifier class_parameter/, 'unclear', (site) => /@|\b(?:val|var)\b/.test(site.prefix)],
    [/^identifier parameter/, 'unclear', (site) => site.prefix.includes('@')],
    [
      /^identifier (?:call_expression\.|function_declaration)/,
      'call',
      (site) => !hasPrefix(site) || /\bfun\b/.test(site.prefix),
    ],
    [/^identifier (?:qualified_identifier|import|package_header)/, 'specifier'],
    [/^identifier /, 'plain'],
  ],
};

/** What a site of a name means in a language; a name in damaged syntax is `unclear`. */
export function useOf(language: LanguageId, site: NameSite): NameUse {
  const [parent, outer] = site.around;
  if (site.around.some((node) => node.kind === 'ERROR')) return 'unclear';
  const shape = `${site.kind} ${parent?.kind ?? ''}.${site.field} ${outer?.kind ?? ''}.${parent?.field ?? ''}`;
  for (const [pattern, use, holds] of ROWS[language]) {
    if (pattern.test(shape) && (holds === undefined || holds(site))) return use;
  }
  return 'text';
}

/** The nodes that introduce a name where it stands directly in them. */
const DECLARING: Readonly<Record<LanguageId, RegExp | null>> = {
  javascript: null,
  typescript: null,
  python:
    /^(?:(?:augmented_)?assignment\.left|for_statement\.left|for_in_clause\.left|as_pattern_target\.|(?:pattern_list|tuple_pattern|list_pattern|parameters|lambda_parameters|typed_parameter|list_splat_pattern|dictionary_splat_pattern|delete_statement|type_parameter)\.|(?:typed_)?default_parameter\.name|named_expression\.name|function_definition\.name|class_definition\.name|dotted_name\.)$/,
  java: /^(?:variable_declarator\.name|formal_parameter\.name|enhanced_for_statement\.name|resource\.name|catch_formal_parameter\.name|inferred_parameters\.|lambda_expression\.parameters|instanceof_expression\.name|type_pattern\.|spread_parameter\.)$/,
  csharp:
    /^(?:variable_declarator\.name|parameter\.name|foreach_statement\.left|catch_declaration\.name|declaration_pattern\.name|declaration_expression\.name|tuple_pattern\.name|from_clause\.name|lambda_expression\.parameters)$/,
  go: null,
  php: null,
  ruby: null,
  rust: null,
  kotlin: /^(?:variable_declaration\.|parameter\.|catch_block\.)$/,
};
const ES_DECLARING =
  /^(?:variable_declarator\.name|(?:required|optional)_parameter\.pattern|formal_parameters\.|arrow_function\.parameter|catch_clause\.parameter|function_declaration\.name|generator_function_declaration\.name|function_expression\.name|class_declaration\.name|enum_declaration\.name|type_alias_declaration\.name|interface_declaration\.name|abstract_class_declaration\.name|function_signature\.name|type_parameter\.name)$/;
/** Patterns that take something apart, in a declaration or in an assignment. */
const ES_PATTERN = /^(?:rest_pattern\.|array_pattern\.|pair_pattern\.value|(?:object_)?assignment_pattern\.left)$/;
const GO_DECLARING =
  /^(?:expression_list\. (?:short_var_declaration\.left|range_clause\.left|receive_statement\.left|type_switch_statement\.alias)|parameter_declaration\.name|variadic_parameter_declaration\.name|var_spec\.name|const_spec\.name|function_declaration\.name)/;

/** Whether a pattern declares its names, and does not assign to what exists. */
function isInDeclaration(site: NameSite): boolean {
  const user = site.around.find((n) => !/_pattern$/.test(n.kind));
  return (
    user !== undefined &&
    /^(?:variable_declarator|formal_parameters|(?:required|optional)_parameter|for_in_statement|catch_clause)$/.test(
      user.kind,
    )
  );
}

/** Whether the name is introduced at this site. */
export function isDeclaring(language: LanguageId, site: NameSite): boolean {
  const [parent, outer] = site.around;
  const shape = `${parent?.kind ?? ''}.${site.field}`;
  if (language === 'typescript' || language === 'javascript') {
    if (site.kind === 'shorthand_property_identifier_pattern' || ES_PATTERN.test(shape)) return isInDeclaration(site);
    if (parent?.kind === 'for_in_statement') return /\b(?:const|let|var)\b/.test(site.prefix) && site.field === 'left';
    return ES_DECLARING.test(shape);
  }
  if (language === 'go')
    return GO_DECLARING.test(
      parent?.kind === 'expression_list' ? `expression_list. ${outer?.kind}.${parent.field}` : shape,
    );
  return DECLARING[language]?.test(shape) === true;
}
