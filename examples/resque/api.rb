require "json"
require "rack"
require_relative "orders"

# Somebody waits for the answer: it gives up within about two seconds.
Resque.redis = Redis.new(url: ENV.fetch("REDIS_URL"), timeout: 1, reconnect_attempts: 1)

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
  rescue Redis::BaseError => error
    puts "broker: #{error.class}: #{error.message}"
    answer(503, error: "the broker cannot be reached or refused the write, try again")
  end

  private

  # region: enqueue
  def place(request)
    order_id, seconds = order_in(request)
    Resque.enqueue(OrderJob, order_id, seconds)
    puts "order #{order_id} queued"
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
    found = Resque.redis.hget("receipts", order_id)
    return answer(404, error: "no receipt for this order_id") unless found

    [200, { "content-type" => "application/json" }, [found]]
  end

  def count
    answer(200, count: Resque.redis.hlen("receipts"))
  end

  def answer(status, body)
    [status, { "content-type" => "application/json" }, [JSON.generate(body)]]
  end
end
