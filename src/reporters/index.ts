import type { Report } from '../report.ts';
import type { Reporter, ReporterOptions } from './model.ts';

export type { Reporter, ReporterOptions } from './model.ts';

type Loader = (options: ReporterOptions) => Promise<Reporter>;

/** Every format loads itself alone, on first use: start-up pays for none that is not asked for. */
const loaders = {
  text: async ({ color }) => {
    const { reportText } = await import('./text.ts');
    if (!color) return reportText;
    const { createColors } = await import('./color.ts');
    return (report, options) => reportText(report, options, createColors());
  },
  json: async () => (await import('./json.ts')).reportJson,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
  'json-hadolint': async () => (await import('./json-hadolint.ts')).reportJsonHadolint,
  tty: async () => (await import('./tty.ts')).reportTty,
  gnu: async () => (await import('./gnu.ts')).reportGnu,
  checkstyle: async () => (await import('./checkstyle.ts')).reportCheckstyle,
  codeclimate: async () => (await import('./codeclimate.ts')).reportCodeclimate,
  gitlab: async () => (await import('./codeclimate.ts')).reportGitlab,
  sonarqube: async () => (await import('./sonarqube.ts')).reportSonarqube,
  junit: async () => (await import('./junit.ts')).reportJunit,
  github: async () => (await import('./github.ts')).reportGithub,
  rdjson: async () => (await import('./rdjson.ts')).reportRdjson,
  markdown: async () => (await import('./markdown.ts')).reportMarkdown,
} as const satisfies { readonly [format: string]: Loader };

export type Format = keyof typeof loaders;

/** All formats. `--help` and the README list them too. */
export const formats: readonly Format[] = Object.keys(loaders).filter(isFormat);

export function isFormat(name: string): name is Format {
  return Object.hasOwn(loaders, name);
}

/** The report in one format. The text ends with a line end; `text` with `quiet` may be empty. */
export async function renderReport(format: Format, report: Report, options: ReporterOptions): Promise<string> {
  const load: Loader = loaders[format];
  return (await load(options))(report, options);
}
