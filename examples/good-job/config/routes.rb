Rails.application.routes.draw do
  post "orders", to: "orders#create"
  get "receipts", to: "receipts#index"
  get "receipts/:order_id", to: "receipts#show"
  get "healthz", to: ->(_env) { [200, { "content-type" => "application/json" }, [%({"ok":true})]] }

  match "*path", via: :all, to: ->(_env) { [404, { "content-type" => "application/json" }, [%({"error":"no such address"})]] }
end
