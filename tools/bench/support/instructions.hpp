#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vtime::bench {

/// How many instructions a program executes, counted by callgrind: the same in every run. With `within` only those
/// within functions whose name matches this pattern of callgrind's, which has to be one that doesn't call itself.
/// `folder` takes a file of callgrind's. Throws std::runtime_error when the program doesn't end with `status`, or
/// nothing could be counted.
double count_instructions(const std::vector<std::string>& program, const std::filesystem::path& folder,
                          std::string_view within = {}, int status = 0);

}  // namespace vtime::bench
