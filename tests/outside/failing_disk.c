/* A disk that fails: loaded before the C library (LD_PRELOAD), it lets one write, sync or truncation of a database's
 * files fail, as told by the environment:
 *
 *   LINLI_FAILING_FILE   part of the path of the files that are meant
 *   LINLI_FAIL_AT        which call fails, from 1; 0 lets all succeed
 *   LINLI_FAIL_CALLS     how many calls fail from there on
 *   LINLI_FAIL_WITH      eio, enospc, or half: half of a write is done, then eio
 *
 * When the process ends, a line "calls N" on stderr says how many such calls there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

/* Whether a call on this file is counted and now has to fail. */
static int fails(int file) {
    const char *wanted = getenv("LINLI_FAILING_FILE");
    char link[64], path[4096];
    if (!wanted) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, wanted)) return 0;
    long call = atomic_fetch_add(&calls, 1) + 1, from = number("LINLI_FAIL_AT");
    return from > 0 && call >= from && call < from + number("LINLI_FAIL_CALLS");
}

static const char *how(void) {
    const char *value = getenv("LINLI_FAIL_WITH");
    return value ? value : "eio";
}

static int refused(void) {
    errno = strcmp(how(), "enospc") ? EIO : ENOSPC;
    return -1;
}

#define NEXT(name) \
    static __typeof__(&name) next; \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    NEXT(pwrite64);
    if (!fails(file)) return next(file, bytes, count, at);
    if (!strcmp(how(), "half")) (void)!next(file, bytes, count / 2, at);
    return refused();
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    NEXT(pwrite);
    if (!fails(file)) return next(file, bytes, count, at);
    if (!strcmp(how(), "half")) (void)!next(file, bytes, count / 2, at);
    return refused();
}

ssize_t write(int file, const void *bytes, size_t count) {
    NEXT(write);
    if (file <= 2 || !fails(file)) return next(file, bytes, count);
    if (!strcmp(how(), "half")) (void)!next(file, bytes, count / 2);
    return refused();
}

int fdatasync(int file) {
    NEXT(fdatasync);
    return fails(file) ? refused() : next(file);
}

int fsync(int file) {
    NEXT(fsync);
    return fails(file) ? refused() : next(file);
}

int ftruncate64(int file, off64_t size) {
    NEXT(ftruncate64);
    return fails(file) ? refused() : next(file, size);
}

int ftruncate(int file, off_t size) {
    NEXT(ftruncate);
    return fails(file) ? refused() : next(file, size);
}

__attribute__((destructor)) static void tell(void) {
    fprintf(stderr, "calls %ld\n", atomic_load(&calls));
}
