import type { UserInstruction } from '../../src/dockerfile/model.ts';
import { findUser, userWord } from '../../src/image/questions/users.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';
import type { Alias } from '../../src/diagnostic.ts';
import type { Word } from '../../src/word.ts';

const aliases: readonly Alias[] = [{ tool: 'hadolint', id: 'DL3066', level: 'info' }];

export default defineRule({
  id: 'user-numeric',
  summary: 'Name the user of the shipped image by its number.',
  category: 'security',
  fixable: true,
  faults: {
    name: { severity: 'off', summary: 'The shipped image runs as a user that is named, not numbered.', since: '2026-11', aliases },
    variable: { severity: 'off', summary: 'An argument gives the shipped image a user that is named, not numbered: a build may give another.', since: '2026-11' },
    other: { severity: 'off', summary: 'A user is named, not numbered, that is root, of Windows, of a build stage or replaced further down.', since: '2026-11', aliases },
    unknown: { severity: 'off', summary: 'A variable that the file does not declare gives the user.', since: '2026-11', aliases },
  },

  *check(build) {
    const { dockerfile, image, target } = build;
    const fact = image.shipped?.user;
    const shipped = fact?.is === 'present' ? userWord(fact.from.at, image) : undefined;
    for (const instruction of dockerfile.all('USER')) {
      const word = instruction.user;
      if (word === undefined) continue;
      const isShipped = word === shipped && instruction.onbuild === undefined;
      const user = word.value?.split(':')[0];
      const help = user === 'root' ? 'Write its number, `0`.' : 'Name the user by its number: Kubernetes cannot tell from a name that it is not root.';
      if (user === undefined) {
        const variable = word.text.find((piece) => 'unknown' in piece);
        const declared = variable !== undefined && 'variable' in variable && variable.variable !== undefined && isDeclared(variable.variable, instruction, build);
        if (!declared) yield { fault: 'unknown', at: word, message: `only the build knows whether \`${word.raw}\` is a number`, help };
        if (isShipped) yield { kind: 'doubt', at: word, message: `only the build knows whether \`${word.raw}\` is a number` };
      } else if (/^\d*$/.test(user)) {
        if (isShipped) yield { kind: 'proof', at: word, message: `runs as \`${user}\`, a number` };
      } else if (isShipped && user !== 'root' && !/^Container(User|Administrator)$/i.test(user)) {
        const fault = isArgument(word, build) ? 'variable' : 'name';
        yield { fault, at: word, message: `\`${user}\` is a name, which only the image can turn into a number`, help, ...(target === undefined ? {} : fixOf(word, user, build)) };
      } else if (!isArgument(word, build)) yield { fault: 'other', at: word, message: `\`${user}\` is a name, not a number`, help };
    }
  },
});

/** An ARG has to do with the user: a build may give a number. What only ENV sets is as good as written. */
function isArgument({ raw }: Word, { dockerfile }: Build): boolean {
  const names = new Set([...raw.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name));
  if (names.size === 0) return false;
  // `ENV USER=$USER_ARG` passes an argument on.
  for (const { pairs } of dockerfile.all('ENV').toReversed()) {
    for (const { key, value } of pairs) if (names.has(key.value)) for (const [, name] of value?.raw.matchAll(/\$\{?(\w+)/g) ?? []) names.add(name);
  }
  return dockerfile.all('ARG').some(({ pairs }) => pairs.some(({ key }) => names.has(key.value)));
}

function isDeclared(name: string, { index }: UserInstruction, { dockerfile }: Build): boolean {
  return dockerfile.all('ARG', 'ENV').some((instruction) => instruction.index < index && instruction.pairs.some(({ key }) => key.value === name));
}

/** Where a command gives the user its number, the number says the same. */
function fixOf(word: Word, user: string, { image, target }: Build): Pick<Finding, 'fixes' | 'related'> {
  const found = target === undefined ? undefined : findUser(image, target, user);
  const uid = found?.is === 'created' ? found.id : found?.is === 'in the base' ? found.id?.toString() : undefined;
  if (uid === undefined || !/^[1-9]\d*$/.test(uid) || word.value !== user || word.raw !== user) return {};
  return {
    fixes: [{ title: `Name \`${user}\` by its number`, safety: 'safe', edits: [{ place: word.place, text: uid }] }],
    ...(found?.is === 'created' ? { related: [{ place: found.at.place, message: `\`${user}\` gets the number ${uid} here` }] } : {}),
  };
}
