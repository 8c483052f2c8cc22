require "json"
require "pg"
require "rack"

class Api
  ORDER_ID = /\A[A-Za-z0-9_-]{1,64}\z/

  class BadRequest < StandardError; end

  def call(env)
    request = Rack::Request.new(env)
    case [request.request_method, request.path_info]
    in ["POST", "/orders"] then place(request)
    in ["GET", "/receipts"] then count
    in ["GET", %r{\A/receipts/}] then receipt(request.path_info.delete_prefix("/receipts/"))
    in ["GET", "/healthz"] then answer(200, ok: true)
    else answer(404, error: "no such address")
    end
  rescue BadRequest => error
    answer(400, error: error.message)
  rescue PG::Error => error
    disconnect
    puts "database: #{error.message.lines.first&.strip}"
    answer(503, error: "the database cannot be reached or refused the write, try again")
  end

  private

  # region: enqueue
  # In your application, what the request changes belongs into the same transaction: the job then
  # exists if and only if the change does.
  def place(request)
    order_id, seconds = order_in(request)
    query("insert into jobs (order_id, seconds) values ($1, $2)", [order_id, seconds])
    answer(202, order_id: order_id)
  end
  # endregion: enqueue

  def order_in(request)
    body = parse(request.body&.read.to_s)
    order_id = body["order_id"]
    seconds = body.fetch("seconds", 1)
    unless order_id.is_a?(String) && order_id.match?(ORDER_ID)
      raise BadRequest, "order_id: expected a string of 1 to 64 letters, digits, _ or -"
    end
    unless seconds.is_a?(Numeric) && (0..3600).cover?(seconds)
      raise BadRequest, "seconds: expected a number from 0 to 3600"
    end

    [order_id, seconds]
  end

  def parse(text)
    body = JSON.parse(text.force_encoding(Encoding::UTF_8).scrub)
    raise BadRequest, "body: expected a JSON object" unless body.is_a?(Hash)

    body
  rescue JSON::ParserError
    raise BadRequest, "body: expected a JSON object"
  end

  def receipt(order_id)
    found = query("select order_id, to_json(written_at) as at from receipts where order_id = $1", [order_id]).first
    return answer(404, error: "no receipt for this order_id") unless found

    answer(200, order_id: found["order_id"], written_at: JSON.parse(found["at"]))
  end

  def count
    answer(200, count: query("select count(*) from receipts").getvalue(0, 0).to_i)
  end

  # A connection belongs to one thread; Puma has three, and keeps them.
  def query(sql, values = [])
    db = Thread.current.thread_variable_get(:db)
    unless db
      db = PG.connect(ENV.fetch("DATABASE_URL"), connect_timeout: 3, tcp_user_timeout: 5_000)
      Thread.current.thread_variable_set(:db, db)
    end
    db.exec_params(sql, values)
  end

  def disconnect
    Thread.current.thread_variable_get(:db)&.close
  rescue PG::Error
    # It was closed already.
  ensure
    Thread.current.thread_variable_set(:db, nil)
  end

  def answer(status, body)
    [status, { "content-type" => "application/json" }, [JSON.generate(body)]]
  end
end
