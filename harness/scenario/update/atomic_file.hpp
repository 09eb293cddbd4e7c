/// Writing a file so that nobody ever sees half of it.
#pragma once

#include <filesystem>
#include <string_view>

namespace vtime::scenario {

/// Replaces what is in the file at `path` by `text`. It is written to a new file beside it first, and then takes its
/// place: after a failure the old file is there, whole. The permissions stay; of a symbolic link the target is
/// replaced. Throws std::filesystem::filesystem_error.
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace vtime::scenario
