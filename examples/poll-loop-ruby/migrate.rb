require "pg"

PG.connect(ENV.fetch("DATABASE_URL"), connect_timeout: 5) do |db|
  # `create table if not exists` alone fails when two run it at the same moment.
  db.transaction do
    db.exec("select pg_advisory_xact_lock(7265)")
    db.exec(File.read(File.join(__dir__, "schema.sql")))
  end
end
