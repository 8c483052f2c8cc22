/**
 * Makes something of the checkout once in a build, in which no file changes, and anew each time elsewhere.
 *
 * @param make is given the project's root
 */
export function oncePerBuild<Made>(make: (root: string) => Made): (root: string) => Made {
  const known = new Map<string, Made>();
  return (root) => {
    if (process.env['NODE_ENV'] !== 'production') return make(root);
    const made = known.get(root) ?? make(root);
    known.set(root, made);
    return made;
  };
}
