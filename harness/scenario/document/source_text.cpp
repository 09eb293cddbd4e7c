#include "scenario/document/source_text.hpp"

#include <algorithm>

#include "scenario/document/utf8.hpp"

namespace vtime::scenario {
namespace {

constexpr std::size_t block_size = 256;

}  // namespace

SourceText::SourceText(std::string_view text) : text_(text) {
  line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
  std::size_t count = 0;
  code_points_.reserve(text.size() / block_size + 1);
  for (std::size_t at = 0; at <= text.size(); at += block_size) {
    code_points_.push_back(count);
    count += count_code_points(text.substr(at, block_size));
  }
  is_ascii_ = count == text.size();
}

std::size_t SourceText::code_points_between(std::size_t begin, std::size_t end) const {
  if (is_ascii_) return end - begin;
  if (end - begin <= block_size) return count_code_points(text_.substr(begin, end - begin));
  return code_points_before(end) - code_points_before(begin);
}

std::size_t SourceText::code_points_before(std::size_t offset) const {
  const std::size_t block = offset / block_size;
  return code_points_[block] + count_code_points(text_.substr(block * block_size, offset % block_size));
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t begin = *(next - 1);
  std::size_t column = code_points_between(begin, offset) + 1;
  if (begin == 0 && offset > 0 && text_.starts_with(byte_order_mark)) --column;
  return {static_cast<std::uint32_t>(next - line_starts_.begin()), static_cast<std::uint32_t>(column), offset};
}

std::size_t SourceText::offset(std::uint32_t line, std::uint32_t column) const {
  std::size_t at = line == 0 || line > line_starts_.size() ? text_.size() : line_starts_[line - 1];
  for (; column > 1 && at < text_.size(); --column) at += decode(text_, at).size;
  return at;
}

std::size_t SourceText::line_begin(std::size_t offset) const {
  return *(std::upper_bound(line_starts_.begin(), line_starts_.end(), std::min(offset, text_.size())) - 1);
}

std::size_t SourceText::line_end(std::size_t offset) const {
  const std::size_t feed = text_.find('\n', std::min(offset, text_.size()));
  if (feed == std::string_view::npos) return text_.size();
  return feed > line_begin(offset) && text_[feed - 1] == '\r' ? feed - 1 : feed;
}

}  // namespace vtime::scenario
