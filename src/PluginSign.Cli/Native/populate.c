/*
 * Before Main, the runtime of native code unpacks its tables of types into zeroed memory (.hydrated, 3.7 MB right behind .bss), and every page that it comes to
 * is a fault of its own: nine hundred of sixteen hundred in `pluginsign verify`. They are all going to be needed, so all of them are asked for at once.
 * Linux has this since 5.14; older kernels refuse it, and the pages come one by one as ever.
 */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

extern char __bss_start[], _end[]; /* the linker's */

__attribute__((constructor)) static void populate(void)
{
    uintptr_t last = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
    uintptr_t begin = ((uintptr_t)__bss_start + last) & ~last;
    uintptr_t end = ((uintptr_t)_end + last) & ~last;
    if (begin < end) {
        (void)madvise((void *)begin, end - begin, MADV_POPULATE_WRITE);
    }
}
