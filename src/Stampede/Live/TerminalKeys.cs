using System.Runtime.InteropServices;

namespace Stampede.Reporting;

/// <summary>The keys that are pressed at this process's terminal.</summary>
internal static partial class TerminalKeys
{
    private const int Input = 0;

    private static readonly Lock Gate = new();
    private static Action<char>? _listener;
    private static bool _isReading;

    /// <summary>Whether there are any: standard input is a terminal, and this process is in its foreground. In the background, reading would stop it.</summary>
    public static bool Exist => !Console.IsInputRedirected && (OperatingSystem.IsWindows() || ForegroundGroup(Input) == OwnGroup());

    /// <summary>Tells of each key until it is disposed; the newest listener alone is told.</summary>
    public static IDisposable Listen(Action<char> listener)
    {
        lock (Gate)
        {
            _listener = listener;
            if (!_isReading)
            {
                _isReading = true;

                // One thread for the process: a waiting read cannot be taken back. While it waits, the terminal echoes nothing into the view, and
                // Ctrl-C stays a signal; the runtime gives the terminal its settings back when the process ends.
                new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
            }
        }

        return new Listening(listener);
    }

    private static void Read()
    {
        try
        {
            while (true)
            {
                var key = Console.ReadKey(intercept: true).KeyChar;
                Action<char>? listener;
                lock (Gate)
                {
                    listener = _listener;
                }

                listener?.Invoke(key);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The terminal is gone.
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    private sealed class Listening(Action<char> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                _listener = _listener == listener ? null : _listener;
            }
        }
    }
}
