const VARIABLE = /\$(?:(\$)|([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^{}]*))?\})/g;

/**
 * A value of a compose file with its variables replaced by their defaults: nobody has set another value yet. Undefined when a
 * variable has none, for then only the build knows. Source: the compose specification, "Interpolation".
 */
export function interpolate(value: string): string | undefined {
  let known = true;
  const text = value.replace(VARIABLE, (_whole, dollar: string | undefined, plain: string | undefined, _braced: string | undefined, operator: string | undefined, word: string | undefined) => {
    if (dollar !== undefined) return '$';
    if (plain === undefined && (operator === '-' || operator === ':-')) return word ?? '';
    // `${X:+word}` of a variable that nobody set is empty.
    if (plain === undefined && (operator === '+' || operator === ':+')) return '';
    known = false;
    return '';
  });
  // What is left of `${` is nested or broken.
  return known && !/\$\{/.test(value.replace(VARIABLE, '')) ? text : undefined;
}
