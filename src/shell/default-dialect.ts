import type { Stage } from '../dockerfile/model.ts';
import { pattern } from '../word.ts';
import type { Dialect } from './dialect.ts';

/** How far FROM is followed to the image at the bottom. */
const MAXIMUM_STAGES = 100;

/** Microsoft's Windows images, and tags by which others say that they rest on them. */
const WINDOWS_IMAGE = /(?:^|[/:-])(?:windows(?:\/|servercore|-)|nanoserver|servercore)|[:-]ltsc20\d\d|windowsservercore|(?:^|\/)(?:microsoft\/(?:iis|aspnet|wcf|dotnet-framework|mssql-server-windows)|dotnet\/framework\/)/i;

/** What reads shell form when no SHELL is in force: `cmd` on Windows, `sh` elsewhere. */
export function defaultDialect(stage: Stage | undefined): Dialect {
  let current = stage;
  for (let hops = 0; current !== undefined && hops < MAXIMUM_STAGES; hops++) {
    const { image, platform } = current.from;
    if (/^windows\b/i.test(platform?.value ?? '')) return 'cmd';
    if (current.parent === undefined) return image !== undefined && WINDOWS_IMAGE.test(pattern(image.text)) ? 'cmd' : 'sh';
    current = current.parent;
  }
  return 'sh';
}
