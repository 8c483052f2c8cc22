defmodule OrdersWeb.ErrorJSON do
  @moduledoc "What a client sees of an error that no action answered, such as a body that is no JSON."

  def render("400.json", _assigns), do: %{error: "body: expected a JSON object"}

  def render(template, _assigns) do
    %{error: Phoenix.Controller.status_message_from_template(template)}
  end
end
