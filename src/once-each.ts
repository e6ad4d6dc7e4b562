/**
 * The same answers, each worked out once: for questions that several rules ask of the same command, stage or build. An answer
 * lives as long as what it was asked of. The question must depend on nothing else.
 */
export function onceEach<Key extends object, Answer>(question: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { answer: question(key) };
      known.set(key, found);
    }
    return found.answer;
  };
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
