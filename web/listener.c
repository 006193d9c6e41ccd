#include "web/listener.h"

#include "base/error.h"
#include "base/own.h"

#include <gio/gio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

enum { LISTENER_BACKLOG = 256, LISTENER_UNIX_MODE = 0660 };

static int
listener_unix(const char *path, GError **error)
{
        struct sockaddr_un address = { .sun_family = AF_UNIX };
        if (strlen(path) >= sizeof address.sun_path) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "web.listen: %s is too long for a socket", path);
                return -1;
        }
        (void) g_strlcpy(address.sun_path, path, sizeof address.sun_path);
        g_auto(OwnedFd) fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        struct stat old;
        if (lstat(path, &old) == 0 && S_ISSOCK(old.st_mode))
                (void) unlink(path);
        if (fd < 0 || bind(fd, (const struct sockaddr *) &address, sizeof address) < 0 ||
            chmod(path, LISTENER_UNIX_MODE) < 0 || listen(fd, LISTENER_BACKLOG) < 0) {
                error_set_errno(error, CCOT_ERROR_CONFIG, errno, "web.listen");
                return -1;
        }
        return own_fd_steal(&fd);
}

static int
listener_internet(const char *text, char **ret_address, GError **error)
{
        g_autoptr(GSocketConnectable) parsed = g_network_address_parse(text, 0, NULL);
        if (parsed == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "web.listen: %s is no address and port", text);
                return -1;
        }
        const char *host = g_network_address_get_hostname(G_NETWORK_ADDRESS(parsed));
        const guint16 port = g_network_address_get_port(G_NETWORK_ADDRESS(parsed));
        g_autoptr(GInetAddress) inet =
            g_inet_address_new_from_string(g_str_equal(host, "localhost") ? "127.0.0.1" : host);
        if (inet == NULL || !g_inet_address_get_is_loopback(inet)) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                            "web.listen: %s is no loopback address; put a proxy with TLS in front", text);
                return -1;
        }
        g_autoptr(GSocketAddress) address = g_inet_socket_address_new(inet, port);
        struct sockaddr_storage native;
        const gssize length = g_socket_address_get_native_size(address);
        const int on = 1;
        g_auto(OwnedFd) fd = socket(g_inet_address_get_family(inet) == G_SOCKET_FAMILY_IPV6 ? AF_INET6 : AF_INET,
                                    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (!g_socket_address_to_native(address, &native, sizeof native, error))
                return -1;
        socklen_t size = (socklen_t) length;
        if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
            bind(fd, (const struct sockaddr *) &native, size) < 0 || listen(fd, LISTENER_BACKLOG) < 0 ||
            getsockname(fd, (struct sockaddr *) &native, &size) < 0) {
                error_set_errno(error, CCOT_ERROR_CONFIG, errno, "web.listen");
                return -1;
        }
        g_autoptr(GSocketAddress) bound = g_socket_address_new_from_native(&native, size);
        if (ret_address != NULL)
                *ret_address = g_socket_connectable_to_string(G_SOCKET_CONNECTABLE(bound));
        return own_fd_steal(&fd);
}

int
listener_open(const char *address, char **ret_address, GError **error)
{
        if (address[0] != '/')
                return listener_internet(address, ret_address, error);
        const int fd = listener_unix(address, error);
        if (fd >= 0 && ret_address != NULL)
                *ret_address = g_strdup(address);
        return fd;
}
