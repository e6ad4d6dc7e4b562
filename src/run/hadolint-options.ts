import type { RuleSetting } from '../config/model.ts';
import type { RunOptions } from './options.ts';

/**
 * hadolint's options that set rules' options: what `--trusted-registry`, `--require-label` and `--strict-labels` mean here. As in
 * hadolint, they add to what the config lists.
 */
export function hadolintSettings({ trustedRegistries, requiredLabels, strictLabels }: RunOptions['hadolint']): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  if (trustedRegistries.length > 0) settings.set('trusted-registry', { level: 'on', options: { registries: trustedRegistries }, joins: true });
  const keys = [...requiredLabels.keys()];
  if (keys.length > 0) {
    settings.set('label-required', { level: 'on', options: { keys }, joins: true });
    settings.set('label-type', { level: 'on', options: { schema: Object.fromEntries(requiredLabels) }, joins: true });
  }
  if (strictLabels || keys.length > 0) settings.set('label-superfluous', { ...(strictLabels ? { level: 'on' } : {}), options: { ...(strictLabels ? { strict: true } : {}), keys }, joins: true });
  return settings;
}
