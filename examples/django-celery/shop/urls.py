from django.urls import path

from orders import views

urlpatterns = [
    path("orders", views.post_order),
    path("receipts/<str:order_id>", views.get_receipt),
    path("receipts", views.count_receipts),
    path("healthz", views.healthz),
]
