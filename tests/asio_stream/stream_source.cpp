// Asio's own functions, compiled once.
#include "asio_stream/stream_headers.hpp"

#if defined(VTIME_ASIO_STANDALONE)
#include <asio/impl/src.hpp>
#else
#include <boost/asio/impl/src.hpp>
#endif
