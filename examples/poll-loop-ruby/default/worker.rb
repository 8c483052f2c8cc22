require "pg"

# What a first loop looks like: a row is marked as taken, then the work begins.
$stdout.sync = true

def work_off(db)
  taken = db.exec(<<~SQL).first
    update jobs set status = 'taken'
    where id = (select id from jobs where status = 'waiting' order by id limit 1 for update skip locked)
    returning id, order_id, seconds
  SQL
  return sleep(1) unless taken

  puts "order #{taken["order_id"]} started"
  sleep taken["seconds"].to_f
  insert = "insert into receipts (order_id) values ($1) on conflict do nothing"
  is_new = db.exec_params(insert, [taken["order_id"]]).cmd_tuples == 1
  db.exec_params("update jobs set status = 'done' where id = $1", [taken["id"]])
  puts "order #{taken["order_id"]} receipt #{is_new ? "written" : "was already there"}"
end

threads = Array.new(Integer(ENV.fetch("WORKER_CONCURRENCY", "4"))) do
  Thread.new do
    db = PG.connect(ENV.fetch("DATABASE_URL"))
    loop { work_off(db) }
  end
end
threads.each(&:join)
