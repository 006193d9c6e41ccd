# Warnings, hardening and the two kinds of target: a room (static library) and a program.
set(CCOT_WARNINGS -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
    -Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wnull-dereference -Wimplicit-fallthrough
    -Wno-unused-parameter)
# clang sees through the macros of GLib and libseccomp, where gcc takes the system headers' word, and calls a variable
# unused that only its cleanup uses.
if(CMAKE_C_COMPILER_ID MATCHES "Clang")
  list(APPEND CCOT_WARNINGS -Wno-cast-qual -Wno-missing-field-initializers -Wno-string-concatenation
      -Wno-unused-variable)
endif()
set(CCOT_HARDENING -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE)

add_library(ccot_options INTERFACE)
target_compile_options(ccot_options INTERFACE ${CCOT_WARNINGS} ${CCOT_HARDENING} -fno-strict-aliasing)
target_compile_definitions(ccot_options INTERFACE _GNU_SOURCE G_LOG_DOMAIN="ccot" CCOT_VERSION="${PROJECT_VERSION}"
    CCOT_LIBEXECDIR="${CMAKE_INSTALL_FULL_LIBEXECDIR}/ccot" CCOT_SYSCONFDIR="${CMAKE_INSTALL_FULL_SYSCONFDIR}/ccot")
if(CCOT_FAILPOINTS)
  target_compile_definitions(ccot_options INTERFACE CCOT_FAILPOINTS=1)
endif()
if(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT CMAKE_C_FLAGS MATCHES "sanitize")
  target_compile_definitions(ccot_options INTERFACE _FORTIFY_SOURCE=2)
endif()
target_link_options(ccot_options INTERFACE -Wl,--as-needed -Wl,-z,relro,-z,now -pie)

# ccot_room(NAME SOURCES a.c b.c LINKS room... PACKAGES PkgConfig::X...)
function(ccot_room name)
  cmake_parse_arguments(R "" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  add_library(${name} STATIC ${R_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  target_link_libraries(${name} PRIVATE ccot_options PUBLIC ${R_LINKS} ${R_PACKAGES})
endfunction()

# ccot_program(NAME SOURCES main.c LINKS room... PACKAGES PkgConfig::X... [LIBEXEC])
function(ccot_program name)
  cmake_parse_arguments(P "LIBEXEC" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  add_executable(${name} ${P_SOURCES})
  target_link_libraries(${name} PRIVATE ccot_options ${P_LINKS} ${P_PACKAGES})
  if(P_LIBEXEC)
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/ccot)
  else()
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endfunction()

# ccot_test(NAME SOURCES test_x.c LINKS room... [TIMEOUT seconds]): a g_test program under ctest, TAP on standard output.
function(ccot_test name)
  cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;LINKS;PACKAGES;LABELS" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE ccot_options ${T_LINKS} ${T_PACKAGES})
  target_compile_definitions(${name} PRIVATE CCOT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CCOT_BUILD_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name} --tap)
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${T_TIMEOUT} LABELS "${T_LABELS}")
endfunction()
