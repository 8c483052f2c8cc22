<?php

namespace App\Jobs;

use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Foundation\Queue\Queueable;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\Redis;
use Throwable;

// region: job
final class WriteReceipt implements ShouldQueue
{
    use Queueable;

    public function __construct(private readonly string $orderId, private readonly float $seconds) {}

    public function handle(): void
    {
        Log::info("order {$this->orderId} started");
        $this->work();

        // HSETNX writes only if the field is absent, so a second delivery changes nothing.
        $receipt = json_encode(['order_id' => $this->orderId, 'written_at' => now()->toIso8601ZuluString()]);
        $written = Redis::hsetnx('receipts', $this->orderId, $receipt);
        Log::info("order {$this->orderId} receipt ".($written ? 'written' : 'was already there'));
    }

    /** Called when the attempts are used up: without a database this line is all that is left. */
    public function failed(?Throwable $error): void
    {
        Log::error("order {$this->orderId} failed for good: {$error?->getMessage()}");
    }

    private function work(): void
    {
        $end = microtime(true) + $this->seconds;
        // In a loop, because SIGTERM cuts a sleep short.
        while (($left = $end - microtime(true)) > 0) {
            usleep((int) ($left * 1_000_000));
        }
    }
}
// endregion: job
