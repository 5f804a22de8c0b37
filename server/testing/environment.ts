type Variables = Readonly<Record<string, string>>;

/** What a process that a test starts finds in its environment. */
export function testEnvironment(more: Variables): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** Sets variables of this process. They are parsed once, when first asked for: set them before. */
export function setTestEnvironment(variables: Variables): void {
  Object.assign(process.env, variables);
}
