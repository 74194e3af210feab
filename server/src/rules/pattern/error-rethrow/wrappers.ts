const ERRORS = ['github.com/pkg/errors', 'github.com/cockroachdb/errors', 'golang.org/x/xerrors'];

/** Functions of Go that make an error out of another one, by canonical path: they always wrap it, or their format decides. */
export const WRAPPERS: ReadonlyMap<string, 'wraps' | 'formats'> = new Map([
  ['fmt.Errorf', 'formats'],
  ['golang.org/x/xerrors.Errorf', 'formats'],
  ['errors.New', 'formats'],
  ['github.com/pkg/errors.Errorf', 'formats'],
  ['github.com/pkg/errors.New', 'formats'],
  ...ERRORS.flatMap((module) =>
    ['Wrap', 'Wrapf', 'WithMessage', 'WithMessagef', 'WithStack'].map((name): [string, 'wraps'] => [
      `${module}.${name}`,
      'wraps',
    ]),
  ),
]);
