#include "scenario/runtime/text_of_value.hpp"

#include <charconv>

#include "scenario/runtime/double_text.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/string_object.hpp"
#include "time/timestamp.hpp"

namespace vtime::scenario {

namespace {

constexpr std::size_t longest_shown = 60;

void append_integer(std::string& out, std::int64_t number) {
  char buffer[24];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, number);
  out.append(buffer, written.ptr);
}

void append_json(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
    case Value::Kind::error:
    case Value::Kind::duration:
    case Value::Kind::timestamp:
      append_json_string(out, text_of(value));
      break;
    default:
      append_text(out, value);
  }
}

void append_list(std::string& out, const ListObject& list) {
  char separator = '[';
  for (const Value& item : list.items()) {
    out += separator;
    append_json(out, item);
    separator = ',';
  }
  if (separator == '[') out += separator;
  out += ']';
}

void append_map(std::string& out, const MapObject& map) {
  char separator = '{';
  map.for_each([&](const StringObject& key, const Value& value) {
    out += separator;
    append_json_string(out, key.text());
    out += ':';
    append_json(out, value);
    separator = ',';
  });
  if (separator == '{') out += separator;
  out += '}';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += hex[byte >> 4U];
          out += hex[byte & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

bool has_text(const Value& value) {
  return !value.is(Value::Kind::function) && !value.is(Value::Kind::handle) && !value.is(Value::Kind::promise);
}

void append_text(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::undefined:
    case Value::Kind::cell:
    case Value::Kind::null:
      out += "null";
      break;
    case Value::Kind::boolean:
      out += value.as_boolean() ? "true" : "false";
      break;
    case Value::Kind::integer:
      append_integer(out, value.as_integer());
      break;
    case Value::Kind::real:
      out += double_text(value.as_real());
      break;
    case Value::Kind::duration:
      out += to_text(value.as_duration());
      break;
    case Value::Kind::timestamp:
      out += timestamp_text(value.as_timestamp());
      break;
    case Value::Kind::string:
      out += value.as_string().text();
      break;
    case Value::Kind::error:
      out += value.as_error().message()->text();
      break;
    case Value::Kind::list:
      append_list(out, value.as_list());
      break;
    case Value::Kind::map:
      append_map(out, value.as_map());
      break;
    case Value::Kind::function:
    case Value::Kind::handle:
    case Value::Kind::promise:
      throw Fault(std::string(kind_name(value.kind())) + " has no text",
                  value.is(Value::Kind::promise) ? "use 'await' or 'then' to get its value" : "");
  }
  check_length(out.size());
}

std::string text_of(const Value& value) {
  std::string text;
  append_text(text, value);
  return text;
}

namespace {

/// `text` cut to what a message can show, between two code points.
std::string cut(std::string text) {
  if (text.size() <= longest_shown) return text;
  std::size_t end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

/// Like append_json, but never throws and stops soon after `longest_shown`.
void append_shown(std::string& out, const Value& value) {
  if (out.size() > longest_shown) return;
  if (value.is(Value::Kind::list)) {
    char separator = '[';
    for (const Value& item : value.as_list().items()) {
      if (out.size() > longest_shown) return;
      out += separator;
      append_shown(out, item);
      separator = ',';
    }
    out += separator == '[' ? "[]" : "]";
  } else if (value.is(Value::Kind::map)) {
    char separator = '{';
    value.as_map().for_each([&](const StringObject& key, const Value& item) {
      if (out.size() > longest_shown) return;
      out += separator;
      append_json_string(out, key.text());
      out += ':';
      append_shown(out, item);
      separator = ',';
    });
    out += separator == '{' ? "{}" : "}";
  } else if (value.is(Value::Kind::string)) {
    append_json_string(out, cut(value.as_string().text()));
  } else {
    out += has_text(value) ? cut(text_of(value)) : std::string(kind_name(value.kind()));
  }
}

}  // namespace

std::string shown(const Value& value) {
  std::string text;
  append_shown(text, value);
  return cut(std::move(text));
}

}  // namespace vtime::scenario
