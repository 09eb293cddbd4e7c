// The functions of Asio and Beast, compiled once, and the steady clock that Beast asks.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>

#include "asio_stream/beast_headers.hpp"
#include "vtime/asio/steady_clock.hpp"
