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
  render-workers graph [options] [path …]   say or draw what Blueprints wire
  render-workers rehearse [options] [path]  deploy a worker here, and count what it loses
  render-workers new [example] [folder]     list the example projects, or copy one
  render-workers --help | --version

Examples
  render-workers check                      ./render.yaml
  render-workers check . 'docs/**/*.md'     every render.yaml below, and the fences of the docs
  render-workers rules broker-evicts
  render-workers graph --svg > wires.svg    a picture of ./render.yaml
  render-workers rehearse --delay 10        the deploy of ./render.yaml, with less time
  render-workers new celery my-orders       a whole Celery project in ./my-orders

\`render-workers check --help\` and \`render-workers rehearse --help\` list the options.
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

export const rehearseHelp = `Plays what happens to a worker on Render, on this machine: starts the brokers and databases of its
Blueprint, builds it in a copy, deploys over it while it is at work, and counts.

Usage
  render-workers rehearse [options] [path]

Path
  (none)            ./render.yaml
  a file, a folder  a Blueprint, or the folder of a render.yaml

Options
  --scenario NAME   deploy (the default), scale-in, restart, overrun, long-job, crash, broker-restart,
                    broker-restart-quiet or broker-full; may be given again
  --service NAME    the worker, if the Blueprint has several
  --delay N         seconds from SIGTERM to SIGKILL, in place of maxShutdownDelaySeconds
  --overlap N       seconds for which old and new instance run together (5; 60 on Render)
  --instances N     how many run at a time, in place of numInstances
  --orders N        orders to put into the queue (200)
  --seconds N       seconds of work of the one order of long-job (120)
  --deploys N       how often long-job deploys (4)
  --wait N          seconds to wait for orders that are missing (120)
  --watch N         seconds to look for second deliveries after that (2)
  --enqueue COMMAND puts jobs of your own into the queue, with the worker's variables
  --build COMMAND   runs in place of every build command
  --overlay DIR     files that take the place of the project's in the copy
  --set KEY=VALUE   a variable of the worker, in place of the Blueprint's; may be given again
  --values FILE     values that the Blueprint does not hold (.env beside it)
  --logs DIR        keeps what each instance printed, with times; the folder must be empty
  --dry-run         prints what it would run, and runs nothing
  --json            the result as JSON
  --quiet           no progress, and nothing of what it is about to run

Orders are counted if the Blueprint has one web service with \`POST /orders\` and \`GET /receipts\`, as the
examples have. For any other worker the report has signals, exit codes, times, memory, connections and
what is left in the broker.

Exit codes
  0  nothing was lost, done twice or killed
  1  something was, or the project does not run
  2  wrong usage, or something is missing on this machine
  3  a fault of render-workers itself

https://render-workers.onrender.com/guides/rehearsing/
`;

export const graphHelp = `Says what Blueprints define, and what takes which variables from what. Broken ones too, as far as
they can be read.

Usage
  render-workers graph [options] [path …]

Paths
  (none)         ./render.yaml
  a file         a Blueprint, whatever its name
  a folder       every render.yaml and render.*.yaml below, without node_modules, .git and dist
  a glob         'deploy/*.yaml', quoted, so that the shell leaves it alone
  -              a Blueprint from standard input

Options
  --json         boxes, nodes and edges as JSON
  --svg          a picture of one file, for light and dark; at most 150 resources

Exit codes
  0  it was read
  1  a file is no YAML; what is wrong is printed as \`check\` does
  2  wrong usage, input that cannot be read, or a file that is too large to be drawn
  3  a fault of render-workers itself

https://render-workers.onrender.com/guides/checking/#see-what-it-wires
`;

export const newHelp = `Lists the example projects of the handbook, or copies one. It needs no network.

Usage
  render-workers new [example] [folder]

Arguments
  (none)            the examples, with framework, language and store
  an example        its name; the copy holds what a repository of your own needs
  a folder          where the copy goes (./EXAMPLE); it may be there already if it is empty

Nothing is overwritten, and nothing is left of a copy that fails.

https://render-workers.onrender.com/guides/examples/
`;
