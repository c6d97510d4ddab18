using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>The system calls of the epoll transport. Linux only; constants are those of its x64 and arm64 ABIs.</summary>
internal static unsafe partial class LibC
{
    public const int EpollIn = 0x001;
    public const int EpollOut = 0x004;
    public const int EpollError = 0x008;
    public const int EpollHangUp = 0x010;
    public const int EpollReadHangUp = 0x2000;
    public const uint EpollEdgeTriggered = 1u << 31;
    public const int EpollCloseOnExec = 0x80000;
    public const int EpollAdd = 1;
    public const int EventFdNonBlocking = 0x800;
    public const int EventFdCloseOnExec = 0x80000;

    public const int AddressFamilyInet = 2;
    public const int AddressFamilyInet6 = 10;
    public const int StreamNonBlockingCloseOnExec = 1 | 0x800 | 0x80000;
    public const int ProtocolTcp = 6;
    public const int TcpNoDelay = 1;
    public const int LevelSocket = 1;
    public const int SocketErrorOption = 4;
    public const int NoSignal = 0x4000;

    public const int ErrorAgain = 11;
    public const int ErrorInterrupted = 4;
    public const int ErrorInProgress = 115;

    /// <summary>The size of the kernel's struct epoll_event: packed on x64 only.</summary>
    public static readonly int EpollEventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    /// <summary>Where its data field begins.</summary>
    public static readonly int EpollDataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, byte* epollEvent);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int most, int timeoutMilliseconds);

    /// <param name="epoll">The instance.</param>
    /// <param name="events">Where the events go.</param>
    /// <param name="most">How many there is room for.</param>
    /// <param name="timeout">Seconds, then nanoseconds: a struct timespec.</param>
    /// <param name="signals">Null: none is masked.</param>
    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    public static partial int EpollWaitExact(int epoll, byte* events, int most, long* timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int descriptor, int level, int option, int* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetSocketOption(int descriptor, int level, int option, int* value, int* length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
