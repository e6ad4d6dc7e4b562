/**
 * A test for paths by a glob, as `overrides.files` and `exclude` use them: `*` and `?` stay within a folder, `**` crosses
 * folders, `[a-z]` and `{a,b}` are read, `!` is not special. A glob without `/` matches the file's name in any folder, one that
 * ends with `/` everything below that folder; a leading `./` or `/` ties it to the folder it is seen from.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const anchored = /^\.?\//.test(glob);
  const trimmed = glob.replace(/^\.?\//, '');
  const below = trimmed.endsWith('/') ? `${trimmed}**` : trimmed;
  const everywhere = !anchored && !trimmed.slice(0, -1).includes('/');
  const patterns = expandBraces(everywhere ? `**/${below}` : below).map((pattern) => pattern.split('/').map(compileSegment));
  return (path) => {
    const segments = path.split('/');
    return patterns.some((pattern) => matches(pattern, segments));
  };
}

type Segment = 'any folders' | RegExp;

/** Whether all segments match. Costs the product of both lengths at most. */
function matches(pattern: readonly Segment[], segments: readonly string[]): boolean {
  // reachable[i]: the pattern so far can match the first i segments.
  let reachable: readonly boolean[] = [true, ...segments.map(() => false)];
  for (const [index, part] of pattern.entries()) {
    const next: boolean[] = new Array<boolean>(segments.length + 1).fill(false);
    if (part === 'any folders') {
      // At the end `**` stands for what is below, not for the folder itself.
      const last = index === pattern.length - 1;
      let open = false;
      for (let at = 0; at <= segments.length; at++) {
        next[at] = last ? open : open || reachable[at] === true;
        open ||= reachable[at] === true;
      }
    } else {
      for (let at = 0; at < segments.length; at++) next[at + 1] = reachable[at] === true && part.test(segments[at] ?? '');
    }
    reachable = next;
  }
  return reachable[segments.length] === true;
}

function compileSegment(segment: string): Segment {
  if (segment === '**') return 'any folders';
  let source = '';
  for (let at = 0; at < segment.length; at++) {
    const character = segment.charAt(at);
    const set = character === '[' ? /^\[[!^]?\]?[^\]]*\]/.exec(segment.slice(at))?.[0] : undefined;
    if (set !== undefined) {
      source += `[${set.slice(1, -1).replace(/^!/, '^').replace(/[[\]\\]/g, '\\$&')}]`;
      at += set.length - 1;
    } else if (character === '*') {
      // Several stars in a row say no more than one.
      if (segment.charAt(at - 1) !== '*') source += '[^/]*';
    } else if (character === '?') source += '[^/]';
    else if (character === '\\' && at + 1 < segment.length) source += escape(segment.charAt(++at));
    else source += escape(character);
  }
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    // A set such as `[z-a]`: nothing is in it.
    return /^(?!)/;
  }
}

function escape(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** `a{b,c}d` → `abd`, `acd`. At most 100 patterns; braces beyond stay as they are. */
function expandBraces(glob: string): readonly string[] {
  let patterns = [glob];
  for (let expanded = true; expanded && patterns.length <= 100; ) {
    expanded = false;
    patterns = patterns.flatMap((pattern) => {
      const match = /\{([^{},]*,[^{}]*)\}/.exec(pattern);
      if (match === null) return [pattern];
      expanded = true;
      return (match[1] ?? '').split(',').map((choice) => pattern.slice(0, match.index) + choice + pattern.slice(match.index + match[0].length));
    });
  }
  return patterns;
}
