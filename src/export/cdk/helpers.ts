/** The values of a list, or its default where none are given. */
function valuesOf(values: readonly string[] | undefined, ...otherwise: string[]): readonly string[] {
  return values !== undefined && values.length > 0 ? values : otherwise;
}

/** A list with each of its values once. */
function eachOnce(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Refuses a value, or a value of a list, that does not have the form of its kind. Tokens have no value yet. */
function check(
  name: string,
  value: string | readonly string[] | undefined,
  form: string,
  allowed: string,
): void {
  for (const it of typeof value === "string" ? [value] : (value ?? [])) {
    if (!Token.isUnresolved(it) && !new RegExp(form).test(it)) {
      throw new Error(`${name}: expected ${allowed}, not ${JSON.stringify(it)}`);
    }
  }
}
