// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into tests that run under ThreadSanitizer. The Qt of the distribution is not instrumented, so the sanitizer
// does not see that a signal or a call that crosses threads happens before the slot that it ends in, and reports every
// value that goes along. This library tells it: what a thread did before it emitted, invoked or posted happened before
// whatever an event handler does later. Races between threads that do not talk to each other are still found.
//
// Only the project's own calls into Qt come by here (those inside of Qt do not), and those are the ones that matter.

#include <dlfcn.h>

extern "C" {
[[gnu::weak]] void __tsan_acquire(void *address);
[[gnu::weak]] void __tsan_release(void *address);
}

namespace {

char crossing;

void acquire()
{
    if (__tsan_acquire)
        __tsan_acquire(&crossing);
}

void release()
{
    if (__tsan_release)
        __tsan_release(&crossing);
}

// Qt calls this in every thread before an event is delivered.
bool eventComes(void **)
{
    release();
    acquire();
    return false;
}

template<typename Function>
Function next(Function, const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

[[gnu::constructor]] void install()
{
    constexpr int eventNotifyCallback = 0;
    using Register = bool (*)(int, bool (*)(void **));
    void *function = dlsym(RTLD_DEFAULT, "_ZN9QInternal16registerCallbackENS_8CallbackEPFbPPvE");
    if (function && __tsan_acquire)
        reinterpret_cast<Register>(function)(eventNotifyCallback, eventComes);
}

} // namespace

// Each stands in front of the function of Qt that has this symbol.
#define CROSSING(result, name, symbol, parameters, arguments) \
    extern "C" result name parameters __asm__(symbol); \
    extern "C" result name parameters \
    { \
        release(); \
        static const auto call = next(&name, symbol); \
        return call arguments; \
    }

CROSSING(void, activate, "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv",
         (void *sender, const void *meta, int index, void **values), (sender, meta, index, values))
CROSSING(void, activateIndex, "_ZN11QMetaObject8activateEP7QObjectiPPv",
         (void *sender, int index, void **values), (sender, index, values))
CROSSING(void, activateOffset, "_ZN11QMetaObject8activateEP7QObjectiiPPv",
         (void *sender, int offset, int index, void **values), (sender, offset, index, values))
CROSSING(bool, invokeFunctor,
         "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeExPKPKvPKPKcPKPKNS2_"
         "18QMetaTypeInterfaceE",
         (void *object, void *slot, int type, long long count, const void *values, const void *names, const void *types),
         (object, slot, type, count, values, names, types))
CROSSING(bool, invokeMember,
         "_ZN11QMetaObject16invokeMethodImplEP7QObjectPKcN2Qt14ConnectionTypeExPKPKvPKS3_PKPKN9QtPrivate18QMetaTypeInterfaceE",
         (void *object, const char *member, int type, long long count, const void *values, const void *names,
          const void *types),
         (object, member, type, count, values, names, types))
CROSSING(void, postEvent, "_ZN16QCoreApplication9postEventEP7QObjectP6QEventi",
         (void *receiver, void *event, int priority), (receiver, event, priority))
CROSSING(void, deleteLater, "_ZN7QObject11deleteLaterEv", (void *object), (object))
CROSSING(bool, moveToThread, "_ZN7QObject12moveToThreadEP7QThreadN2Qt15Disambiguated_tE",
         (void *object, void *thread), (object, thread))

CROSSING(void, startOnPool, "_ZN11QThreadPool5startEP9QRunnablei",
         (void *pool, void *runnable, int priority), (pool, runnable, priority))

// What a function on the pool finds, was there when it was started.
extern "C" void runOnPool(void *runnable) __asm__("_ZN9QRunnable16QGenericRunnable3runEv");
extern "C" void runOnPool(void *runnable)
{
    acquire();
    static const auto call = next(&runOnPool, "_ZN9QRunnable16QGenericRunnable3runEv");
    call(runnable);
}

// Waiting for a thread is a crossing in the other direction.
extern "C" bool waitForThread(void *thread, long first, long second) __asm__("_ZN7QThread4waitE14QDeadlineTimer");
extern "C" bool waitForThread(void *thread, long first, long second)
{
    static const auto call = next(&waitForThread, "_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = call(thread, first, second);
    acquire();
    return ended;
}
