<?php

use Illuminate\Foundation\Application;
use Illuminate\Foundation\Configuration\Exceptions;

return Application::configure(basePath: dirname(__DIR__))
    // The group of an API: no session and no token against forged forms.
    ->withRouting(api: __DIR__.'/../routes/api.php', apiPrefix: '')
    // Even without a callback: it is what sets up the group.
    ->withMiddleware()
    ->withExceptions(function (Exceptions $exceptions): void {
        $exceptions->shouldRenderJsonWhen(fn (): bool => true);
        $exceptions->render(fn (RedisException $error) => response()->json(
            ['error' => 'the broker cannot be reached or refused the write, try again'],
            503,
        ));
    })
    ->create();
