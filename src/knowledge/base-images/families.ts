import { applications } from './applications.ts';
import { databases } from './databases.ts';
import { distributions } from './distributions.ts';
import { distroless } from './distroless.ts';
import { dotnet } from './dotnet.ts';
import type { ImageFamily } from './family.ts';
import { java } from './java.ts';
import { languages } from './languages.ts';
import { servers } from './servers.ts';
import { tools } from './tools.ts';
import { vendorImages } from './vendors.ts';

/** Every family that is known. A name stands in one of them. */
export const families: readonly ImageFamily[] = [
  ...distributions, ...languages, ...java, ...servers, ...databases, ...applications, ...distroless, ...dotnet, ...tools, ...vendorImages,
];
