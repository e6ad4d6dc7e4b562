import { libraryNeeds } from '../../src/cargo/missing-libraries.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'binary-library',
  summary: 'Ship the libraries that compiled programs load.',
  category: 'runtime',
  needs: ['context'],
  faults: {
    missing: { severity: 'warning', since: '2026-11', summary: 'A Rust program is linked with a library of the system that the image does not have.' },
  },

  *check(build) {
    for (const { output: { copy, source }, library, package: name, lockPath, present } of libraryNeeds(build)) {
      const file = `\`${library.file}\``;
      const word = copy.stage === undefined ? undefined : build.image.baseReference(copy.stage)?.word;
      const hasPackages = copy.stage !== undefined && build.image.base(copy.stage)?.packageManager !== undefined;
      if (present === true) yield { kind: 'proof', at: source, message: `${file}, which \`${library.crate}\` links, is in the image` };
      else if (present === undefined) yield { kind: 'doubt', at: source, message: `whether the image has ${file}, which \`${library.crate}\` links, is not known` };
      else {
        yield {
          fault: 'missing', at: source,
          message: `the program does not start: it loads ${file}, which neither ${word === undefined ? 'the base' : `\`${shownReference(word)}\``} nor what is installed on it has (\`${lockPath}\` has \`${library.crate}\`)`,
          help: hasPackages ? `Install \`${name}\`, or compile it in with ${library.feature}.` : `Compile it in with ${library.feature}, or ship an image that has \`${name}\`.`,
        };
      }
    }
  },
});
