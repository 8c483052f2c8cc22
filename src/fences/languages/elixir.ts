import type { Language } from './language.ts';
import { parseWith } from './program.ts';

const program = `
for {path, index} <- Enum.with_index(System.argv()) do
  case Code.string_to_quoted(File.read!(path)) do
    {:ok, _} ->
      :ok

    {:error, {meta, message, token}} ->
      text = if is_tuple(message), do: elem(message, 0) <> elem(message, 1), else: message
      text = String.replace(text <> to_string(token), ["\\n", "\\t"], " ")
      IO.puts(Enum.join([index, meta[:line] || 1, meta[:column] || 1, text], "\\t"))
  end
end
`;

export const elixir: Language = {
  name: 'Elixir',
  aliases: ['elixir', 'ex'],
  extensions: ['.ex', '.exs'],
  needs: { command: 'elixir', install: 'apt-get install elixir' },
  parse: (snippets) => parseWith('elixir', ['-e', program, '--'], snippets),
};
