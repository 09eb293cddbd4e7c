/// Colours of a terminal, or none.
#pragma once

#include <string>
#include <string_view>

namespace vtime {

class Ink {
 public:
  explicit Ink(bool color) : color_(color) {}

  std::string expected(std::string_view text) const { return in("31", text); }
  std::string actual(std::string_view text) const { return in("32", text); }
  std::string note(std::string_view text) const { return in("33", text); }
  std::string quiet(std::string_view text) const { return in("2", text); }
  std::string strong(std::string_view text) const { return in("1", text); }

 private:
  std::string in(const char* code, std::string_view text) const {
    if (!color_ || text.empty()) return std::string(text);
    return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
  }

  bool color_;
};

}  // namespace vtime
