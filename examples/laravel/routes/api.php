<?php

use App\Jobs\WriteReceipt;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\Redis;
use Illuminate\Support\Facades\Route;

// region: enqueue
Route::post('/orders', function (Request $request) {
    $order = json_decode($request->getContent(), true);
    if (! is_array($order)) {
        return response()->json(['error' => 'body: expected a JSON object'], 400);
    }
    $orderId = $order['order_id'] ?? null;
    if (! is_string($orderId) || ! preg_match('/\A[A-Za-z0-9_-]{1,64}\z/', $orderId)) {
        return response()->json(['error' => 'order_id: expected a string of 1 to 64 letters, digits, _ or -'], 400);
    }
    $seconds = $order['seconds'] ?? 1;
    if (! (is_int($seconds) || is_float($seconds)) || $seconds < 0 || $seconds > 3600) {
        return response()->json(['error' => 'seconds: expected a number from 0 to 3600'], 400);
    }

    WriteReceipt::dispatch($orderId, (float) $seconds);
    Log::info("order $orderId queued");

    return response()->json(['order_id' => $orderId], 202);
});
// endregion: enqueue

Route::get('/receipts', fn () => response()->json(['count' => (int) Redis::hlen('receipts')]));

Route::get('/receipts/{orderId}', function (string $orderId) {
    $receipt = Redis::hget('receipts', $orderId);

    return is_string($receipt)
        ? response($receipt)->header('Content-Type', 'application/json')
        : response()->json(['error' => 'no receipt for this order_id'], 404);
});

Route::get('/healthz', fn () => response()->json(['ok' => true]));
