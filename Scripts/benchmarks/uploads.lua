-- SPDX-License-Identifier: GPL-3.0-or-later
-- wrk: the same body again and again, each under a name of its own; ends with one line of figures.

local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init(arguments)
   wrk.method, before, after = arguments[1], arguments[2], arguments[3]
   local file = assert(io.open(arguments[4], "rb"))
   wrk.body = file:read("*a")
   file:close()
   wrk.headers["Content-Type"] = "application/pdf"
   sent = 0
end

function request()
   sent = sent + 1
   return wrk.format(nil, before .. number .. "-" .. sent .. after)
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("figures %d %d %d %d\n", summary.requests, summary.duration,
      errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
