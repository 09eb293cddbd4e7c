/// Texts that are compared with files kept beside the tests.
#pragma once

#include <gmock/gmock.h>

#include <string>

namespace vtime::test {

/// Whether `text` is what the file holds. With VTIME_UPDATE_GOLDEN set the file is written instead: read the difference
/// before committing it.
testing::AssertionResult equals_golden(const std::string& file, const std::string& text);

std::string read_file(const std::string& path);

}  // namespace vtime::test
