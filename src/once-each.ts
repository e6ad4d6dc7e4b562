/**
 * The same answers, each worked out once: for questions that several rules ask of the same command, stage or build. The question must
 * depend on nothing else. The answer is kept on what it was asked of, not in a WeakMap: V8 takes the values of one for alive until
 * it collects the whole heap, and so would keep every file that was read.
 */
export function onceEach<Key extends object, Answer>(question: (key: Key) => Answer): (key: Key) => Answer {
  const slot = Symbol('answer');
  return (key: Key & { [slot]?: { readonly answer: Answer } }) => (key[slot] ??= { answer: question(key) }).answer;
}

/** The same for questions about a text, such as a path. The answers live as long as what is returned. */
export function onceByText<Answer>(question: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = { answer: question(text) };
      known.set(text, found);
    }
    return found.answer;
  };
}
