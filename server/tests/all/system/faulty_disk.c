// Fails calls that write to the database, as a test says: a disk that is full or breaks. Loaded into the
// program by LD_PRELOAD.
//
// FLEDGE_TEST_FAULT_FILES     how the paths begin of the files that are meant
// FLEDGE_TEST_FAULT_CONTROL   a file with `struct control` in it, which the test writes while the program runs

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct control {
  // Which call from now on fails, counted down to 1; 0: none.
  atomic_int countdown;
  // As what it fails: EIO, ENOSPC.
  int error;
  // Whether all after it fail too.
  int lasts;
  // Whether a write that fails has written its first half.
  int halves;
  // How many have failed.
  atomic_int failed;
};

static struct control *control;
static const char *files;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("FLEDGE_TEST_FAULT_CONTROL");
  files = getenv("FLEDGE_TEST_FAULT_FILES");
  int fd = path && files ? open(path, O_RDWR) : -1;
  if (fd < 0) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) control = mapped;
}

static int is_meant(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, files, strlen(files)) == 0;
}

static int fails(int fd) {
  if (!control || atomic_load(&control->countdown) == 0 || !is_meant(fd)) return 0;
  int left = atomic_load(&control->countdown);
  while (left > 0) {
    int next = left == 1 && control->lasts ? 1 : left - 1;
    if (!atomic_compare_exchange_weak(&control->countdown, &left, next)) continue;
    if (left > 1) return 0;
    atomic_fetch_add(&control->failed, 1);
    return 1;
  }
  return 0;
}

static int refuse(void) {
  errno = control->error;
  return -1;
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, #name)

typedef ssize_t (*write_type)(int, const void *, size_t);
typedef ssize_t (*pwrite_type)(int, const void *, size_t, off_t);
typedef int (*sync_type)(int);
typedef int (*truncate_type)(int, off_t);

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write, write_type);
  if (!fails(fd)) return real(fd, bytes, count);
  return control->halves && count > 1 ? real(fd, bytes, count / 2) : refuse();
}

#define PWRITE(name)                                                                  \
  ssize_t name(int fd, const void *bytes, size_t count, off_t at) {                   \
    REAL(name, pwrite_type);                                                          \
    if (!fails(fd)) return real(fd, bytes, count, at);                                \
    return control->halves && count > 1 ? real(fd, bytes, count / 2, at) : refuse();  \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name)                            \
  int name(int fd) {                          \
    REAL(name, sync_type);                    \
    return fails(fd) ? refuse() : real(fd);   \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                \
  int name(int fd, off_t length) {                    \
    REAL(name, truncate_type);                        \
    return fails(fd) ? refuse() : real(fd, length);   \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)
