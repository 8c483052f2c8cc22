[
  import_deps: [:plug],
  inputs: ["*.exs", "{config,lib,default}/**/*.{ex,exs}"],
  line_length: 100
]
