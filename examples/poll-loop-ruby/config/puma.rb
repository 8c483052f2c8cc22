bind "tcp://#{ENV.fetch("HOST", "0.0.0.0")}:#{ENV.fetch("PORT", "10000")}"
workers 0
threads 3, 3

# An orderly stop ends with 0 instead of 143.
raise_exception_on_sigterm false
