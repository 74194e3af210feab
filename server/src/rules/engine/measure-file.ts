import type { Span } from '@drift/shared';
import { NUMERIC_FEATURES } from '../registry.ts';
import { touches } from './damaged-ranges.ts';
import type { FileView } from './file-view.ts';
import { MeasureCollector, type MeasureSet } from './measure-set.ts';

/** Every feature's measures of one file; `guard` runs a part that must not take the rest down with it. */
export function measuresOf(
  view: FileView,
  damaged: readonly Span[],
  guard: (id: string, part: () => void) => void,
): MeasureSet {
  const collector = new MeasureCollector();
  if (view.role === 'source' || view.role === 'test') {
    NUMERIC_FEATURES.forEach((feature, index) => {
      if (!feature.languages.includes(view.language) || (view.role === 'test' && !feature.inTests)) return;
      guard(feature.id, () =>
        feature.measure(view, (m) => {
          if (!touches(damaged, m)) collector.add(index, feature.shape, m);
        }),
      );
    });
  }
  return collector.pack();
}
