# cmake -DSOURCE=<web folder> -DOUTPUT=<file.c> -P embed_files.cmake: stylesheets and built assets as C strings.
set(text "/* Generated from web/ by embed_files.cmake. */\n#include \"web/embedded.h\"\n\n")

# The pages name an asset with a digest of it (?v=): what a browser kept of another version is not asked for.
file(GLOB assets LIST_DIRECTORIES false "${SOURCE}/assets/built/*")

function(embed_table name pattern)
  file(GLOB files LIST_DIRECTORIES false "${SOURCE}/${pattern}")
  list(SORT files)
  set(rows "")
  foreach(path IN LISTS files)
    get_filename_component(file "${path}" NAME)
    # square brackets and semicolons mean something in a CMake list: the text is never treated as one
    file(READ "${path}" content)
    if(name STREQUAL "pages")
      foreach(asset IN LISTS assets)
        get_filename_component(address "${asset}" NAME)
        file(SHA256 "${asset}" digest)
        string(SUBSTRING "${digest}" 0 16 digest)
        string(REPLACE "\"/assets/${address}\"" "\"/assets/${address}?v=${digest}\"" content "${content}")
      endforeach()
    endif()
    string(REPLACE "\\" "\\\\" content "${content}")
    string(REPLACE "\"" "\\\"" content "${content}")
    string(REPLACE "\n" "\\n\"\n    \"" content "${content}")
    string(APPEND rows "  { \"${file}\",\n    \"${content}\" },\n")
  endforeach()
  set(text "${text}const EmbeddedFile embedded_${name}[] = {\n${rows}  { 0, 0 },\n};\n\n" PARENT_SCOPE)
endfunction()

embed_table(pages "pages/*.xsl")
embed_table(assets "assets/built/*")
file(WRITE "${OUTPUT}" "${text}")
