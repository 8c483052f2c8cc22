/** Where the builder is, from the site's root. */
export const builderPath = '/build/';

/** Where the files of an example are, from the site's root. */
export const exampleFilesPath = (framework: string) => `${builderPath}${framework}.json`;
