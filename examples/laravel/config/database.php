<?php

$connection = [
    'url' => env('REDIS_URL'),
    // Seconds to connect and to wait for an answer: a broker that hangs must not hold the producer.
    'timeout' => 2,
    'read_timeout' => 5,
];

// region: redis
return [
    'redis' => [
        'client' => 'phpredis',
        'options' => ['prefix' => 'orders:'],
        'default' => $connection,
        'cache' => $connection,
    ],
];
// endregion: redis
