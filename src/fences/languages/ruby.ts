import type { Language } from './language.ts';
import { parseWith } from './program.ts';

const program = `
require "ripper"
class Checker < Ripper
  attr_reader :first
  def on_parse_error(message) = @first ||= [lineno, column + 1, message.tr("\\n\\t", "  ")]
  def compile_error(message) = @first ||= [lineno, column + 1, message.tr("\\n\\t", "  ")]
end
ARGV.each_with_index do |path, index|
  checker = Checker.new(File.read(path, encoding: "UTF-8"))
  checker.parse
  puts [index, *checker.first].join("\\t") if checker.first
end
`;

export const ruby: Language = {
  name: 'Ruby',
  aliases: ['ruby', 'rb'],
  extensions: ['.rb', '.ru', 'Gemfile', 'Rakefile'],
  needs: { command: 'ruby', install: 'apt-get install ruby' },
  parse: (snippets) => parseWith('ruby', ['-e', program, '--'], snippets),
};
