import type { RuleSetting } from '../config/model.ts';
import type { RunOptions } from './options.ts';

/** hadolint's options that set rules' options: what `--trusted-registry`, `--require-label` and `--strict-labels` mean here. */
export function hadolintSettings({ trustedRegistries, requiredLabels, strictLabels }: RunOptions['hadolint']): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  if (trustedRegistries.length > 0) settings.set('trusted-registry', { level: 'on', options: { registries: trustedRegistries } });
  if (requiredLabels.length > 0) {
    const schema = Object.fromEntries(requiredLabels.map((label) => {
      const colon = label.lastIndexOf(':');
      return colon === -1 ? [label, 'text'] : [label.slice(0, colon), label.slice(colon + 1)];
    }));
    settings.set('label-required', { level: 'on', options: { keys: Object.keys(schema) } });
    settings.set('label-type', { level: 'on', options: { schema } });
    if (strictLabels) settings.set('label-superfluous', { level: 'on', options: { strict: true, keys: Object.keys(schema) } });
  }
  return settings;
}
