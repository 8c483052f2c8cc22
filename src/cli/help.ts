const exitCodes = `Exit codes
  0  no errors (warnings are allowed, unless --max-warnings says otherwise)
  1  errors, or more warnings than --max-warnings
  2  wrong usage, or input that cannot be read
  3  a fault of render-workers itself
`;

export const mainHelp = `Checks Render Blueprints: the schema's own verdict, and the mistakes that no schema can see.

Usage
  render-workers check [options] [path …]   check Blueprints, and those in Markdown
  render-workers rules [id]                 list the rules, or explain one
  render-workers --help | --version

Examples
  render-workers check                      ./render.yaml
  render-workers check . 'docs/**/*.md'     every render.yaml below, and the fences of the docs
  render-workers rules broker-evicts

\`render-workers check --help\` lists the options.
${exitCodes}
https://render-workers.onrender.com/guides/checking/
`;

export const checkHelp = `Checks Blueprints, and those in the fences of Markdown.

Usage
  render-workers check [options] [path …]

Paths
  (none)         ./render.yaml
  a file         a Blueprint, or Markdown if it ends in .md, .mdx or .markdown
  a folder       every render.yaml and render.*.yaml below, without node_modules, .git and dist
  a glob         'docs/**/*.md', quoted, so that the shell leaves it alone
  -              a Blueprint from standard input

Options
  --format NAME       pretty (the default), json, sarif or github
  --fix               apply the fixes that cannot change what a working Blueprint does
  --fix-unsafe        apply those that need a look at the result too
  --rule ID           only this rule; may be given again
  --quiet             errors only
  --max-warnings N    exit with 1 if there are more warnings, hidden ones included
  -h, --help          this text

${exitCodes}
https://render-workers.onrender.com/guides/checking/
`;

export const rulesHelp = `Lists the rules, or explains one with its examples.

Usage
  render-workers rules [id]

https://render-workers.onrender.com/reference/rules/
`;
