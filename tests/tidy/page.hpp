/// A page of documentation: its fenced blocks, and what they must say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidy/source_tree.hpp"

namespace vtime::tidy {

/// A fenced block.
struct Snippet {
  std::size_t line = 0;               ///< of the opening fence, from 1
  std::string language;               ///< what stands behind the fence
  std::optional<std::string> source;  ///< of `<!-- file: PATH -->` or `<!-- file: PATH#REGION -->` in the line above
  std::string text;
};

class Page {
 public:
  explicit Page(SourceFile file);

  const std::string& path() const { return file_.path; }
  const std::vector<Snippet>& snippets() const { return snippets_; }
  /// The targets of its links, those to the web left out.
  std::vector<std::string> links() const;
  /// The anchors of its headings, as the usual viewers make them.
  std::vector<std::string> anchors() const;
  /// The page with the texts of its snippets replaced, one for each snippet.
  std::string with_texts(const std::vector<std::string>& texts) const;

 private:
  SourceFile file_;
  std::vector<Snippet> snippets_;
};

/// README.md, CONTRIBUTING.md and the pages of docs/.
std::vector<Page> pages();

/// A whole file, or the lines of a region, their common indentation taken off: those between `# [REGION]` and
/// `# [/REGION]`, in C++ between `// begin: REGION` and `// end: REGION`. Regions of C++ may overlap, and their marks
/// are not shown. Throws std::runtime_error when there is no such file or region.
std::string source_text(const std::string& source);

}  // namespace vtime::tidy
